import { expect, test } from 'vitest'
import { judgeBy } from '../../src/series/judge-by.ts'
import { methodOf } from '../../src/series/method.ts'
import { seasonal, seasonOf } from '../../src/series/seasonal.ts'
import { daily } from './daily.ts'

const hour = (start: string) => ({ start, end: new Date(Date.parse(start) + 3_600_000).toISOString() })
const wholeDay = (start: string) => ({ start, end: new Date(Date.parse(start) + 86_400_000).toISOString() })

test.each([
  ['2001-04-01T00:00:00.000Z', 'UTC', 0],
  ['2001-04-02T00:00:00.000Z', 'UTC', 24],
  ['2001-04-07T23:59:59.000Z', 'UTC', 6 * 24 + 23],
  // Seven in the morning of a Monday, before and after the clocks change, and both hours that are called two.
  ['2026-03-23T06:00:00.000Z', 'Europe/Berlin', 24 + 7],
  ['2026-03-30T05:00:00.000Z', 'Europe/Berlin', 24 + 7],
  ['2026-10-26T06:00:00.000Z', 'Europe/Berlin', 24 + 7],
  ['2026-03-29T00:00:00.000Z', 'Europe/Berlin', 1],
  ['2026-03-29T01:00:00.000Z', 'Europe/Berlin', 3],
  ['2026-10-25T00:00:00.000Z', 'Europe/Berlin', 2],
  ['2026-10-25T01:00:00.000Z', 'Europe/Berlin', 2],
  // There it is Sunday still, and the hour begins at half past.
  ['2026-03-30T03:00:00.000Z', 'America/New_York', 23],
  ['2026-03-30T00:00:00.000Z', 'Asia/Kolkata', 24 + 5],
])('[D5] the hour of %s is in %s in season %i: the weekday and the hour', (at, zone, season) => {
  expect(seasonOf(hour(at), zone)).toBe(season)
})

test.each([
  ['2026-03-23T00:00:00.000Z', 'UTC', 24],
  ['2026-03-23T00:00:00.000Z', 'Europe/Berlin', 24],
  ['2026-07-20T00:00:00.000Z', 'Europe/Berlin', 24],
  ['2026-03-23T00:00:00.000Z', 'America/New_York', 24],
  ['2026-07-20T00:00:00.000Z', 'America/Los_Angeles', 24],
])('[D5] the day of %s is in %s in season %i, in summer and in winter: the weekday alone', (at, zone, season) => {
  expect(seasonOf(wholeDay(at), zone)).toBe(season)
})

test('[D5] a reading is compared with the median of its season, once there are enough', () => {
  const values = [10, 12, 11, 13, 14.5]
  // Median 11.5, deviations 1.5 0.5 0.5 1.5: MAD 1.
  const [, , , before, z] = seasonal(values, [1, 1, 1, 1, 1], [7, 7, 7, 7, 7], { threshold: 5, least: 4 })
  expect(before).toBe(7)
  expect(z).toBeCloseTo(0.6745 * 3, 10)
})

test('[D5] seasons do not mix, and what was bad or beyond the limit is no example', () => {
  const all = (values: readonly number[], seasons: readonly number[], limit?: number) =>
    seasonal(
      values,
      seasons,
      values.map(() => undefined),
      { threshold: 5, least: 4, limit },
    )
  expect(all([1, 1, 1, 1, 9], [1, 2, 1, 2, 1])[4]).toBeUndefined()
  // Four of 1 to 1.2, then 9 each week: it stays bad, for it never becomes usual.
  const level = [1, 1.1, 1.2, 1.1]
  expect(all([...level, 9, 9, 9, 9, 9, 9], Array(10).fill(1)).slice(4)).toSatisfy((zs: number[]) =>
    zs.every(z => z > 5),
  )
  expect(all([1, 1.1, 99, 1.2, 1.1, 1.1], Array(6).fill(1), 50).map(z => z !== undefined)).toEqual([
    false,
    false,
    false,
    false,
    false,
    true,
  ])
})

