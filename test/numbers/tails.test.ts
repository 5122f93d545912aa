import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fisherExact } from '../../src/numbers/fisher.ts'
import { kolmogorovExact, kolmogorovLimit } from '../../src/numbers/kolmogorov.ts'
import { chiSquareBeyond, chiSquareTail, normalTail, upperGamma } from '../../src/numbers/tails.ts'

test.each([
  [3.841458820694124, 1, 0.04999999999999989],
  [27.877164871256568, 9, 0.001],
  [100, 1, 1.5239706048320995e-23],
  [500, 3, 4.771672031912771e-108],
  [0.5, 4, 0.9735009788392561],
  [40, 40, 0.4702572668392401],
])('[D3] P(χ² ≥ %d) with %d degrees of freedom is SciPy’s', (x, df, p) => {
  expect(chiSquareTail(x, df) / p).toBeCloseTo(1, 11)
})

test.each([
  [1.959963984540054, 0.05],
  [9, 2.2571768119076647e-19],
  [20, 5.507248237212311e-89],
])('[D3] both tails of a normal distribution beyond %d are SciPy’s', (z, p) => {
  expect(normalTail(z) / p).toBeCloseTo(1, 11)
  expect(normalTail(-z)).toBe(normalTail(z))
})

test('[D3] no tail reads 0 where a double holds no more of it; what is infinitely far out is expected never', () => {
  expect([chiSquareTail(1e6, 1), normalTail(100), chiSquareTail(1e300, 3)]).toEqual(Array(3).fill(5e-324))
  expect(chiSquareTail(Number.POSITIVE_INFINITY, 1)).toBe(0)
  expect(chiSquareTail(Number.NaN, 1)).toBeNaN()
  expect([kolmogorovExact(1, 9000, 9000), kolmogorovLimit(0.9, 1e6, 1e6)]).toEqual(Array(2).fill(5e-324))
  expect(kolmogorovExact(1, 100, 100)).toBeCloseTo(2.2087e-59, 62)
  expect(fisherExact({ marked: [0, 2000], of: [2000, 2000] })).toBe(5e-324)
})

test('[D3] the tail falls, from 1 to 0, and is turned back by its inverse', () => {
  expect([upperGamma(2, 0), upperGamma(2, Number.POSITIVE_INFINITY), upperGamma(2, Number.NaN)]).toEqual([
    1,
    0,
    Number.NaN,
  ])
  const df = fc.integer({ min: 1, max: 200 })
  fc.assert(
    fc.property(df, fc.double({ min: 1e-12, max: 0.999, noNaN: true }), (df, p) => {
      expect(chiSquareTail(chiSquareBeyond(p, df), df) / p).toBeCloseTo(1, 6)
    }),
  )
  fc.assert(
    fc.property(df, fc.double({ min: 0, max: 500, noNaN: true }), (df, x) => {
      expect(chiSquareTail(x + 0.5, df)).toBeLessThan(chiSquareTail(x, df) + 1e-12)
    }),
  )
})
