import { expect, test } from 'vitest'
import { earliestSegments, mostOfEach, type Series } from '../../src/core/series.ts'

test.each([
  [0, 2000],
  [1, 2000],
  [50, 2000],
  [100, 1000],
  [2000, 50],
  [1_000_000, 1],
])(
  '[D12] of %i series each is read %i periods back, so that all of them are no more than anybody waits for',
  (count, most) => {
    expect(mostOfEach(count)).toBe(most)
  },
)

const series = (segment: string, more: Partial<Series> = {}): Series => ({
  ...{ kpi: 'mae', segment, version: '1.1.0', begun: 5, n: 900 },
  ...{ start: '2001-02-05T00:00:00.000Z', end: '2001-04-16T00:00:00.000Z', ...more },
})

test('[D5] who came first stays first, also before what goes back further; of those that came at once, who goes back furthest, then the largest', () => {
  const all = [
    series('late', { begun: 6, start: '2000-01-03T00:00:00.000Z' }),
    series('small', { n: 10 }),
    series('large'),
    series('old', { start: '2001-01-01T00:00:00.000Z' }),
    series('first', { begun: 1 }),
    series('late', { begun: 2, version: '1.0.0' }),
  ]
  expect(earliestSegments(all)).toEqual(['first', 'late', 'old', 'large', 'small'])
})
