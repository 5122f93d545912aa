import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addOpen, type BusinessHours, openADayMs } from '../../src/core/business-hours.ts'
import { HOUR_MS } from '../../src/core/period.ts'

const week: BusinessHours['days'] = ['mon', 'tue', 'wed', 'thu', 'fri']
const office: BusinessHours = { timeZone: 'Europe/Berlin', days: week, from: '09:00', to: '17:00' }
const day: BusinessHours['days'] = [...week, 'sat', 'sun']
const night = (timeZone: string): BusinessHours => ({ timeZone, days: day, from: '22:00', to: '06:00' })
const after = (hours: BusinessHours | undefined, start: string, open: number) =>
  addOpen(hours, new Date(start), open * HOUR_MS)
    .toISOString()
    .slice(0, 16)

describe('[B3] open time', () => {
  test.each<[string, BusinessHours | undefined, string, number, string]>([
    ['around the clock', undefined, '2026-03-28T12:00Z', 24, '2026-03-29T12:00'],
    ['within a day', office, '2026-04-16T08:00Z', 2, '2026-04-16T10:00'],
    ['to the very end of a day', office, '2026-04-16T07:00Z', 8, '2026-04-16T15:00'],
    ['and on the next day', office, '2026-04-16T14:00Z', 2, '2026-04-17T08:00'],
    ['over a weekend', office, '2026-04-17T14:00Z', 2, '2026-04-20T08:00'],
    ['from before it opens', office, '2026-04-16T02:00Z', 2, '2026-04-16T09:00'],
    ['from the moment it closes', office, '2026-04-16T15:00Z', 2, '2026-04-17T09:00'],
    ['from a Sunday', office, '2026-04-19T12:00Z', 2, '2026-04-20T09:00'],
    ['over summer time', office, '2026-03-27T15:00Z', 2, '2026-03-30T08:00'],
    ['over winter time', office, '2026-10-23T14:00Z', 2, '2026-10-26T09:00'],
    ['over a leap day', { ...office, days: day }, '2028-02-28T15:00Z', 9, '2028-02-29T16:00'],
    [
      'over holidays',
      { ...office, holidays: ['2026-04-20', '2026-04-21'] },
      '2026-04-17T14:00Z',
      2,
      '2026-04-22T08:00',
    ],
    ['of a night that began yesterday', night('Europe/Berlin'), '2026-04-16T02:00Z', 3, '2026-04-16T21:00'],
    ['of a night one hour short', night('Europe/Berlin'), '2026-03-28T21:00Z', 8, '2026-03-29T21:00'],
    ['of a night one hour long', night('Europe/Berlin'), '2026-10-24T20:00Z', 9, '2026-10-25T05:00'],
    ['of a night one hour short there', night('America/New_York'), '2026-03-08T03:00Z', 7, '2026-03-08T10:00'],
    ['of a night half an hour short', night('Australia/Lord_Howe'), '2026-10-03T11:30Z', 7.5, '2026-10-03T19:00'],
    ['of a night half an hour long', night('Australia/Lord_Howe'), '2026-04-04T11:00Z', 8.5, '2026-04-04T19:30'],
    ['where clocks never change', night('Asia/Kolkata'), '2026-03-28T16:30Z', 8, '2026-03-29T00:30'],
  ])('%s', (_, hours, start, open, end) => expect(after(hours, start, open)).toBe(end))

  test('adds up: so much and then so much is the sum', () => {
    const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata']
    const starts = fc.integer({ min: Date.parse('2026-01-01') / 60_000, max: Date.parse('2027-01-01') / 60_000 })
    const minutes = fc.integer({ min: 1, max: 3000 })
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.boolean(), starts, minutes, minutes, (timeZone, late, at, a, b) => {
        const hours = late ? night(timeZone) : { ...office, timeZone }
        const start = new Date(at * 60_000)
        const both = addOpen(hours, start, (a + b) * 60_000)
        expect(addOpen(hours, addOpen(hours, start, a * 60_000), b * 60_000)).toEqual(both)
      }),
      { numRuns: 60 },
    )
  })

  test('is looked for for three years and no longer', () => {
    const closed = { ...office, days: week.slice(0, 1), from: '09:00', to: '09:01' }
    expect(after(closed, '2026-01-01T00:00Z', 1000)).toBe('2029-01-01T08:01')
  })
})

test.each([
  ['09:00', '17:00', 8],
  ['22:00', '06:00', 8],
  ['00:00', '00:00', 24],
  ['08:30', '08:29', 24 - 1 / 60],
])('from %s to %s are %d hours', (from, to, hours) => {
  expect(openADayMs({ ...office, from, to })).toBe(Math.round(hours * 60) * 60_000)
})

test('around the clock are 24', () => expect(openADayMs(undefined)).toBe(24 * HOUR_MS))
