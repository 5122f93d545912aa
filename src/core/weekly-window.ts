import Type, { type Static } from 'typebox'
import { addDays, ClockTime, dayAt, momentOf, WEEKDAYS, Weekdays, weekdayOf } from './local-time.ts'
import { closed } from './naming.ts'

/** Hours of some days of the week, by the clock of a place. */
export const WeeklyWindow = Type.Object({ days: Weekdays, from: ClockTime, to: ClockTime }, closed)
export type WeeklyWindow = Static<typeof WeeklyWindow>

/** `until` is not part of it. */
export interface Span {
  readonly from: Date
  readonly until: Date
}

/**
 * The window that begins on this day, if one does. A `to` that is not after `from` is that of the next day. Where a
 * change of clocks leaves a doubt, a window begins at the earlier moment and ends at the later one, so that it is
 * never shorter than it reads.
 */
export function windowOn({ days, from, to }: WeeklyWindow, day: string, timeZone: string): Span | undefined {
  if (!days.includes(weekdayOf(day))) return undefined
  const last = to > from ? day : addDays(day, 1)
  return { from: momentOf(day, from, timeZone, 'earlier'), until: momentOf(last, to, timeZone, 'later') }
}

/** The spans of weekly windows that may hold a moment. */
export function spansAround(at: Date, windows: readonly WeeklyWindow[], timeZone: string): readonly Span[] {
  const today = dayAt(at, timeZone)
  // Two days back: one for midnight, and one for a place that moved across the date line.
  const days = [-2, -1, 0].map(back => addDays(today, back))
  return windows.flatMap(window => days.flatMap(day => windowOn(window, day, timeZone) ?? []))
}

/** How long such a window is, as its clock reads: from 09:00 to 17:00 are eight hours. */
export function minutesOf({ from, to }: Pick<WeeklyWindow, 'from' | 'to'>): number {
  const minutes = minuteOf(to) - minuteOf(from)
  return minutes > 0 ? minutes : minutes + DAY
}

/** Whether the week begins within windows, and each minute of it at which that turns: the same for those that hold the same. */
export function turnsOf(windows: readonly WeeklyWindow[]): readonly (boolean | number)[] {
  const held = Array.from({ length: 7 * DAY }, () => false)
  for (const window of windows)
    for (const day of window.days) {
      const first = WEEKDAYS.indexOf(day) * DAY + minuteOf(window.from)
      for (let at = first; at < first + minutesOf(window); at++) held[at % held.length] = true
    }
  return [held[0] === true, ...held.flatMap((is, at) => (is === held.at(at - 1) ? [] : [at]))]
}

const DAY = 24 * 60

function minuteOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}
