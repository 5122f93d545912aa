import type { Kpi } from '../core/kpi.ts'
import type { MonitorState, Watched } from '../core/monitor.ts'
import type { Part } from '../core/watched-part.ts'
import { type Watches, watchesWhole } from '../core/watches.ts'
import type { Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { partName, someWords } from './segment-words.ts'

/** What a monitor watches, and where it stands; without a name nothing of any part was read. */
interface Told extends Part {
  readonly policy: { readonly id: string; readonly watches: Watches }
  readonly watched: Watched
  readonly left: number
}

/** What is bad, or cannot be told, goes before what is good. */
const ORDER: readonly MonitorState[] = [
  'firing',
  'recovering',
  'error',
  'no-data',
  'insufficient-data',
  'pending',
  'ok',
]

/** One row for each monitor that watches parts of a KPI: the bad ones with their values, the others by name or number. */
export function segmentStates(
  kpi: Pick<Kpi, 'name' | 'unit'>,
  all: readonly Told[],
): readonly (readonly [string, Words])[] {
  const apart = all.filter(({ policy: { watches } }) => !watchesWhole(watches))
  return [...Map.groupBy(apart, ({ policy }) => policy).entries()].map(([{ watches }, those]) => [
    howWords(kpi.name, watches),
    row(kpi, those),
  ])
}

/** `mean error, by segment and version`, `mean error, in test`. */
function howWords(kpi: string, { segments, versions, environment }: Watches): string {
  return says.segmentStates.how({
    kpi,
    segments: segments !== undefined,
    versions: versions !== undefined,
    environment,
  })
}

function row({ unit }: Pick<Kpi, 'unit'>, those: readonly Told[]): Words {
  const { ok, state: stateOf, notWatched, all } = says.segmentStates
  const known = those.filter(it => partName(it) !== undefined)
  if (known.length === 0) return [says.segmentStates.noReading]
  const words = ORDER.flatMap(state => {
    const mine = known.filter(({ watched }) => watched.state === state)
    if (mine.length === 0) return []
    // Of what is well the number is enough.
    return state === 'ok' ? [ok(mine.length)] : [stateOf(state, someWords(mine.map(it => partWords(it, unit))))]
  })
  const left = those[0]?.left ?? 0
  return [all([...words, ...(left > 0 ? [notWatched(left)] : [])])]
}

function partWords({ policy: _, watched: { state, stale, latest }, ...part }: Told, unit: string): string {
  const name = partName(part) ?? ''
  if (state === 'no-data' || state === 'insufficient-data' || latest === undefined) return name
  const told = says.segmentStates.part(name, latest.value, unit)
  return stale ? says.segmentStates.stale(told) : told
}
