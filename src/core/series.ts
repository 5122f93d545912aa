import type { Reading } from './reading.ts'
import { laterEnd } from './rest.ts'

/** All readings of one KPI, segment and version: where they begin, and how far they go. */
export interface Series extends Pick<Reading, 'kpi' | 'segment' | 'version'> {
  /** Of all series, which came first: those of one batch came together. */
  readonly begun: number
  /** Of the oldest reading that came with the first: when its period began, ISO, and how many samples it was of. */
  readonly start: string
  readonly n: number
  /** Of the newest reading: when its period ended, ISO. */
  readonly end: string
}

/** A KPI with more than these has an id for a segment or a version, and would fill the store for nobody. */
export const MOST_SERIES = 10_000

/** What a series goes by. */
export type SeriesName = Pick<Series, 'kpi' | 'segment' | 'version'>

export const seriesKey = ({ kpi, segment, version }: SeriesName): string => JSON.stringify([kpi, segment, version])

/** So many readings of a series are enough to judge it: five years of days, twelve weeks of hours. */
export const MOST_OF_EACH = 2000
/** To judge more than these at once makes everybody wait for a second; a hundred segments have seven weeks of hours each. */
const MOST_AT_ONCE = 125_000

/** How many readings of each are read, where series have so many: what the short ones leave is for the long. */
export function mostOfEach(sizes: readonly number[]): number {
  const sorted = sizes.toSorted((a, b) => a - b)
  let room = MOST_AT_ONCE
  for (const [i, size] of sorted.entries()) {
    const share = Math.floor(room / (sorted.length - i))
    if (size > share) return Math.min(MOST_OF_EACH, Math.max(1, share))
    room -= size
  }
  return MOST_OF_EACH
}

/** Versions come and go, so the newest readings count. */
export function newestVersions(all: readonly Series[], most: number): readonly string[] {
  const ends = new Map<string, string>()
  for (const it of all) ends.set(it.version, laterEnd(ends.get(it.version), it))
  const sorted = [...ends].sort(([a, end], [b, other]) => order(other, end) || order(a, b))
  return sorted.slice(0, most).map(([version]) => version)
}

/** Who came first stays, whatever comes later; of those that came at once, whoever goes back furthest, then the largest. */
export function earliestSegments(all: readonly Series[]): readonly string[] {
  const byRank = (a: Series, b: Series) =>
    a.begun - b.begun || order(a.start, b.start) || b.n - a.n || order(a.segment, b.segment)
  return [...new Set([...all].sort(byRank).map(({ segment }) => segment))]
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
