import { describe, expect, test } from 'vitest'
import { minutesOf, turnsOf, type WeeklyWindow, windowOn } from '../../src/core/weekly-window.ts'

const on = (day: string, from: string, to: string, zone: string) => {
  const span = windowOn({ days: ['fri', 'sat', 'sun'], from, to }, day, zone)
  return span && [span.from, span.until].map(at => at.toISOString().slice(0, 16)).join(' ')
}

describe('[B3] a window', () => {
  test('begins on its days only', () => {
    expect(on('2026-04-16', '18:00', '20:00', 'UTC')).toBe(undefined)
    expect(on('2026-04-17', '18:00', '20:00', 'UTC')).toBe('2026-04-17T18:00 2026-04-17T20:00')
  })

  test.each([
    ['crosses midnight', '2026-04-17', '18:00', '08:00', 'UTC', '2026-04-17T18:00 2026-04-18T08:00'],
    ['crosses the end of the week', '2026-04-19', '18:00', '08:00', 'UTC', '2026-04-19T18:00 2026-04-20T08:00'],
    ['is a whole day', '2026-04-18', '00:00', '00:00', 'UTC', '2026-04-18T00:00 2026-04-19T00:00'],
    ['is a minute', '2026-04-18', '00:00', '00:01', 'UTC', '2026-04-18T00:00 2026-04-18T00:01'],
    ['has an hour less', '2026-03-28', '18:00', '08:00', 'Europe/Berlin', '2026-03-28T17:00 2026-03-29T06:00'],
    ['has an hour more', '2026-10-24', '18:00', '08:00', 'Europe/Berlin', '2026-10-24T16:00 2026-10-25T07:00'],
    ['has an hour less there', '2026-03-07', '18:00', '08:00', 'America/New_York', '2026-03-07T23:00 2026-03-08T12:00'],
    [
      'has half an hour less',
      '2026-10-03',
      '18:00',
      '08:00',
      'Australia/Lord_Howe',
      '2026-10-03T07:30 2026-10-03T21:00',
    ],
    [
      'is kept where clocks never change',
      '2026-03-28',
      '18:00',
      '08:00',
      'Asia/Kolkata',
      '2026-03-28T12:30 2026-03-29T02:30',
    ],
    ['begins at a skipped time', '2026-03-29', '02:30', '04:00', 'Europe/Berlin', '2026-03-29T00:30 2026-03-29T02:00'],
    ['ends at a skipped time', '2026-03-29', '00:00', '02:30', 'Europe/Berlin', '2026-03-28T23:00 2026-03-29T01:30'],
    ['begins at a repeated time', '2026-10-25', '02:30', '04:00', 'Europe/Berlin', '2026-10-25T00:30 2026-10-25T03:00'],
    ['ends at a repeated time', '2026-10-25', '00:00', '02:30', 'Europe/Berlin', '2026-10-24T22:00 2026-10-25T01:30'],
  ])('%s', (_, day, from, to, zone, expected) => expect(on(day, from, to, zone)).toBe(expected))
})

describe('[B5] the week', () => {
  const on = (days: WeeklyWindow['days'], from: string, to: string): WeeklyWindow => ({ days, from, to })
  const day = 24 * 60
  test.each<[string, WeeklyWindow[], (boolean | number)[]]>([
    ['of no window', [], [false]],
    ['of a morning', [on(['mon'], '00:00', '12:00')], [true, 0, 720]],
    ['of two windows that touch', [on(['tue'], '06:00', '12:00'), on(['tue'], '12:00', '18:00')], [false, 1800, 2520]],
    ['of two that overlap', [on(['tue'], '06:00', '13:00'), on(['tue'], '12:00', '18:00')], [false, 1800, 2520]],
    [
      'of two with a gap',
      [on(['tue'], '06:00', '11:59'), on(['tue'], '12:00', '18:00')],
      [false, 1800, 2159, 2160, 2520],
    ],
    ['that is held over its end', [on(['sun'], '18:00', '08:00')], [true, 480, 6 * day + 1080]],
    ['that is held all the time', [on(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], '00:00', '00:00')], [true]],
  ])('%s turns where it is held and where it is not', (_, windows, turns) => {
    expect(turnsOf(windows)).toEqual(turns)
  })

  test.each([
    ['09:00', '17:00', 480],
    ['22:00', '06:00', 480],
    ['00:00', '00:00', day],
    ['18:00', '17:59', day - 1],
  ])('from %s to %s are %i minutes', (from, to, minutes) => expect(minutesOf({ from, to })).toBe(minutes))
})
