import fc from 'fast-check'
import { expect, test } from 'vitest'
import kolmogorovSmirnov from '../../src/drift/kolmogorov-smirnov.ts'
import wasserstein from '../../src/drift/wasserstein.ts'
import { countsIn } from '../../src/numbers/bins.ts'
import { numbersCounted } from '../../src/numbers/chunks.ts'
import { OPTIONS, samples } from '../fixtures/drift.ts'

const some = fc.array(fc.integer({ min: -30, max: 30 }), { minLength: 1, maxLength: 40 })
const edges = fc.uniqueArray(fc.integer({ min: -25, max: 25 }), { maxLength: 12 }).map(all => all.sort((a, b) => a - b))
const ks = (a: readonly number[], b: readonly number[]) => kolmogorovSmirnov.measure(samples(a, b), OPTIONS)

test('[D3] of a reference of which only counts are left, the true statistic lies between what is said', () => {
  fc.assert(
    fc.property(some, some, edges, (reference, current, edges) => {
      const { reference: then, current: now } = samples(reference, current)
      const kept = { edges, counts: countsIn(edges, then), single: false }
      const near = kolmogorovSmirnov.between(kept, now)
      const { statistic, p = Number.NaN } = ks(reference, current)
      expect(statistic).toBeGreaterThanOrEqual(near.statistic - 1e-12)
      expect(statistic).toBeLessThanOrEqual(near.statistic + (near.bound ?? 0) + 1e-12)
      expect(p).toBeLessThanOrEqual((near.p ?? Number.NaN) + 1e-12)
      expect(p).toBeGreaterThanOrEqual((near.pLeast ?? near.p ?? Number.NaN) - 1e-12)
      const far = wasserstein.between(kept, now)
      expect(wasserstein.measure(samples(reference, current)).statistic).toBeGreaterThanOrEqual(far.statistic - 1e-9)
      expect(far.bound).toBe(Number.POSITIVE_INFINITY)
    }),
  )
})

test('[D3] and a reference with the same counts can be as near and as far as that', () => {
  const kept = { edges: [0], counts: [50, 50], single: false }
  const now = Float64Array.from(Array.from({ length: 100 }, (_, i) => (i < 50 ? -10 - i : 10 + i)))
  const { statistic, bound } = kolmogorovSmirnov.between(kept, now)
  expect([statistic, bound]).toEqual([0, 0.5])
  expect(ks([...now], [...now]).statistic).toBe(0)
  expect(ks([...Array(50).fill(-99), ...Array(50).fill(0)], [...now]).statistic).toBe(0.5)
})

test('[D3] of few numbers nothing is lost: both are what they are of the rows', () => {
  const few = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(few, some, (reference, current) => {
      const values = [...new Set(reference)].sort((a, b) => a - b)
      const counts = [0, ...values.map(value => reference.filter(it => it === value).length)]
      const [kept, now] = [{ edges: values, counts, single: true }, Float64Array.from(current)]
      const { statistic, bound, p } = kolmogorovSmirnov.between(kept, now)
      expect([statistic, p, bound]).toEqual([
        expect.closeTo(ks(reference, current).statistic, 12),
        expect.closeTo(ks(reference, current).p ?? Number.NaN, 9),
        undefined,
      ])
      const moved = wasserstein.between(kept, now)
      expect(moved.statistic).toBeCloseTo(wasserstein.measure(samples(reference, current)).statistic, 9)
      expect(moved.bound).toBeUndefined()
    }),
  )
})

test('[D3] with finer bins both come closer', () => {
  const [then, now] = [Array.from({ length: 400 }, (_, i) => i / 400), Array.from({ length: 300 }, (_, i) => i / 250)]
  const near = [4, 10, 50, 200].map(bins => {
    const edges = Array.from({ length: bins - 1 }, (_, i) => (i + 1) / bins)
    const kept = { edges, counts: countsIn(edges, Float64Array.from(then)), single: false }
    return [kolmogorovSmirnov.between(kept, Float64Array.from(now)), wasserstein.between(kept, Float64Array.from(now))]
  })
  const [widths, least] = [near.map(([it]) => it?.bound ?? 0), near.map(([, it]) => it?.statistic ?? 0)]
  expect(widths).toEqual(widths.toSorted((a, b) => b - a))
  expect(widths.at(-1)).toBeLessThan(0.01)
  expect(least).toEqual(least.toSorted((a, b) => a - b))
})

test('[D3] numbers that are made of counts are counted so again', () => {
  fc.assert(
    fc.property(some, edges, (values, edges) => {
      const counts = countsIn(edges, Float64Array.from(values))
      expect(countsIn(edges, numbersCounted(edges, counts))).toEqual(counts)
    }),
  )
})
