import { Temporal } from 'temporal-polyfill'
import { dayWords } from './figures.ts'

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** `Monday 20 April 2026, 08:00 (Europe/Berlin)`. */
export function localWords(at: Date, timeZone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone)
  const clock = local.toPlainTime().toString({ smallestUnit: 'minute' })
  return `${WEEKDAYS[local.dayOfWeek - 1]} ${dayWords(local.toPlainDate().toString())}, ${clock} (${timeZone})`
}
