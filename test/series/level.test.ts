import fc from 'fast-check'
import { expect, test } from 'vitest'
import { distance } from '../../src/series/distance.ts'
import { meanLevel, median, medianLevel } from '../../src/series/level.ts'
import { modifiedZ } from '../../src/series/modified-z.ts'

test('[D5] mean and standard deviation, divided by n − 1', () => {
  expect(meanLevel([2, 4, 4, 4, 5, 5, 7, 9])).toEqual({ centre: 5, spread: Math.sqrt(32 / 7) })
})

test.each([
  [[3], 3],
  [[1, 10, 2], 2],
  [[4, 1, 3, 2], 2.5],
  [[], Number.NaN],
])('[D5] the median of %j is %s', (values, is) => {
  expect(median(values)).toBe(is)
})

test('[D5] the modified z score: 0.6745·(x − median)/MAD, and how far seven readings may be off', () => {
  // Median 4, deviations 3 2 1 0 1 2 96: MAD 2. Nothing is learnt of what is bad: beyond 0.1 here.
  const [z, wild] = modifiedZ([6, 100], [1, 2, 3, 4, 5, 6, 100], { threshold: 0.1 })
  const off = Math.sqrt(1 + Math.PI / 14)
  expect(z).toBeCloseTo(0.6745 / off, 10)
  expect(wild).toBeCloseTo((0.6745 * 48) / off, 10)
})

test('[D5] the modified z score learns on from what is good', () => {
  // With 6 there are eight: median 4.5, deviations 0.5 0.5 1.5 1.5 1.5 2.5 3.5 95.5, MAD 1.5.
  const [, z] = modifiedZ([6, 7.5, 9], [1, 2, 3, 4, 5, 6, 100], { threshold: 3.5, limit: 7 })
  expect(z).toBeCloseTo((0.6745 * 2) / Math.sqrt(1 + Math.PI / 16), 10)
})

test('[D5] median and MAD of sorted values are those of the definition', () => {
  const some = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(some, values => {
      const centre = median(values)
      const mad = median(values.map(value => Math.abs(value - centre)))
      const level = medianLevel(values)
      expect(level.centre).toBe(centre)
      if (mad > 0) expect(level.spread).toBeCloseTo(mad / 0.6745, 10)
    }),
    { numRuns: 200, seed: 4 },
  )
})

test('[D5] a MAD of zero gives way to the mean deviation, times √(π/2)', () => {
  // Median 5, deviations 0 0 0 0 0 6: MAD 0, mean 1.
  expect(medianLevel([5, 5, 5, 5, 5, 11])).toEqual({ centre: 5, spread: Math.sqrt(Math.PI / 2) })
})

test('[D5] what never moved is infinitely far away once it moves, either way', () => {
  for (const level of [meanLevel(Array(20).fill(0.1)), medianLevel(Array(20).fill(0.1))]) {
    expect(level).toEqual({ centre: 0.1, spread: 0 })
    expect([0.1, 0.2, 0].map(value => distance(value, level))).toEqual([0, Infinity, -Infinity])
  }
  expect(distance(0, { centre: 0, spread: 0 })).toBe(0)
})

test('[D5] what computers lose by adding up is no move', () => {
  expect(distance(0.1 + 0.2, { centre: 0.3, spread: 0 })).toBe(0)
  expect(distance(0.4, meanLevel([0.1 + 0.2, 0.3, 0.3, 0.3, 0.3, 0.3]))).toBe(Infinity)
})

test('[D5] the order of readings changes nothing of what is learnt', () => {
  const shuffled = fc
    .array(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }).map(value => value + 0),
      { minLength: 2, maxLength: 30 },
    )
    .chain(values => fc.tuple(fc.constant(values), fc.shuffledSubarray(values, { minLength: values.length })))
  fc.assert(
    fc.property(shuffled, ([values, mixed]) => {
      expect(meanLevel(mixed)).toEqual(meanLevel(values))
      expect(medianLevel(mixed)).toEqual(medianLevel(values))
    }),
    { numRuns: 200, seed: 3 },
  )
})
