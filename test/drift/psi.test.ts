import { expect, test } from 'vitest'
import method from '../../src/drift/psi.ts'
import { COUNTS, expectAbout, expectMeasureOfCounts, OPTIONS } from '../fixtures/drift.ts'

test('[D3] psi: the figure that SciPy gives for the same shares', () => {
  expectAbout(method.measure(COUNTS, OPTIONS), { statistic: 1.209574038343745 })
  expect(method.measure(COUNTS, OPTIONS).how).toContain('shares of zero are 0.0001')
})

test('[D3] psi: nothing for the same sample twice, whatever the order of the bins, and more the further it has moved', () => {
  expectMeasureOfCounts(method, { symmetric: true })
})

test.each([
  [1e-4, 1.209574038343745],
  [1e-6, 1.2095740383437454 + (0.15 - 1e-6) * Math.log(0.15 / 1e-6) - (0.15 - 1e-4) * Math.log(0.15 / 1e-4)],
])('[D3] psi: another rule for shares of zero (%d) is another number', (zero, statistic) => {
  expectAbout(method.measure(COUNTS, { ...OPTIONS, zero }), { statistic })
})

test('[D3] psi: what chance alone brings is χ²(bins − 1) at 0.999 over the sizes of both samples', () => {
  expect(method.floor({ ...COUNTS, reference: Array(10).fill(500), current: Array(10).fill(10) })).toBeCloseTo(
    27.877164871256568 * (1 / 5000 + 1 / 100),
    9,
  )
})
