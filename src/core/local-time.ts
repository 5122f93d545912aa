import { Temporal } from 'temporal-polyfill'
import Type, { type Static } from 'typebox'
import { says } from '../words/says.ts'
import { HOUR_MS } from './period.ts'

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof WEEKDAYS)[number]

const CLOCK = '([01][0-9]|2[0-3]):[0-5][0-9]'
export const Weekdays = Type.Array(Type.Enum([...WEEKDAYS]), { minItems: 1, uniqueItems: true })
export const CLOCK_TIME = `^${CLOCK}$`
export const LOCAL_MOMENT = `^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T${CLOCK}$`
export const ClockTime = Type.String({ pattern: CLOCK_TIME, description: says.localTime.clockTime })
export const LocalMoment = Type.String({ pattern: LOCAL_MOMENT, description: says.localTime.localMoment })
/** A moment as examples name it. */
export const Instant = Type.String({ format: 'date-time', description: says.localTime.instant })
export type LocalMoment = Static<typeof LocalMoment>

/**
 * Which moment is meant where a change of clocks skips or repeats a time. Of a skipped 02:30 the earlier is an hour
 * before 03:30 and the later is 03:30; `compatible` is the later of a skipped time and the first of a repeated one.
 */
export type InDoubt = 'earlier' | 'later' | 'compatible'

/** The moment when the clocks of a place show this time on this day. */
export function momentOf(day: string, clock: string, timeZone: string, inDoubt: InDoubt): Date {
  const key = `${day} ${clock} ${timeZone} ${inDoubt}`
  const moment = known.get(key) ?? soughtMoment(day, clock, timeZone, inDoubt)
  if (known.size >= MAX_KNOWN) known.clear()
  known.set(key, moment)
  return new Date(moment)
}

/** The same few days are asked for again and again, and the polyfill takes a tenth of a millisecond each time. */
const known = new Map<string, number>()
const MAX_KNOWN = 5000

function soughtMoment(day: string, clock: string, timeZone: string, inDoubt: InDoubt): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const [hour, minute] = clock.split(':').map(Number)
  const local = new Temporal.PlainDateTime(year, month, date, hour, minute)
  return local.toZonedDateTime(timeZone, { disambiguation: inDoubt }).epochMilliseconds
}

// Days without a place are counted in UTC, by `Date`: it is many times faster than the polyfill, and lists are long.

/** Whether there is such a day: 29 February is one of every fourth year. */
export function isDay(day: string): boolean {
  const at = Date.parse(day)
  return !Number.isNaN(at) && dayOf(at) === day
}

/** The day it is then, in a place. */
export function dayAt(at: Date, timeZone: string): string {
  return placed(at, timeZone).toPlainDate().toString()
}

export function weekdayOf(day: string): Weekday {
  return WEEKDAYS[(new Date(day).getUTCDay() + 6) % 7] ?? 'mon'
}

/** Whether it is that day of its month, or the last one of a month that has none. */
export function isMonthDay(day: string, monthDay: number): boolean {
  const date = Number(day.slice(8))
  return date === monthDay || (date < monthDay && addDays(day, 1).endsWith('-01'))
}

/** The day so many days later, or earlier. */
export function addDays(day: string, days: number): string {
  return dayOf(Date.parse(day) + days * 24 * HOUR_MS)
}

function dayOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10)
}

/**
 * How far the clocks of a place are from UTC then, in ms. Where they show the same at both ends of a UTC day they do all
 * day, so a year of hours asks the polyfill for days alone.
 */
export function offsetAt(at: number, timeZone: string): number {
  if (timeZone === 'UTC') return 0
  const day = Math.floor(at / DAY_MS) * DAY_MS
  const [begins, ends] = [day, day + DAY_MS].map(edge => edgeOffset(edge, timeZone))
  return begins === ends && begins !== undefined ? begins : soughtOffset(at, timeZone)
}

function edgeOffset(at: number, timeZone: string): number {
  const key = `${at} ${timeZone}`
  const offset = offsets.get(key) ?? soughtOffset(at, timeZone)
  if (offsets.size >= MAX_KNOWN) offsets.clear()
  offsets.set(key, offset)
  return offset
}

const DAY_MS = 24 * HOUR_MS
const offsets = new Map<string, number>()

function soughtOffset(at: number, timeZone: string): number {
  return placed(new Date(at), timeZone).offsetNanoseconds / 1e6
}

function placed(at: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone)
}
