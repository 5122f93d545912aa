import Type, { type Static } from 'typebox'
import { addDays, ClockTime, dayAt, Weekdays } from './local-time.ts'
import { closed, Day } from './naming.ts'
import { HOUR_MS } from './period.ts'
import { TimeZone } from './time-zone.ts'
import { windowOn } from './weekly-window.ts'

export const BusinessHours = Type.Object(
  {
    timeZone: TimeZone,
    days: Weekdays,
    from: ClockTime,
    to: ClockTime,
    holidays: Type.Optional(Type.Array(Day, { uniqueItems: true, description: 'Days on which nobody opens.' })),
  },
  { ...closed, description: 'When time counts. Left out: around the clock.' },
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

/** How long it is open on one day, as its clock reads: from 09:00 to 17:00 are eight hours. */
export function openADayMs(hours: BusinessHours | undefined): number {
  if (hours === undefined) return 24 * HOUR_MS
  const minutes = minutesOf(hours.to) - minutesOf(hours.from)
  return (minutes > 0 ? minutes : minutes + 24 * 60) * 60_000
}

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}
