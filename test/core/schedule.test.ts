import { describe, expect, test } from 'vitest'
import { addDays, dayAt } from '../../src/core/local-time.ts'
import { HOUR_MS } from '../../src/core/period.ts'
import { type Period, periodBefore, periodDue, type Schedule } from '../../src/core/schedule.ts'

const daily: Schedule = { at: '06:00', timeZone: 'Europe/Berlin' }
const due = (at: string, more: Partial<Schedule> = {}) => periodDue({ ...daily, ...more }, new Date(at))

describe('[B3] the newest period that is due', () => {
  test.each([
    ['2026-03-28T04:59:59Z', '2026-03-27', '2026-03-26T05:00:00.000Z', '2026-03-27T05:00:00.000Z'],
    ['2026-03-28T05:00:00Z', '2026-03-28', '2026-03-27T05:00:00.000Z', '2026-03-28T05:00:00.000Z'],
    ['2026-03-29T03:59:59Z', '2026-03-28', '2026-03-27T05:00:00.000Z', '2026-03-28T05:00:00.000Z'],
    ['2026-03-29T04:00:00Z', '2026-03-29', '2026-03-28T05:00:00.000Z', '2026-03-29T04:00:00.000Z'],
  ])('at %s is that of %s', (at, period, since, moment) => {
    expect(due(at)).toEqual({ period, since, due: moment })
  })

  test.each<[string, Partial<Schedule>, string, string]>([
    ['2026-04-16T12:00:00Z', { days: ['mon', 'fri'] }, '2026-04-13', '2026-04-10'],
    ['2026-04-17T04:00:00Z', { days: ['mon', 'fri'] }, '2026-04-17', '2026-04-13'],
    ['2026-04-16T12:00:00Z', { monthDay: 1 }, '2026-04-01', '2026-03-01'],
    ['2026-04-01T03:59:59Z', { monthDay: 1 }, '2026-03-01', '2026-02-01'],
    ['2026-02-28T05:00:00Z', { monthDay: 31 }, '2026-02-28', '2026-01-31'],
    ['2028-02-29T04:59:59Z', { monthDay: 30 }, '2028-01-30', '2027-12-30'],
    ['2028-02-29T05:00:00Z', { monthDay: 30 }, '2028-02-29', '2028-01-30'],
  ])('at %s with %j is that of %s, after %s', (at, more, period, before) => {
    const found = due(at, more)
    expect(found?.period).toBe(period)
    expect(dayAt(new Date(found?.since ?? 0), 'Europe/Berlin')).toBe(before)
  })

  test('is none before it begins', () => {
    expect(due('2026-04-16T03:59:59Z', { begins: '2026-04-16' })).toBe(undefined)
    expect(due('2026-04-16T04:00:00Z', { begins: '2026-04-16' })?.since).toBe('2026-04-15T04:00:00.000Z')
  })
})

describe('[B3] hour by hour over a change of clocks, each day is due once and joins the one before (attack 64)', () => {
  test.each([
    ['Europe/Berlin', '06:00', '2026-03-27', '2026-04-01'],
    ['Europe/Berlin', '06:00', '2026-10-23', '2026-10-28'],
    ['Europe/Berlin', '02:30', '2026-03-27', '2026-04-01'],
    ['Europe/Berlin', '02:30', '2026-10-23', '2026-10-28'],
    ['America/New_York', '00:30', '2026-03-06', '2026-03-11'],
    ['America/New_York', '01:30', '2026-10-30', '2026-11-04'],
    ['Australia/Lord_Howe', '02:15', '2026-10-02', '2026-10-07'],
    ['Australia/Lord_Howe', '01:45', '2026-04-03', '2026-04-08'],
    ['Asia/Kolkata', '06:00', '2028-02-27', '2028-03-02'],
    // Where clocks change at other hours than those that are refused.
    ['Europe/Helsinki', '03:30', '2026-03-27', '2026-04-01'],
    ['Europe/Helsinki', '03:30', '2026-10-23', '2026-10-28'],
    ['Africa/Cairo', '00:30', '2026-04-22', '2026-04-27'],
    ['Africa/Cairo', '23:30', '2026-10-27', '2026-11-01'],
  ])('in %s at %s from %s to %s', (timeZone, at, first, last) => {
    const told = toldHourly({ at, timeZone }, first, last)
    const days = told.map(({ period }) => period)
    expect(days).toEqual(Array.from({ length: days.length }, (_, i) => addDays(first, i - 1)))
    expect(days.at(-1)).toBe(last)
    expect(told.slice(1).map(({ since }) => since)).toEqual(told.slice(0, -1).map(({ due }) => due))
  })

  test('a day that a place never had is not told beside the next one', () => {
    const told = toldHourly({ at: '06:00', timeZone: 'Pacific/Apia' }, '2011-12-28', '2012-01-02')
    expect(told.map(({ period }) => period)).toEqual([
      '2011-12-27',
      '2011-12-28',
      '2011-12-29',
      '2011-12-31',
      '2012-01-01',
      '2012-01-02',
    ])
    expect(told.every(({ since, due }) => since < due)).toBe(true)
  })
})

