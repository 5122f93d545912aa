import { strong, type Words } from '../core/document.ts'
import type { Kpi } from '../core/kpi.ts'
import type { MonitorState, Watched } from '../core/monitor.ts'
import { count, withUnit } from '../core/words.ts'
import { someWords } from './segment-words.ts'

/** A segment and where it stands; without a name nothing of any segment was read. */
interface Told {
  readonly policy: { readonly id: string; readonly watches: { readonly segments?: unknown } }
  readonly segment?: string
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

/** One row for each monitor that watches segments of a KPI: the bad ones with their values, the others by name or number. */
export function segmentStates(
  kpi: Pick<Kpi, 'name' | 'unit'>,
  all: readonly Told[],
): readonly (readonly [string, Words])[] {
  const apart = all.filter(({ policy }) => policy.watches.segments !== undefined)
  return [...Map.groupBy(apart, ({ policy }) => policy.id).values()].map(those => [
    `${kpi.name}, by segment`,
    row(kpi, those),
  ])
}

function row({ unit }: Pick<Kpi, 'unit'>, those: readonly Told[]): Words {
  const named = those.filter(({ segment }) => segment !== undefined)
  if (named.length === 0) return [strong('no reading yet')]
  const words = ORDER.flatMap(state => {
    const mine = named.filter(({ watched }) => watched.state === state)
    if (mine.length === 0) return []
    // Of what is well the number is enough.
    return state === 'ok' ? [`${mine.length} ok`] : [`${state}: ${someWords(mine.map(it => partWords(it, unit)))}`]
  })
  const left = those[0]?.left ?? 0
  return [[...words, ...(left > 0 ? [`${count(left, 'more is', 'more are')} not watched`] : [])].join('; ')]
}

function partWords({ segment = '', watched: { state, stale, latest } }: Told, unit: string): string {
  if (state === 'no-data' || state === 'insufficient-data' || latest === undefined) return segment
  return `${segment} ${withUnit(latest.value, unit)}${stale ? ' (no newer reading came)' : ''}`
}
