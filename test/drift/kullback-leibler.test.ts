import { expect, test } from 'vitest'
import method from '../../src/drift/kullback-leibler.ts'
import { COUNTS, expectAbout, expectMeasureOfCounts, OPTIONS } from '../fixtures/drift.ts'

test('[D3] kullback-leibler: the figure that SciPy gives for the same shares', () => {
  expectAbout(method.measure(COUNTS, OPTIONS), { statistic: 0.9995212587623004 })
  expect(method.measure(COUNTS, OPTIONS).how).toContain('current from reference')
})

test('[D3] kullback-leibler: nothing for the same sample twice, whatever the order of the bins, and more the further it has moved', () => {
  expectMeasureOfCounts(method, { symmetric: false })
})
