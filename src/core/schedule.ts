import Type, { type Static } from 'typebox'
import { says } from '../words/says.ts'
import { addDays, ClockTime, dayAt, isMonthDay, momentOf, Weekdays, weekdayOf } from './local-time.ts'
import { Day, described } from './naming.ts'
import { TimeZone } from './time-zone.ts'

/** The part of a policy that says when something comes back: each day, on days of the week, or once a month. */
export const SCHEDULE = {
  at: described(ClockTime, says.schedule.at),
  days: Type.Optional({ ...Weekdays, description: says.schedule.days }),
  monthDay: Type.Optional(Type.Integer({ minimum: 1, maximum: 31, description: says.schedule.monthDay })),
  timeZone: TimeZone,
  begins: Type.Optional(described(Day, says.schedule.begins)),
}
const Schedule = Type.Object(SCHEDULE)
export type Schedule = Static<typeof Schedule>

export interface Period {
  /** The day it is due, by the calendar of the place. There is one of a day, whatever the clocks do. */
  readonly period: string
  /** When the one before was due: what happened since belongs to this one. */
  readonly since: string
  readonly due: string
}

/** What the numbers of a period are held against: the period before it. */
export interface Than {
  readonly from: string
  readonly says: 'day' | 'week' | 'month' | 'time'
  /** False: this one is not over yet, so that it has less of everything. */
  readonly whole: boolean
}

/** The newest period that is due at `now`; undefined where none has begun. */
export function periodDue(schedule: Schedule, now: Date): Period | undefined {
  const today = dayAt(now, schedule.timeZone)
  const newest = lastBefore(schedule, today, now.getTime() + 1)
  if (newest === undefined || newest.day < (schedule.begins ?? '')) return undefined
  const before = lastBefore(schedule, addDays(newest.day, -1), newest.at)
  if (before === undefined) return undefined
  return { period: newest.day, since: new Date(before.at).toISOString(), due: new Date(newest.at).toISOString() }
}

/** What the one from `since` is held against; undefined where it is not one period long, as after a sleep or in another channel. */
export function periodBefore(schedule: Schedule, since: string, now: Date): Than | undefined {
  const { begins: _, ...always } = schedule
  const [due, before] = [periodDue(always, now), periodDue(always, new Date(since))]
  if (!due || !before || before.due !== since) return undefined
  if (since !== due.since && since !== due.due) return undefined
  return { from: before.since, says: nameOf(schedule), whole: since === due.since }
}

function nameOf({ days, monthDay }: Schedule): Than['says'] {
  if (monthDay !== undefined) return 'month'
  if (days === undefined || days.length === 7) return 'day'
  return days.length === 1 ? 'week' : 'time'
}

/** When it comes back next after `now`; undefined where it never does. */
export function nextDue(schedule: Schedule, now: Date): Date | undefined {
  const today = dayAt(now, schedule.timeZone)
  const first = [today, schedule.begins ?? today].sort().at(-1) ?? today
  for (let on = 0; on < MAX_DAYS; on++) {
    const day = addDays(first, on)
    const at = momentOf(day, schedule.at, schedule.timeZone, 'compatible')
    if (isScheduled(schedule, day) && at > now) return at
  }
  return undefined
}

/** A month and the days a short one is short of, so that a `monthDay` is met. */
export const MAX_DAYS = 35

/** The last scheduled day up to this one whose moment is before another; a skipped time is that after the change. */
function lastBefore(schedule: Schedule, from: string, end: number): { day: string; at: number } | undefined {
  for (let back = 0; back < MAX_DAYS; back++) {
    const day = addDays(from, -back)
    if (!isScheduled(schedule, day)) continue
    const at = momentOf(day, schedule.at, schedule.timeZone, 'compatible').getTime()
    if (at < end) return { day, at }
  }
  return undefined
}

export function isScheduled({ days, monthDay }: Schedule, day: string): boolean {
  if (monthDay !== undefined) return isMonthDay(day, monthDay)
  return days?.includes(weekdayOf(day)) ?? true
}
