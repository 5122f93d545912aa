import type { Query } from './kpi.ts'
import { HOUR_MS, lastPeriods, periodLengthMs, periodStart } from './period.ts'

/** How many periods a model without `since` is measured back when it is new. */
const FIRST_PERIODS = 13
const MINUTE_MS = 60_000

/** What a query was asked for in this process, and answered; ms. */
export interface AskedBefore {
  /** As its text was then; another query was never asked. */
  readonly query: Query
  readonly kpis: readonly string[]
  /** All of it together, without a gap. */
  readonly from: number
  readonly start: number
  readonly end: number
  readonly at: number
  /** Up to there every period was asked again after its labels had their delay twice. */
  readonly settled: number
}

interface DueBy {
  readonly query: Query
  readonly kpis: readonly string[]
  /** By KPI the end of its newest reading, ISO. */
  readonly ends: ReadonlyMap<string, string>
  readonly before: AskedBefore | undefined
  readonly now: Date
}

/**
 * `rests`: it was asked and gave nothing, a moment ago. `unheard`: all of it is there, and this process never heard what is wrong
 * with the newest period.
 */
export type Due = { readonly is: 'nothing' | 'rests' } | ({ readonly is: 'due' | 'unheard' } & AskedBefore)

/**
 * Whole periods since the last reading whose labels are there. The KPI that is furthest behind decides: the same reading twice
 * is one reading. But what was asked and gave nothing is not asked from its first day again while others have readings, nor
 * each minute.
 */
export function dueOf({ query, kpis, ends, before: known, now }: DueBy): Due {
  const every = query.every ?? 'day'
  const length = periodLengthMs(every)
  const at = now.getTime()
  const delay = (query.labelDelayHours ?? 0) * HOUR_MS
  const since = query.since === undefined ? undefined : periodStart(every, Date.parse(query.since))
  const first = since ?? lastPeriods(every, new Date(at - delay), FIRST_PERIODS).start.getTime()
  const end = periodStart(every, at - delay)
  const settled = delay > 0 ? periodStart(every, at - 2 * delay) : end
  const before = known && isSame(known, { query, kpis }) ? known : undefined
  const last = kpis.flatMap(kpi => Date.parse(ends.get(kpi) ?? '') || [])
  const behind = last.length < kpis.length || last.length === 0 ? first : Math.min(...last)
  const isAsked = before !== undefined && before.from <= behind && last.length > 0
  const newest = isAsked ? Math.max(behind, Math.min(Math.max(...last), before.end) - length) : behind
  // What fills up late is asked once more; a process that starts does not know since when the one before it was gone.
  const unsettled = before?.settled ?? Math.min(settled - length, periodStart(every, behind - delay))
  const again = delay > 0 && last.length > 0 ? Math.max(since ?? 0, unsettled) : settled
  const start = again < settled ? Math.min(newest, again) : newest
  if (end <= start) {
    const from = end - length
    if (known !== undefined || last.length === 0 || from < first) return { is: 'nothing' }
    return { is: 'unheard', query, kpis, from, start: from, end, at, settled }
  }
  const isAlike = before?.end === end && (before.start === start || newest > behind) && again >= settled
  if (isAlike && at >= before.at && at < before.at + restMs(length)) return { is: 'rests' }
  return { is: 'due', query, kpis, from: Math.min(start, before?.from ?? start), start, end, at, settled }
}

/** Ten minutes for an hour, an hour for a day or a week. */
const restMs = (length: number) => Math.min(Math.max(length / 24, 10 * MINUTE_MS), HOUR_MS)

function isSame(a: Pick<AskedBefore, 'query' | 'kpis'>, b: Pick<AskedBefore, 'query' | 'kpis'>): boolean {
  if (a.kpis.join() !== b.kpis.join()) return false
  return a.query === b.query || JSON.stringify(a.query) === JSON.stringify(b.query)
}
