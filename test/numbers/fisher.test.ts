import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fisherExact } from '../../src/numbers/fisher.ts'

/** By whole numbers, so that nothing is rounded before the end. */
function counted([a, b]: readonly [number, number], [n, m]: readonly [number, number]): number {
  const all = choose(n + m, a + b)
  const ways = (at: number) => choose(m, at) * choose(n, a + b - at)
  const range = Array.from({ length: Math.min(a + b, m) + 1 }, (_, at) => at)
  const tail = (is: (at: number) => boolean) => range.filter(is).reduce((sum, at) => sum + ways(at), 0n)
  const side = b * (n + m) >= (a + b) * m ? tail(at => at >= b) : tail(at => at <= b)
  return Math.min(1, 2 * (Number((side * 10n ** 30n) / all) / 1e30))
}

function choose(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n
  let ways = 1n
  for (let i = 1; i <= k; i++) ways = (ways * BigInt(n - k + i)) / BigInt(i)
  return ways
}

const shares = fc
  .tuple(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 90 }))
  .chain(([n, m]) =>
    fc.tuple(fc.constant(n), fc.constant(m), fc.nat(n), fc.nat(m)).map(([n, m, a, b]) => ({ n, m, a, b })),
  )

test('[D12] Fisher’s test is what counting all the ways gives', () => {
  fc.assert(
    fc.property(shares, ({ n, m, a, b }) => {
      const [p, exact] = [fisherExact({ marked: [a, b], of: [n, m] }), counted([a, b], [n, m])]
      expect(Math.abs(p - exact)).toBeLessThanOrEqual(1e-9 * exact + 1e-28)
    }),
    { numRuns: 300 },
  )
})

// The tea: Fisher 1935, 3 of 4; one side is 17/70.
test('[D12] the lady who tastes tea is a case of it', () => {
  expect(fisherExact({ marked: [1, 3], of: [4, 4] })).toBeCloseTo(34 / 70, 12)
})

test('[D12] one missing row among few is not the miracle that the normal curve takes it for', () => {
  expect(fisherExact({ marked: [0, 1], of: [2000, 20] })).toBeCloseTo((2 * 20) / 2020, 9)
})
