import { describe, expect, test } from 'vitest'
import type { Kpi } from '../../src/core/kpi.ts'
import type { Reading } from '../../src/core/reading.ts'
import { countedBy, courseOf, PERIODS, standingOf, trendOf } from '../../src/core/trend.ts'

const NOW = new Date('2001-03-10T00:00:00Z')
const kpi = (more: Partial<Kpi> = {}): Kpi => ({
  ...{ name: 'Error', kind: 'technical', unit: 'min', direction: 'lower-is-better', query: 'q' },
  ...more,
})
const reading = (day: number, value: number, n = 10): Reading => ({
  ...{ model: 'm', kpi: 'error', segment: '', version: '1', value, n },
  start: `2001-03-${String(day - 1).padStart(2, '0')}T00:00:00.000Z`,
  end: `2001-03-${String(day).padStart(2, '0')}T00:00:00.000Z`,
  available: NOW.toISOString(),
})
const of = (values: readonly Reading[], more: Partial<Kpi> = {}) =>
  trendOf(['error', kpi(more)], { every: 'day', staleHours: 48 }, values, NOW)

describe('[E5] the trend of a KPI', () => {
  test('is its newest periods, oldest first, of samples enough', () => {
    const days = [9, 3, 4, 5, 6, 7, 8].map(day => reading(day, day))
    const trend = of([...days, reading(10, Number.NaN), reading(2, 99, 1)], { minSamples: 5 })
    expect(trend.values.map(({ value }) => value)).toEqual([4, 5, 6, 7, 8, 9])
    expect(trend.values).toHaveLength(PERIODS)
  })

  test.each([
    ['worse', [1, 2], {}],
    ['better', [2, 1], {}],
    ['better', [1, 2], { direction: 'higher-is-better' }],
    ['worse', [2, 1], { direction: 'higher-is-better' }],
    ['same', [2, 9, 2], {}],
    ['unknown', [2], {}],
    ['unknown', [], {}],
  ] as const)('goes %s: %j %j', (course, values, more) => {
    expect(
      courseOf(
        of(
          values.map((value, i) => reading(i + 5, value)),
          more,
        ),
      ),
    ).toBe(course)
  })

  test.each([
    ['beyond', 11, { limit: 10, target: 5 }],
    ['short', 6, { limit: 10, target: 5 }],
    ['kept', 5, { limit: 10, target: 5 }],
    ['kept', 10, { limit: 10 }],
    ['short', 4, { target: 5, direction: 'higher-is-better' }],
    ['free', 4, {}],
  ] as const)('stands %s at %d: %j', (standing, value, more) => {
    expect(standingOf(of([reading(10, value)], more))).toBe(standing)
  })

  test.each([
    ['day', [4, 5, 6]],
    ['reading', [4, 5, 7]],
    ['day', [4]],
  ] as const)('is counted by the %s on %j, as a period without one is no period of it', (by, days) => {
    expect(countedBy(of(days.map(day => reading(day, day))))).toBe(by)
    expect(countedBy({ ...of(days.map(day => reading(day, day))), every: 'reading' })).toBe('reading')
  })

  test('of old data, or none, is never as agreed', () => {
    expect(standingOf(of([reading(7, 1)], { limit: 10 }))).toBe('unknown')
    expect(trendOf(['error', kpi()], { every: 'day' }, [reading(1, 1)], NOW).silent).toBe(false)
    expect([of([]).silent, of([reading(7, 1)]).silent, of([reading(9, 1)]).silent]).toEqual([true, true, false])
  })
})
