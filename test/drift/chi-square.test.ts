import { expect, test } from 'vitest'
import method from '../../src/drift/chi-square.ts'
import { COUNTS, counts, expectAbout, expectMeasureOfCounts, OPTIONS } from '../fixtures/drift.ts'

test('[D3] chi-square: statistic, p-value and degrees of freedom of SciPy’s contingency test', () => {
  const measured = method.measure(COUNTS, OPTIONS)
  expectAbout(measured, { statistic: 20.555555555555557, p: 0.00013019314969202805 })
  expect(measured.df).toBe(3)
  expect(measured.effect).toEqual({ name: 'Cramér’s V', value: Math.sqrt(20.555555555555557 / 200) })
})

test('[D3] chi-square: a fit takes the reference for the truth, and what it never saw cannot be', () => {
  const fit = { ...OPTIONS, test: 'fit' } as const
  expectAbout(method.measure(counts([50, 30, 20], [30, 30, 40]), fit), { statistic: 28, p: 8.31528719103568e-7 })
  expect(method.measure(COUNTS, fit)).toMatchObject({ statistic: Number.POSITIVE_INFINITY, p: 0 })
})

test('[D3] chi-square: no correction by Yates unless asked', () => {
  const two = counts([90, 10], [75, 25])
  expectAbout(method.measure(two, OPTIONS), { statistic: 7.792207792207792, p: 0.005247203739115639 })
  const corrected = method.measure(two, { ...OPTIONS, yates: true })
  expectAbout(corrected, { statistic: 6.787878787878787, p: 0.009177890025421359 })
  expect(corrected.how).toContain('Yates')
})

test('[D3] chi-square: nothing for the same sample twice, and more the further it has moved', () => {
  expectMeasureOfCounts(method, { symmetric: true })
})
