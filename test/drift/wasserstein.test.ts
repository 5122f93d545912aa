import { expect, test } from 'vitest'
import method from '../../src/drift/wasserstein.ts'
import { expectAbout, expectMeasureOfSamples, samples } from '../fixtures/drift.ts'

const of = (a: readonly number[], b: readonly number[]) => method.measure(samples(a, b))

test('[D3] wasserstein: the distance SciPy gives for the same numbers', () => {
  const apart = of([1, 2, 3, 4, 5, 6, 7], [4.5, 5.5, 6.5, 7.5, 8.5])
  expectAbout(apart, { statistic: 2.5 / 1 })
})

test('[D3] wasserstein: nothing for the same sample twice, and more the further it has moved', () => {
  expectMeasureOfSamples(method)
})

test('[D3] wasserstein: in the unit of the column', () => {
  expect(of([0, 0, 0], [7, 7]).statistic).toBe(7)
})
