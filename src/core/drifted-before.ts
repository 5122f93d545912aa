import type { BadInput, DriftedInput } from './cause.ts'
import { beyond, hasMoved, type InputJudged, type InputWindow, isDrifting, isUnjudged } from './input-window.ts'
import { HOUR_MS } from './period.ts'

/** A window that ended so long before the first bad period did may have to do with it. */
const BEFORE_MS = 14 * 24 * HOUR_MS
/** As many as one reads; the strongest are the first. */
const NAMED_MOST = 10

export interface InputsBefore {
  /** Strongest first; undefined where no window was measured. */
  readonly inputs?: readonly DriftedInput[]
  /** Whether some could not be judged, and none of the others has drifted. */
  readonly unjudged: boolean
  /** Those that nobody could judge in the newest window, whatever the others did. Left out: none. */
  readonly bad?: readonly BadInput[]
}

/**
 * The inputs that had drifted when a breach began, or shortly before. What drifts later did not bring it. `connections` says
 * where each KPI of drift is measured; a window of another KPI is of a model that was edited since, and left out.
 */
export function driftedBefore(
  windows: readonly InputWindow[],
  onset: string,
  connections: ReadonlyMap<string, string>,
): InputsBefore {
  const known = windows.filter(({ kpi }) => connections.has(kpi)).toSorted((a, b) => (a.end < b.end ? -1 : 1))
  const near = known.filter(({ start, end }) => start < onset && Date.parse(end) > Date.parse(onset) - BEFORE_MS)
  if (near.length === 0) return { unjudged: false }
  const found = [...connections].flatMap(([kpi, connection]) => {
    const [own, all] = [near, known].map(list => list.filter(it => it.kpi === kpi)) as [InputWindow[], InputWindow[]]
    return columnsOf(own).flatMap(column => driftOf(column, own, all, connection) ?? [])
  })
  const inputs = strongest(found)
  const last = new Map(near.map(it => [it.kpi, it]))
  const bad = badOf([...last.values()].flatMap(it => it.inputs))
  return { inputs, unjudged: inputs.length === 0 && bad.length > 0, ...(bad.length > 0 && { bad }) }
}

/** Of two KPIs that look at one column, the first says why. */
function badOf(inputs: readonly InputJudged[]): readonly BadInput[] {
  const each = new Map(
    inputs
      .filter(isUnjudged)
      .toReversed()
      .map(it => [it.column, it] as const),
  )
  return [...each.values()].map(({ column, is, used, needs }) => ({ input: column, is, used, needs }))
}

const columnsOf = (windows: readonly InputWindow[]) => [
  ...new Set(windows.flatMap(({ inputs }) => inputs.map(({ column }) => column))),
]

/** By its newest window that had drifted, and since when it had in one run up to that. */
function driftOf(
  column: string,
  near: readonly InputWindow[],
  all: readonly InputWindow[],
  connection: string,
): DriftedInput | undefined {
  const newest = near.findLast(it => judged(it, column)?.is === 'drift')
  const how = newest && farOf(judged(newest, column))
  if (newest === undefined || how === undefined) return undefined
  const isOver = near.some(it => it.end > newest.end && judged(it, column)?.is === 'no-drift')
  const since = firstOf(newest, column, all).start
  const told = { input: column, method: newest.method, ...how, since, connection }
  return isOver ? { ...told, until: newest.end } : told
}

/** How far its values have moved; where they have not, how far the share of what is missing has. */
function farOf(it: InputJudged | undefined) {
  const missing = it?.missing?.is === 'drift' ? it.missing : undefined
  const { effect: value, threshold } = it ?? {}
  if (it && value !== undefined && threshold !== undefined && (missing === undefined || hasMoved(it)))
    return { value, threshold, ...(missing && { missing }) }
  if (missing === undefined) return undefined
  const { was, now } = missing
  return { value: Math.abs(now - was), threshold: missing.threshold, missing, onlyMissing: true as const }
}

function firstOf(newest: InputWindow, column: string, all: readonly InputWindow[]): InputWindow {
  const before = all.find(({ end }) => end === newest.start)
  const was = before && judged(before, column)
  return before && was && isDrifting(was) ? firstOf(before, column, all) : newest
}

const judged = ({ inputs }: InputWindow, column: string): InputJudged | undefined =>
  inputs.find(it => it.column === column)

/** Two KPIs may look at one column; the one that finds more speaks for it. */
function strongest(found: readonly DriftedInput[]): readonly DriftedInput[] {
  const strength = ({ value, threshold }: DriftedInput) => beyond({ effect: value, threshold })
  const ranked = found.toSorted((a, b) => strength(b) - strength(a) || (a.input < b.input ? -1 : 1))
  const each = new Map(ranked.toReversed().map(it => [`${it.connection} ${it.input}`, it]))
  return ranked.filter(it => each.get(`${it.connection} ${it.input}`) === it).slice(0, NAMED_MOST)
}
