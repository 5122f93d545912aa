import Type, { type Static } from 'typebox'
import { says } from '../words/says.ts'
import { addDays, ClockTime, dayAt, Weekdays } from './local-time.ts'
import { closed, Day } from './naming.ts'
import { HOUR_MS } from './period.ts'
import { TimeZone } from './time-zone.ts'
import { minutesOf, windowOn } from './weekly-window.ts'

export const BusinessHours = Type.Object(
  {
    timeZone: TimeZone,
    days: Weekdays,
    from: ClockTime,
    to: ClockTime,
    holidays: Type.Optional(Type.Array(Day, { uniqueItems: true, description: says.businessHours.holidays })),
  },
  { ...closed, description: says.businessHours.about },
)
export type BusinessHours = Static<typeof BusinessHours>

/** Nobody waits three years for an answer; a list of holidays must not make us look for one for ever. */
const MAX_DAYS = 1100

/** The moment when so much open time has passed since `start`. Time on the clock is time that really passes. */
export function addOpen(hours: BusinessHours | undefined, start: Date, milliseconds: number): Date {
  if (hours === undefined) return new Date(start.getTime() + milliseconds)
  let left = milliseconds
  let at = start.getTime()
  // The day before may have a window that crosses midnight.
  let day = addDays(dayAt(start, hours.timeZone), -1)
  for (let days = 0; days < MAX_DAYS; days++, day = addDays(day, 1)) {
    const open = hours.holidays?.includes(day) ? undefined : windowOn(hours, day, hours.timeZone)
    if (open === undefined || open.until.getTime() <= at) continue
    at = Math.max(at, open.from.getTime())
    const here = open.until.getTime() - at
    if (left <= here) return new Date(at + left)
    left -= here
    at = open.until.getTime()
  }
  return new Date(at)
}

export function openADayMs(hours: BusinessHours | undefined): number {
  return hours === undefined ? 24 * HOUR_MS : minutesOf(hours) * 60_000
}
