import { isDay } from './local-time.ts'
import { type Every, periodEnd, periodStart } from './period.ts'
import type { Reading } from './reading.ts'

/** What places a reading: which version, over which period, from how many samples. */
type Frame = Pick<Reading, 'version' | 'start' | 'end' | 'n'>

/** Why something places no reading; each way in says it in its own words. */
export type Misframed = 'no-day' | 'no-start' | 'not-over' | 'no-version' | 'no-count'

/** The period that begins at `start`, whole and over by `now`. The same rule for what is pulled and what is pushed. */
export function frameOf(
  { start, version, n }: { readonly start: unknown; readonly version: unknown; readonly n: unknown },
  every: Every,
  now: string,
): Frame | Misframed {
  const startMs = typeof start === 'string' ? startOf(start) : Number.NaN
  if (Number.isNaN(startMs)) return 'no-day'
  if (periodStart(every, startMs) !== startMs) return 'no-start'
  const endMs = periodEnd(every, startMs)
  if (endMs > Date.parse(now)) return 'not-over'
  if (typeof version !== 'string' || version === '') return 'no-version'
  if (typeof n !== 'number' || !Number.isInteger(n) || n < 0) return 'no-count'
  return { version, start: new Date(startMs).toISOString(), end: new Date(endMs).toISOString(), n }
}

/** Its moment in milliseconds, NaN where it is none. */
export function startOf(start: string): number {
  // `Date.parse` takes 30 February for 2 March.
  const day = /^\d{4}-\d\d-\d\d/.exec(start)?.[0]
  // A time without its zone would be taken for one of this machine.
  const hasZone = !/[T ]\d\d:[\d:.]*$/.test(start)
  return day !== undefined && isDay(day) && hasZone ? Date.parse(start) : Number.NaN
}
