import { expect, test } from 'vitest'
import method from '../../src/drift/wasserstein-normed.ts'
import { expectAbout, expectMeasureOfSamples, samples } from '../fixtures/drift.ts'

const of = (a: readonly number[], b: readonly number[]) => method.measure(samples(a, b))

test('[D3] wasserstein-normed: the distance SciPy gives for the same numbers', () => {
  const apart = of([1, 2, 3, 4, 5, 6, 7], [4.5, 5.5, 6.5, 7.5, 8.5])
  expectAbout(apart, { statistic: 2.5 / 2 })
})

test('[D3] wasserstein-normed: nothing for the same sample twice, and more the further it has moved', () => {
  expectMeasureOfSamples(method)
})

test('[D3] wasserstein-normed: a reference without any spread counts as a thousandth', () => {
  expect(of([5, 5, 5], [6, 6]).statistic).toBeCloseTo(1000, 9)
})
