import type { Kpi } from './kpi.ts'
import { HOUR_MS, periodLengthMs } from './period.ts'
import type { Reading } from './reading.ts'
import { shortfallOf } from './shortfall.ts'

/** One KPI over its last periods, of what ran in each. */
export interface Trend {
  readonly id: string
  readonly kpi: Kpi
  /** `hour`, `day` or `week`; what comes without a period is counted by readings. */
  readonly every: 'hour' | 'day' | 'week' | 'reading'
  /** Oldest first, at most `PERIODS`; readings of too few samples are left out. */
  readonly values: readonly { readonly end: string; readonly value: number }[]
  /** The newest reading is too old by what was agreed, or by who watches it, or there is none: then nothing is as wanted. */
  readonly silent: boolean
}

/** As many as a glance takes in, and enough to see where it goes. */
export const PERIODS = 6

interface Counting {
  readonly every: Trend['every']
  /** Left out: readings never grow too old. */
  readonly staleHours?: number | undefined
}

/** `readings` are those of what ran, whole ones alone, of any KPI. */
export function trendOf(
  [id, kpi]: readonly [string, Kpi],
  { every, staleHours = Number.POSITIVE_INFINITY }: Counting,
  readings: readonly Reading[],
  now: Date,
): Trend {
  const mine = readings
    .filter(it => it.kpi === id && Number.isFinite(it.value) && it.n >= (kpi.minSamples ?? 1))
    .sort((a, b) => (a.end < b.end ? -1 : 1))
  const values = mine.slice(-PERIODS).map(({ end, value }) => ({ end, value }))
  const last = values.at(-1)
  const oldest = now.getTime() - staleHours * HOUR_MS
  return { id, kpi, every, values, silent: last === undefined || Date.parse(last.end) < oldest }
}

/** What its values are counted by: readings where one of its periods has none, as six of them are no six weeks then. */
export function countedBy({ every, values }: Trend): Trend['every'] {
  const [first, last] = [values[0], values.at(-1)]
  if (every === 'reading' || first === undefined || last === undefined) return every
  const periods = Math.round((Date.parse(last.end) - Date.parse(first.end)) / periodLengthMs(every)) + 1
  return periods === values.length ? every : 'reading'
}

/** Where it goes: the newest against the oldest shown, as better or worse for whoever agreed to it. */
export function courseOf({ kpi, values }: Trend): 'better' | 'worse' | 'same' | 'unknown' {
  const [first, last] = [values[0], values.at(-1)]
  if (first === undefined || last === undefined || values.length < 2) return 'unknown'
  if (last.value === first.value) return 'same'
  return last.value > first.value === (kpi.direction === 'higher-is-better') ? 'better' : 'worse'
}

export type TrendStanding = 'beyond' | 'short' | 'kept' | 'free' | 'unknown'

/** How the newest value stands to what was agreed; `unknown` where there is none, or where it is too old. */
export function standingOf({ kpi, values, silent }: Trend): TrendStanding {
  const last = values.at(-1)
  if (last === undefined || silent) return 'unknown'
  const than = shortfallOf(kpi, last.value)?.than
  if (than !== undefined) return than === 'limit' ? 'beyond' : 'short'
  return kpi.limit === undefined && kpi.target === undefined ? 'free' : 'kept'
}
