import { expect, test } from 'vitest'
import { watchSeries } from '../../src/core/monitor.ts'
import { isTooThin, weeksShort } from '../../src/core/thin-series.ts'

const DAY = 86_400_000
const at = (day: number) => new Date(Date.UTC(2026, 0, 1) + day * DAY).toISOString()
const readings = (days: readonly number[], n = 500) =>
  days.map(day => ({
    model: 'churn',
    kpi: 'mae',
    segment: '',
    start: at(day),
    end: at(day + 1),
    value: 99,
    n,
    version: '1.0.0',
    available: at(day + 1),
  }))
const check = (after: number, of: number) =>
  ({ direction: 'lower-is-better', limit: 20, fires: { after, of }, clears: { after: 2 }, minSamples: 100 }) as const
const days = (most: number, there: (day: number) => boolean) => [...Array(most).keys()].filter(there)

const everyOther = days(40, day => day % 2 === 0)
const weekdays = days(40, day => day % 7 < 5)
const twoOfThree = days(40, day => day % 3 !== 2)

test.each([
  ['every other day, three in a row', 3, 3, everyOther, true],
  ['every other day, two in a row', 2, 2, everyOther, true],
  ['every other day, three of five', 3, 5, everyOther, false],
  ['every other day, one alone', 1, 1, everyOther, false],
  ['weekdays, five in a row', 5, 5, weekdays, false],
  ['weekdays, six in a row', 6, 6, weekdays, true],
  ['two days of three, three in a row', 3, 3, twoOfThree, true],
  ['two days of three, three of four', 3, 4, twoOfThree, false],
  ['every day', 3, 3, days(40, () => true), false],
  ['too few readings to say so', 3, 3, everyOther.slice(0, 8), false],
  ['none', 3, 3, [], false],
  ['gaps that are over', 3, 3, [...everyOther, 40, 41, 42], false],
])('[D6] %s: a monitor that could never fire is one (%i of %i)', (_, after, of, there, thin) => {
  const series = readings(there)
  expect(isTooThin(check(after, of), series)).toBe(thin)
  const watched = watchSeries(check(after, of), series, new Date(at(60)))
  if (thin) expect(watched.transitions.filter(({ to }) => to === 'firing')).toEqual([])
})

test('[D6] readings of too few samples are no readings here either', () => {
  const full = days(40, () => true)
  const thin = full.flatMap(day => readings([day], day % 2 === 0 ? 500 : 3))
  expect(isTooThin(check(3, 3), thin)).toBe(true)
})

const HOUR = 3_600_000
test.each([
  ['by the hour, six weeks and one', 6, HOUR, 6 * 168 + 1, undefined],
  ['by the hour, a reading less', 6, HOUR, 6 * 168, 5],
  ['by the hour, of two hundred series', 6, HOUR, 500, 2],
  ['by the hour, twelve seasons of one series', 12, HOUR, 2000, 11],
  ['by the day', 6, DAY, 2000, undefined],
  ['by the day, of thousands', 6, DAY, 42, 5],
])('[D5] seasons %s: too few weeks are read', (_, seasons, period, read, weeks) => {
  expect(weeksShort(seasons, period, read)).toBe(weeks)
})
