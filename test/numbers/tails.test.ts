import fc from 'fast-check'
import { expect, test } from 'vitest'
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
