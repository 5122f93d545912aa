import { expect, test } from 'vitest'
import method from '../../src/drift/jensen-shannon.ts'
import { COUNTS, expectAbout, expectMeasureOfCounts } from '../fixtures/drift.ts'

test('[D3] jensen-shannon: the figure that SciPy gives for the same shares', () => {
  expectAbout(method.measure(COUNTS), { statistic: 0.3086005271648349 })
  expect(method.measure(COUNTS).how).toContain('base 2')
})

test('[D3] jensen-shannon: nothing for the same sample twice, whatever the order of the bins, and more the further it has moved', () => {
  expectMeasureOfCounts(method, { symmetric: true })
})
