import { expect, test } from 'vitest'
import { addDays, dayAt, isDay, momentOf, weekdayOf } from '../../src/core/local-time.ts'

test.each([
  // Skipped: 02:00 is followed by 03:00, or by 02:30 on Lord Howe.
  ['Europe/Berlin', '2026-03-29', '02:30', '00:30', '01:30', '01:30'],
  ['America/New_York', '2026-03-08', '02:30', '06:30', '07:30', '07:30'],
  ['Australia/Lord_Howe', '2026-10-04', '02:15', '15:15', '15:45', '15:45'],
  // Repeated.
  ['Europe/Berlin', '2026-10-25', '02:30', '00:30', '01:30', '00:30'],
  ['America/New_York', '2026-11-01', '01:30', '05:30', '06:30', '05:30'],
  ['Australia/Lord_Howe', '2026-04-05', '01:45', '14:45', '15:15', '14:45'],
  // At the edges there is no doubt.
  ['Europe/Berlin', '2026-03-29', '01:59', '00:59', '00:59', '00:59'],
  ['Europe/Berlin', '2026-03-29', '03:00', '01:00', '01:00', '01:00'],
  ['Europe/Berlin', '2026-10-25', '03:00', '02:00', '02:00', '02:00'],
  ['Asia/Kolkata', '2026-03-29', '02:30', '21:00', '21:00', '21:00'],
  ['Europe/Berlin', '2028-02-29', '02:30', '01:30', '01:30', '01:30'],
])('[B3] in %s on %s, %s is %s, %s or %s UTC', (zone, day, clock, earlier, later, compatible) => {
  const utc = (doubt: 'earlier' | 'later' | 'compatible') =>
    momentOf(day, clock, zone, doubt).toISOString().slice(11, 16)
  expect([utc('earlier'), utc('later'), utc('compatible')]).toEqual([earlier, later, compatible])
})

test.each([
  ['2028-02-29', true],
  ['2026-02-29', false],
  ['2100-02-29', false],
  ['2026-04-31', false],
  ['2026-12-31', true],
])('%s is a day: %s', (day, is) => expect(isDay(day)).toBe(is))

test.each([
  ['2026-03-29T22:30:00Z', 'Europe/Berlin', '2026-03-30', 'mon'],
  ['2026-03-29T22:30:00Z', 'America/New_York', '2026-03-29', 'sun'],
  ['2026-03-29T13:29:00Z', 'Australia/Lord_Howe', '2026-03-30', 'mon'],
  ['2028-02-28T18:30:00Z', 'Asia/Kolkata', '2028-02-29', 'tue'],
  ['2028-02-28T18:29:59Z', 'Asia/Kolkata', '2028-02-28', 'mon'],
])('at %s it is, in %s, %s, a %s', (at, zone, day, weekday) => {
  expect(dayAt(new Date(at), zone)).toBe(day)
  expect(weekdayOf(day)).toBe(weekday)
})

test('days are added by the calendar', () => {
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
  expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
})
