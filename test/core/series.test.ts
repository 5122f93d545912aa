import fc from 'fast-check'
import { expect, test } from 'vitest'
import { earliestSegments, mostOfEach, type Series } from '../../src/core/series.ts'

const of = (count: number, size: number): readonly number[] => Array(count).fill(size)

test.each([
  ['none', [], 2000],
  ['one', of(1, 9999), 2000],
  ['sixty-two', of(62, 9999), 2000],
  ['a hundred, which reach six seasons of hours', of(100, 9999), 1250],
  ['five long ones beside a hundred old versions of three readings', [...of(100, 3), ...of(5, 9999)], 2000],
  ['five hundred long ones', of(500, 9999), 250],
  ['a hundred long ones beside four hundred of three readings', [...of(100, 9999), ...of(400, 3)], 1238],
  ['two thousand short ones', of(2000, 62), 2000],
  ['two thousand long ones', of(2000, 9999), 62],
  ['very many', of(1_000_000, 9), 1],
])('[D12] of %s, each is read so far back that all together nobody waits for', (_, sizes, most) => {
  expect(mostOfEach(sizes)).toBe(most)
})

test('[D12] all that is read is never more than fits, and as much as fits', () => {
  const size = fc.oneof(fc.integer({ min: 0, max: 2001 }), fc.integer({ min: 0, max: 9 }))
  fc.assert(
    fc.property(fc.array(size, { minLength: 1, maxLength: 300 }), sizes => {
      const read = (most: number) => sizes.reduce((sum, it) => sum + Math.min(it, most), 0)
      const most = mostOfEach(sizes)
      expect(read(most)).toBeLessThanOrEqual(125_000)
      if (most < 2000) expect(read(most + 1)).toBeGreaterThan(125_000)
    }),
  )
})

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
