import { Temporal } from 'temporal-polyfill'

/** Days are those of the calendar in UTC, written as YYYY-MM-DD. */

const DAY_MS = 86_400_000

/** Whole days since the beginning of a day; undefined where there is no day. */
export function since(day: string | undefined, now: Date): number | undefined {
  return day === undefined ? undefined : Math.floor((now.getTime() - Date.parse(day)) / DAY_MS)
}

/** Whole days until a day: 0 on the day itself, which is still in time, and negative after it. */
export function until(day: string | undefined, now: Date): number | undefined {
  const days = since(day, now)
  return days === undefined ? undefined : 0 - days
}

export function addDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString()
}

/** The same day of a later month, or its last day where it has none: 31 August and six months are 28 February. */
export function addMonths(day: string, months: number): string {
  return Temporal.PlainDate.from(day).add({ months }).toString()
}
