import { expect, test } from 'vitest'
import method from '../../src/drift/kolmogorov-smirnov.ts'
import { even, expectAbout, expectMeasureOfSamples, OPTIONS, samples } from '../fixtures/drift.ts'

const of = (a: readonly number[], b: readonly number[]) => method.measure(samples(a, b), OPTIONS)

test('[D3] kolmogorov-smirnov: statistic and exact p-value of SciPy, with ties and far out', () => {
  const apart = of([1, 2, 3, 4, 5, 6, 7], [4.5, 5.5, 6.5, 7.5, 8.5])
  expectAbout(apart, { statistic: 0.5714285714285714, p: 0.23737373737373738 })
  const tied = of([1, 1, 2, 2, 3, 9], [2, 2, 3, 4, 4, 4, 5])
  expectAbout(tied, { statistic: 0.40476190476190477, p: 0.5279720279720281 })
  const far = of(
    Array.from({ length: 200 }, (_, i) => i),
    Array.from({ length: 200 }, (_, i) => i + 150),
  )
  expectAbout(far, { statistic: 0.75, p: 3.3094680067648866e-55 })
  expect(far.how).toContain('exact, by counting paths')
})

test('[D3] kolmogorov-smirnov: above a hundred thousand values a grid, whose error is said and holds', () => {
  const [reference, current] = [even(120_000).map(x => x ** 3), even(110_000, 0.002)]
  const both = samples(reference, current)
  const [grid, exact] = [method.measure(both, OPTIONS), method.measure(both, { ...OPTIONS, exact: true })]
  expect(grid.how).toContain('65,536 cells')
  expect(exact.bound).toBeUndefined()
  const { statistic, bound = Number.NaN } = grid
  expect(exact.statistic).toBeGreaterThanOrEqual(statistic)
  expect(exact.statistic).toBeLessThanOrEqual(statistic + bound)
  expect(bound).toBeLessThan(0.05)
})

test('[D3] kolmogorov-smirnov: nothing for the same sample twice, and more the further it has moved', () => {
  expectMeasureOfSamples(method)
})