describe('[C12] whatever the clock does, a period is told once (attack 64)', () => {
  const hours = (from: string, count: number) => Array.from({ length: count }, (_, n) => Date.parse(from) + n * HOUR_MS)
  /** Three days, then what the clock does, then three days from there. */
  const periods = (then: string) =>
    toldAt(daily, [...hours('2026-04-13T00:00:00Z', 72), ...hours(then, 72)]).map(({ period }) => period)

  test('after an outage of a week only the newest is told, with all since the one before it', () => {
    expect(periods('2026-04-23T00:00:00Z').slice(3)).toEqual([
      '2026-04-15',
      '2026-04-22',
      '2026-04-23',
      '2026-04-24',
      '2026-04-25',
    ])
  })

  test('a clock that jumps back tells none again, and goes on where it was', () => {
    expect(periods('2026-04-14T00:00:00Z').slice(3)).toEqual(['2026-04-15', '2026-04-16'])
  })

  test('looked at every minute of its hour, also by two replicas and after a restart, it is one', () => {
    const minutes = Array.from({ length: 120 }, (_, n) => Date.parse('2026-04-16T03:30:00Z') + n * 60_000)
    expect(
      toldAt(
        daily,
        minutes.flatMap(at => [at, at]),
      ).map(({ period }) => period),
    ).toEqual(['2026-04-15', '2026-04-16'])
  })
})

/** What a bot tells that looks once an hour, and tells what it has not told yet. */
function toldHourly(schedule: Schedule, first: string, last: string): Period[] {
  const times: number[] = []
  const isOver = (at: number) => dayAt(new Date(at), schedule.timeZone) > last
  const start = Date.parse(`${first}T00:00:00Z`) - 14 * HOUR_MS
  for (let at = start; !isOver(at - HOUR_MS); at += HOUR_MS) {
    if (dayAt(new Date(at), schedule.timeZone) >= first) times.push(at)
  }
  return toldAt(schedule, times)
}

/** One that looks at these times and remembers what it told. */
function toldAt(schedule: Schedule, times: readonly number[]): Period[] {
  const told: Period[] = []
  for (const at of times) {
    const found = periodDue(schedule, new Date(at))
    if (found && !told.some(({ period }) => period === found.period)) told.push(found)
  }
  return told
}

describe('[E5] what a period is held against is the one before it', () => {
  const monthly: Schedule = { at: '08:00', monthDay: 1, timeZone: 'America/Chicago', begins: '2001-05-01' }
  const before = (schedule: Schedule, since: string, now: string) => periodBefore(schedule, since, new Date(now))

  test('whole once it is due, and not before: clocks have changed in April, and not since', () => {
    const [march, april, may] = ['2001-03-01T14:00:00.000Z', '2001-04-01T13:00:00.000Z', '2001-05-01T13:00:00.000Z']
    expect(before(monthly, april, '2001-05-01T13:00:07Z')).toEqual({ from: march, says: 'month', whole: true })
    expect(before(monthly, may, '2001-05-03T00:00:00Z')).toEqual({ from: april, says: 'month', whole: false })
  })

  test('none where it is longer than one: a machine slept, or another channel heard it', () => {
    expect(before(monthly, '2001-03-01T14:00:00.000Z', '2001-05-01T13:00:07Z')).toBe(undefined)
    expect(before(monthly, '2001-04-02T13:00:00.000Z', '2001-05-01T13:00:07Z')).toBe(undefined)
  })

  test.each<[Partial<Schedule>, string]>([
    [{}, 'day'],
    [{ days: ['mon'] }, 'week'],
    [{ days: ['mon', 'thu'] }, 'time'],
    [{ monthDay: 3 }, 'month'],
  ])('%j is called after what goes by: %s', (more, says) => {
    const schedule = { ...daily, ...more }
    const found = due('2026-04-16T12:00:00Z', more)
    expect(before(schedule, found?.since ?? '', '2026-04-16T12:00:00Z')?.says).toBe(says)
  })

  test.each([
    ['in spring', '2026-03-02', '2026-05-03'],
    ['in autumn', '2026-09-30', '2026-11-02'],
  ])('a month is due once, at eight, however often one looks while clocks change %s', (_, first, last) => {
    const told = toldHourly({ at: '08:00', timeZone: 'Europe/Berlin', monthDay: 1 }, first, last)
    const periods = told.map(({ period }) => period)
    expect(new Set(periods).size).toBe(periods.length)
    expect(told.slice(1).map(({ since }) => since)).toEqual(told.slice(0, -1).map(({ due: at }) => at))
    for (const { due: at } of told) expect(timeIn(at, 'Europe/Berlin')).toBe('08:00')
  })
})

function timeIn(at: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'short' }).format(new Date(at))
}
