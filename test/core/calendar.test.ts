import { expect, test } from 'vitest'
import { addDays, addMonths, since, until } from '../../src/core/calendar.ts'

const now = new Date('2026-03-15T23:59:59Z')

test.each([
  ['2026-03-15', 0],
  ['2026-03-14', 1],
  ['2026-03-16', -1],
  ['2025-03-15', 365],
  [undefined, undefined],
])('%s was %s days ago, and as many are left the other way', (day, days) => {
  expect(since(day, now)).toBe(days)
  expect(until(day, now)).toBe(days === undefined ? undefined : 0 - days)
})

test.each([
  ['2026-08-31', 6, '2027-02-28'],
  ['2027-08-31', 6, '2028-02-29'],
  ['2026-01-15', 12, '2027-01-15'],
])('%s and %i months are %s', (day, months, later) => expect(addMonths(day, months)).toBe(later))

test.each([
  ['2027-12-31', 1, '2028-01-01'],
  ['2027-03-01', 366, '2028-03-01'],
])('%s and %i days are %s', (day, days, later) => expect(addDays(day, days)).toBe(later))
