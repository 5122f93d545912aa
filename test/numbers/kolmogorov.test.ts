import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kolmogorovExact, kolmogorovLimit } from '../../src/numbers/kolmogorov.ts'

/** Every order of `n` and `m` values by itself: slow, and nothing clever about it. */
function byHand(d: number, n: number, m: number): number {
  let [all, far] = [0, 0]
  const walk = (i: number, j: number, most: number) => {
    const here = Math.max(most, Math.abs(i / n - j / m))
    if (i === n && j === m) {
      all++
      if (here >= d - 1e-12) far++
    }
    if (i < n) walk(i + 1, j, here)
    if (j < m) walk(i, j + 1, here)
  }
  walk(0, 0, 0)
  return far / all
}

test('[D3] counting paths agrees with every order of the values one by one', () => {
  const few = fc.integer({ min: 1, max: 7 })
  fc.assert(
    fc.property(few, few, fc.nat(7), fc.nat(7), (n, m, i, j) => {
      const d = Math.abs(Math.min(i, n) / n - Math.min(j, m) / m)
      expect(kolmogorovExact(d, n, m)).toBeCloseTo(byHand(d, n, m), 12)
    }),
  )
})

test.each([
  [19 / 300, 300, 300, 0.584980918983971],
  [0.75, 200, 200, 3.3094680067648866e-55],
  [1, 40, 7, 3.180080029576017e-8],
])('[D3] the exact value at %d of %i and %i values is SciPy’s', (d, n, m, p) => {
  expect(kolmogorovExact(d, n, m) / p).toBeCloseTo(1, 9)
})

test('[D3] the exact value falls as the distance grows, from 1 to that of no overlap at all', () => {
  const size = fc.integer({ min: 1, max: 60 })
  fc.assert(
    fc.property(size, size, (n, m) => {
      const steps = [0, 0.1, 0.25, 0.5, 0.8, 1].map(d => kolmogorovExact(Math.round(d * n * m) / (n * m), n, m))
      expect(steps[0]).toBe(1)
      expect(steps).toEqual(steps.toSorted((a, b) => b - a))
      const orders = Array.from({ length: n }, (_, i) => (m + i + 1) / (i + 1)).reduce((a, b) => a * b, 1)
      expect((steps.at(-1) ?? 0) * orders).toBeCloseTo(2, 6)
    }),
  )
})

test.each([
  [0.5, 0.9639452436648751],
  [1.358, 0.05002679733444698],
  [5, 3.8574996959278356e-22],
])('[D3] in the limit, at %d, it is SciPy’s kstwobign', (x, p) => {
  const n = 1e6
  expect(kolmogorovLimit(x / Math.sqrt(n / 2), n, n) / p).toBeCloseTo(1, 9)
})

test('[D3] near p = 0.05 the limit is within 5 % of the exact value, from two thousand values on', () => {
  const [n, m] = [2000, 2003]
  const exactly = Math.ceil(1.358 * Math.sqrt((n + m) / (n * m)) * n * m) / (n * m)
  expect(Math.abs(kolmogorovLimit(exactly, n, m) / kolmogorovExact(exactly, n, m) - 1)).toBeLessThan(0.05)
})
