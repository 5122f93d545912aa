import { Temporal } from 'temporal-polyfill'
import Type, { type Static } from 'typebox'
import { dayWords } from './words.ts'

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof WEEKDAYS)[number]
const NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

const CLOCK = '([01][0-9]|2[0-3]):[0-5][0-9]'
export const Weekdays = Type.Array(Type.Enum([...WEEKDAYS]), { minItems: 1, uniqueItems: true })
export const ClockTime = Type.String({ pattern: `^${CLOCK}$`, description: 'HH:MM of the place, in quotes.' })
export const LocalMoment = Type.String({
  pattern: `^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T${CLOCK}$`,
  description: 'YYYY-MM-DDTHH:MM by the clock of the place.',
})
/** A moment as examples name it. */
export const Instant = Type.String({
  format: 'date-time',
  description: 'With its offset or Z, as 2026-03-29T06:00:00+02:00.',
})
export type LocalMoment = Static<typeof LocalMoment>

/**
 * Which moment is meant where a change of clocks skips or repeats a time. Of a skipped 02:30 the earlier is an hour
 * before 03:30 and the later is 03:30; `compatible` is the later of a skipped time and the first of a repeated one.
 */
export type InDoubt = 'earlier' | 'later' | 'compatible'

/** The moment when the clocks of a place show this time on this day. */
export function momentOf(day: string, clock: string, timeZone: string, inDoubt: InDoubt): Date {
  const local = Temporal.PlainDateTime.from(`${day}T${clock}`)
  return new Date(local.toZonedDateTime(timeZone, { disambiguation: inDoubt }).epochMilliseconds)
}

/** Whether there is such a day: 29 February is one of every fourth year. */
export function isDay(day: string): boolean {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  return Temporal.PlainDate.from({ year, month, day: date }).toString() === day
}

/** The day it is then, in a place. */
export function dayAt(at: Date, timeZone: string): string {
  return placed(at, timeZone).toPlainDate().toString()
}

export function weekdayOf(day: string): Weekday {
  return WEEKDAYS[Temporal.PlainDate.from(day).dayOfWeek - 1] ?? 'mon'
}

/** Whether it is that day of its month, or the last one of a month that has none. */
export function isMonthDay(day: string, monthDay: number): boolean {
  const { day: it, daysInMonth } = Temporal.PlainDate.from(day)
  return it === Math.min(monthDay, daysInMonth)
}

/** The day so many days later, or earlier. */
export function addDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString()
}

/** `Monday 20 April 2026, 08:00 (Europe/Berlin)`. */
export function localWords(at: Date, timeZone: string): string {
  const local = placed(at, timeZone)
  const clock = local.toPlainTime().toString({ smallestUnit: 'minute' })
  return `${NAMES[local.dayOfWeek - 1]} ${dayWords(local.toPlainDate().toString())}, ${clock} (${timeZone})`
}

function placed(at: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone)
}
