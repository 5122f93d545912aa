/** The length of one reading's period. Weeks start on Monday; all periods are in UTC. */
export type Every = 'hour' | 'day' | 'week'

export const HOUR_MS = 3_600_000
const LENGTH_MS: Record<Every, number> = { hour: HOUR_MS, day: 24 * HOUR_MS, week: 168 * HOUR_MS }
/** 1970-01-01 was a Thursday, so weeks are counted from the Monday before. */
const OFFSET_MS: Record<Every, number> = { hour: 0, day: 0, week: -72 * HOUR_MS }

export function periodLengthMs(every: Every): number {
  return LENGTH_MS[every]
}

/** The first moment of the period that holds this moment, in milliseconds. */
export function periodStart(every: Every, atMs: number): number {
  const length = LENGTH_MS[every]
  return Math.floor((atMs - OFFSET_MS[every]) / length) * length + OFFSET_MS[every]
}

/** The first moment after the period that starts here, in milliseconds. */
export function periodEnd(every: Every, startMs: number): number {
  return startMs + LENGTH_MS[every]
}

/** The last `count` whole periods that were over at `now`: what a query is asked for. */
export function lastPeriods(every: Every, now: Date, count: number): { readonly start: Date; readonly end: Date } {
  const end = periodStart(every, now.getTime())
  return { start: new Date(end - count * LENGTH_MS[every]), end: new Date(end) }
}
