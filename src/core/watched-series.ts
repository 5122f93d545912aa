import { serving } from './monitor.ts'
import type { Reading } from './reading.ts'
import type { Part } from './watched-part.ts'

/** Each has a state of its own; a column that is no segment, but an id, would make thousands. */
export const MOST_SEGMENTS = 100

/** What a monitor watches of a KPI. */
export interface Watches {
  readonly kpi: string
  /** Left out: the whole, and no segment. */
  readonly segments?: 'all' | readonly string[]
}

/** Readings of a model, of every version. */
export interface Read {
  readonly whole: readonly Reading[]
  readonly ofSegments: readonly Reading[]
  /** Of the whole, those of the version that ran in each period. */
  readonly served: readonly Reading[]
  /** What was seen running, oldest first. */
  readonly observations: readonly { readonly version: string; readonly at: string }[]
}

export interface PartSeries extends Part {
  readonly series: readonly Reading[]
}

/**
 * The readings a monitor judges, apart for each segment; `left` is how many more segments there are than are watched. A
 * segment that is named is watched without any reading too, and so is what has none at all: nothing there is no pass.
 */
export function watchedSeries(
  { kpi, segments }: Watches,
  { served, ofSegments, observations }: Read,
): { readonly parts: readonly PartSeries[]; readonly left: number } {
  if (segments === undefined) return { parts: [{ series: served.filter(r => r.kpi === kpi) }], left: 0 }
  const each = Map.groupBy(
    serving(
      ofSegments.filter(r => r.kpi === kpi),
      observations,
    ),
    r => r.segment,
  )
  const names = segments === 'all' ? earliestFirst(each) : segments
  const parts = names.slice(0, MOST_SEGMENTS).map(segment => ({ segment, series: each.get(segment) ?? [] }))
  return { parts: parts.length > 0 ? parts : [{ series: [] }], left: Math.max(0, names.length - MOST_SEGMENTS) }
}

/** Whether a monitor still watches this part, also where it has no readings now. */
export function watchesPart({ segments }: Watches, { segment }: Part): boolean {
  if (segment === undefined) return segments === undefined
  return segments === 'all' || (segments?.includes(segment) ?? false)
}

/** Who came first stays, whoever else comes; of those that came at once, the largest. */
function earliestFirst(each: ReadonlyMap<string, readonly Reading[]>): readonly string[] {
  const firsts = [...each].map(([name, series]) => ({
    name,
    first: series.reduce((a, b) => (b.start < a.start ? b : a)),
  }))
  const sorted = firsts.sort(
    (a, b) => order(a.first.start, b.first.start) || b.first.n - a.first.n || order(a.name, b.name),
  )
  return sorted.map(({ name }) => name)
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
