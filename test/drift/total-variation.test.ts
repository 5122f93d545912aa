import { expect, test } from 'vitest'
import method from '../../src/drift/total-variation.ts'
import { COUNTS, expectAbout, expectMeasureOfCounts } from '../fixtures/drift.ts'

test('[D3] total-variation: the figure that SciPy gives for the same shares', () => {
  expectAbout(method.measure(COUNTS), { statistic: 0.2 })
  expect(method.measure(COUNTS).how).toContain('aligned shares')
})

test('[D3] total-variation: nothing for the same sample twice, whatever the order of the bins, and more the further it has moved', () => {
  expectMeasureOfCounts(method, { symmetric: true })
})