test('[D5] weekends that are always worse are no breach, and the same on a Wednesday is one', () => {
  const weekly = [10, 11, 10.5, 10, 11, 30, 31]
  const wobble = [0, 0.6, -0.4, 0.2, -0.6, 0.4, 0.5, -0.3]
  const values = Array.from({ length: 56 }, (_, i) => (weekly[i % 7] ?? 0) + (wobble[Math.floor(i / 7)] ?? 0))
  const method = methodOf({ is: 'seasonal' })
  if (!method) throw new Error('no method')
  const judge = judgeBy(method, { direction: 'lower-is-better' })
  // From the seventh week on seasons judge.
  expect(new Set(judge(daily(values)).slice(42))).toEqual(new Set(['good']))
  const wednesday = values.with(51, 30)
  expect(
    judge(daily(wednesday))
      .slice(42)
      .map(it => it === 'bad')
      .indexOf(true),
  ).toBe(51 - 42)
})

test('[D5] what is usual at noon is not at night: of hours, each is compared with the same hour of its weekday', () => {
  const start = Date.UTC(2001, 0, 1)
  const hours = 12 * 7 * 24
  const usual = (i: number) => (i % 24 < 6 ? 2 : 20) + ((i * 7) % 5) / 10
  const at = (i: number) => new Date(start + i * 3_600_000).toISOString()
  const readings = Array.from({ length: hours }, (_, i) => ({
    ...{ model: 'm', kpi: 'k', segment: '', version: '1', n: 100, start: at(i), end: at(i + 1), available: at(i + 1) },
    // At three in the night of the last day as much as at noon.
    value: i === hours - 21 ? 20 : usual(i),
  }))
  const method = methodOf({ is: 'seasonal' })
  if (!method) throw new Error('seasonal is a method')
  const said = judgeBy(method, { direction: 'lower-is-better' })(readings)
  const afterSeasons = said.slice(7 * 7 * 24)
  expect(afterSeasons.flatMap((it, i) => (it === 'bad' ? [i + 7 * 7 * 24] : []))).toEqual([hours - 21])
})

test('[D5] where clocks change, a pattern of the day follows them by its time zone, and not by UTC', () => {
  const zone = 'Europe/Berlin'
  const method = methodOf({ is: 'seasonal' })
  if (!method) throw new Error('seasonal is a method')
  const clock24 = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' })
  const clockOf = (moment: string) => Number(clock24.format(new Date(moment)))
  // A shop that is open from eight to twenty, for twelve weeks over each change of the clocks.
  const badFrom = (begins: string, timeZone?: string) => {
    const at = (i: number) => new Date(Date.parse(begins) + i * 3_600_000).toISOString()
    const readings = Array.from({ length: 12 * 168 }, (_, i) => {
      const clock = clockOf(at(i))
      const value = (clock >= 8 && clock < 20 ? 20 : 2) + ((i * 7) % 5) / 10
      return {
        ...{ model: 'm', kpi: 'k', segment: '', version: '1', n: 100 },
        ...hour(at(i)),
        value,
        available: at(i + 1),
      }
    })
    const said = judgeBy(method, { direction: 'lower-is-better', timeZone })(readings)
    return readings.flatMap(({ start }, i) => (i >= 7 * 168 && said[i] === 'bad' ? [start] : []))
  }
  for (const [begins, changes, worse] of [
    ['2026-01-19T00:00:00.000Z', '2026-03-29', 'T06:00'],
    ['2026-08-17T00:00:00.000Z', '2026-10-25', 'T18:00'],
  ] as const) {
    expect(badFrom(begins, zone)).toEqual([])
    const byUtc = badFrom(begins)
    expect(byUtc[0]).toBe(`${changes}${worse}:00.000Z`)
    expect(byUtc.length).toBeGreaterThan(10)
  }
})
