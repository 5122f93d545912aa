import { HOUR_MS } from './period.ts'
import type { Reading } from './reading.ts'

/** A moment, and after how many hours something has grown too old since then. */
export interface Ageing {
  /** ISO. */
  readonly end: string
  readonly hours: readonly number[]
}

/**
 * The last moment, ms, at which the same readings still mean the same: then the next of them grows too old, or one that was
 * stored before its period ended is over. A millisecond early, since hours may be parts of one.
 */
export function restsUntil(now: Date, ages: readonly Ageing[], ahead: readonly string[]): number {
  const at = now.getTime()
  const old = ages.flatMap(({ end, hours }) => hours.map(each => Date.parse(end) + each * HOUR_MS))
  const over = ahead.map(end => Date.parse(end))
  return Math.min(...[...old, ...over].filter(moment => moment >= at).map(moment => Math.floor(moment) - 1))
}

/** By the calendar of UTC, as rules count days. */
export const dayOf = (ms: number): number => Math.floor(ms / (24 * HOUR_MS))

/** The later of two ends, where the first may be missing. */
export function laterEnd(end: string | undefined, { end: other }: Pick<Reading, 'end'>): string {
  return end === undefined || other > end ? other : end
}

/** By KPI the end of its newest reading, whatever its version and segment. */
export function newestEnds(all: readonly Pick<Reading, 'kpi' | 'end'>[]): ReadonlyMap<string, string> {
  const ends = new Map<string, string>()
  for (const it of all) ends.set(it.kpi, laterEnd(ends.get(it.kpi), it))
  return ends
}
