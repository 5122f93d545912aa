import { says } from '../words/says.ts'
import { addDays, dayAt, WEEKDAYS } from './local-time.ts'
import type { Branch, ExampleResult } from './policy-kind.ts'
import { isScheduled, MAX_DAYS, type Schedule } from './schedule.ts'

/** What the examples of a schedule should show: its hour, its days, and when it begins. */
export function scheduleBranches(
  schedule: Schedule & { readonly examples: readonly { readonly at: string }[] },
  answers: readonly Pick<ExampleResult, 'got'>[],
): readonly Branch[] {
  const { days, monthDay, begins, timeZone } = schedule
  // Of a place nobody knows no day can be told.
  const told = schedule.examples.flatMap(({ at }, i) => {
    const got = answers[i]?.got ?? 'error'
    return got === 'error' ? [] : [{ got, day: dayAt(new Date(at), timeZone) }]
  })
  const comes = told.filter(({ got }) => got !== 'none')
  const early = comes.some(({ got, day }) => got < day && isScheduled(schedule, day))
  const between = told.some(({ day }) => !isScheduled(schedule, day))
  return [
    { at: ['at'], says: says.scheduleTested.onDay, taken: comes.some(({ got, day }) => got === day) },
    { at: ['at'], says: says.scheduleTested.beforeHour, taken: early },
    ...(days === undefined && monthDay === undefined
      ? []
      : [{ at: [days ? 'days' : 'monthDay'], says: says.scheduleTested.otherDay, taken: between }]),
    ...(begins === undefined
      ? []
      : [{ at: ['begins'], says: says.scheduleTested.beforeBegin, taken: told.some(({ got }) => got === 'none') }]),
  ]
}

/** The same for two schedules that come on the same days: all days are said by none, and it begins with the first. */
export function scheduleMeaning({ days, begins, ...rest }: Schedule): unknown {
  const schedule = { ...rest, ...(days && { days }) }
  const near = begins === undefined ? [] : Array.from({ length: MAX_DAYS }, (_, i) => addDays(begins, i))
  const first = near.find(day => isScheduled(schedule, day)) ?? 'ever'
  return { ...rest, days: WEEKDAYS.filter(day => days?.includes(day) ?? true), begins: first }
}
