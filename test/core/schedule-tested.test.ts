import { expect, test } from 'vitest'
import type { Schedule } from '../../src/core/schedule.ts'
import { scheduleBranches, scheduleMeaning } from '../../src/core/schedule-tested.ts'

const daily: Schedule = { at: '06:00', timeZone: 'Europe/Berlin' }
/** 16 April 2026 is a Thursday. */
const weekly: Schedule = { ...daily, days: ['thu'], begins: '2026-04-16' }
const open = (schedule: Schedule, ...examples: [at: string, got: string][]) =>
  scheduleBranches(
    { ...schedule, examples: examples.map(([at]) => ({ at })) },
    examples.map(([, got]) => ({ got })),
  )
    .filter(it => !it.taken)
    .map(it => `${it.at.join('.')}: ${it.says}`)

test('[B5] names the hour, the days and the beginning that no example shows', () => {
  expect(open(weekly)).toEqual([
    'at: no example is due on its day',
    'at: no example is before the hour',
    'days: no example is on another day',
    'begins: no example is before it begins',
  ])
  expect(
    open(
      weekly,
      ['2026-04-16T03:59:59Z', 'none'],
      ['2026-04-16T04:00:00Z', '2026-04-16'],
      ['2026-04-17T04:00:00Z', '2026-04-16'],
      ['2026-04-23T03:59:59Z', '2026-04-16'],
    ),
  ).toEqual([])
})

test('[B5] one that comes every day has no other day', () => {
  expect(open(daily)).toEqual(['at: no example is due on its day', 'at: no example is before the hour'])
  expect(open({ ...daily, monthDay: 1 })).toContain('monthDay: no example is on another day')
})

test('[B5] of a place nobody knows no day is told', () => {
  expect(open({ ...daily, timeZone: 'Europe/Berln' }, ['2026-04-16T04:00:00Z', 'error'])).toHaveLength(2)
})

test.each<[string, Schedule, Schedule, boolean]>([
  ['all days', { ...daily, days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] }, daily, true],
  ['a day less', { ...daily, days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'] }, daily, false],
  ['a beginning before its first day', { ...weekly, begins: '2026-04-10' }, weekly, true],
  ['a beginning a week before', { ...weekly, begins: '2026-04-09' }, weekly, false],
  ['a beginning a day later', { ...weekly, begins: '2026-04-17' }, weekly, false],
  ['no beginning', { ...daily, begins: '2026-04-16' }, daily, false],
  ['a month’s day', { ...daily, monthDay: 1 }, daily, false],
])('[B5] %s: whether it means the same', (_, one, other, same) => {
  expect(JSON.stringify(scheduleMeaning(one)) === JSON.stringify(scheduleMeaning(other))).toBe(same)
})
