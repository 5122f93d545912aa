import type { Kpi } from './kpi.ts'
import type { Reading } from './reading.ts'

/** What a method says of one reading. Unknown is neither bad nor good: it neither fires nor clears. */
export type Judged = 'bad' | 'between' | 'good' | 'unknown'

/** Judges readings of one KPI, oldest first; one answer for each, made from it and from those before it alone. */
export type JudgesSeries = (readings: readonly Reading[]) => readonly Judged[]

/** The two limits a reading is compared with; left out, there is nothing to compare with. */
export interface Limits {
  readonly direction: Kpi['direction']
  readonly limit?: number
  readonly clears: { readonly limit?: number }
}

/** All that says whether a series is bad: what a check is made of, as plain data. */
export interface JudgedBy extends Pick<Kpi, 'direction' | 'limit' | 'baseline' | 'timeZone'> {
  /** Left out: the limit judges. Its numbers, defaults filled in, are for `series` alone. */
  readonly method?: { readonly is: string }
  readonly fires: { readonly after: number; readonly of: number }
  readonly clears: { readonly after: number; readonly limit?: number }
  readonly minSamples: number
}

/** What judged the readings that ended after a moment, ISO. */
export interface JudgedAfter {
  readonly after: string
  readonly by: JudgedBy
}

/** By the limit alone, each reading by itself. */
export function judgedByLimit({ direction, limit, clears }: Limits, value: number): Judged {
  if (limit === undefined) return 'unknown'
  if (isBad({ direction, limit }, value)) return 'bad'
  return isBad({ direction, limit: clears.limit ?? limit }, value) ? 'between' : 'good'
}

/** Bad, by its limit and direction, whatever came before or after. */
export function isBad(check: { readonly direction: Kpi['direction']; readonly limit: number }, value: number): boolean {
  return check.direction === 'lower-is-better' ? value > check.limit : value < check.limit
}
