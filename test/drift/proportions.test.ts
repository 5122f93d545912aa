import { expect, test } from 'vitest'
import method from '../../src/drift/proportions.ts'
import { counts, expectAbout, OPTIONS } from '../fixtures/drift.ts'

test('[D3] proportions: z is the root of chi-square of the same two shares, and so is its p-value', () => {
  const measured = method.measure(counts([90, 10], [75, 25]), OPTIONS)
  expectAbout(measured, { statistic: 2.7914526311954124, p: 0.005247203739115639 })
  expect(measured.effect?.value).toBeCloseTo(0.15, 12)
  expect(measured.how).toContain('“c1”')
})

test('[D3] proportions: of more than two categories, one has to be named', () => {
  const three = counts([50, 30, 20], [50, 20, 30])
  expect(() => method.measure(three, OPTIONS)).toThrow(/3 categories[\s\S]*--success: one of c0, c1, c2/)
  expect(() => method.measure(three, { ...OPTIONS, success: 'c9' })).toThrow('No row of either sample is “c9”')
  expect(method.measure(three, { ...OPTIONS, success: 'c2' }).effect?.value).toBeCloseTo(0.1, 12)
})

test('[D3] proportions: the same share twice is no difference, also where it is all or nothing', () => {
  for (const each of [
    [50, 50],
    [100, 0],
    [0, 100],
  ])
    expect(method.measure(counts(each, each), OPTIONS)).toMatchObject({ statistic: 0, p: 1 })
})
