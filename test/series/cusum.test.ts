import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cusum } from '../../src/series/cusum.ts'
import { distance, type Level } from '../../src/series/distance.ts'
import type { Learning } from '../../src/series/learning.ts'
import { pageHinkley } from '../../src/series/page-hinkley.ts'
import { SHIFTED } from './published.ts'

const level = { centre: 10, spread: 1 }
const numbers = { slack: 0.5, most: 10 }
const sums10 = (values: readonly number[], of: Level) => {
  const step = cusum(numbers)
  return values.map(it => distance(it, of)).map(away => step(away, 0))
}
const twoFigures = (values: readonly number[]) => values.map(value => Number(value.toFixed(2)))

test('[D5] CUSUM: Montgomery’s table, C⁺ for k 0.5, and its signal at the 29th value', () => {
  const sums = twoFigures(sums10(SHIFTED, level))
  expect(sums.slice(0, 8)).toEqual([0, 0, 0, 1.16, 2.82, 2.5, 0.04, 1])
  expect(sums.slice(22)).toEqual([1.79, 2.79, 2.89, 3.47, 3.35, 4.47, 5.28, 5.3])
  expect(sums.findIndex(sum => sum > 5) + 1).toBe(29)
})

test('[D5] CUSUM: C⁻ of the same table is the sum over the values negated', () => {
  const negated = SHIFTED.map(value => -value)
  expect(twoFigures(sums10(negated, { centre: -10, spread: 1 })).slice(0, 7)).toEqual([0.05, 1.56, 1.77, 0, 0, 0, 1.46])
})

test('[D5] CUSUM: a long move is over ten readings after it ended', () => {
  const sums = sums10([...Array(200).fill(15), ...Array(20).fill(10)], level)
  expect(sums[199]).toBe(10)
  expect(sums.slice(200).findIndex(sum => sum <= 5) + 1).toBe(10)
})

/** Nothing is learnt any more: σ stays what it is, and readings hand nothing on. */
const known = (spread: number): Learning => ({
  now: () => ({ centre: 0, spread, phi: 0, apart: 1 }),
  hear: () => undefined,
})
/** None so far out that it is wound in. */
const values = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 1, maxLength: 40 })

test('[D5] Page-Hinkley: Page’s sum is what was summed up less its lowest, as Hinkley has it', () => {
  fc.assert(
    fc.property(values, given => {
      const got = pageHinkley(
        given,
        { count: 0, mean: 0, learnt: known(2) },
        { slack: 0.25, most: Number.POSITIVE_INFINITY },
      )
      let [sum, lowest] = [0, 0]
      given.forEach((value, i) => {
        const soFar = given.slice(0, i + 1)
        sum += (value - soFar.reduce((a, b) => a + b) / soFar.length) / 2 - 0.25
        lowest = Math.min(lowest, sum)
        expect(got[i]).toBeCloseTo(sum - lowest, 8)
      })
    }),
    { numRuns: 200, seed: 5 },
  )
})

test('[D5] Page-Hinkley: by hand', () => {
  // Four zeros came before, so the means are 4/5, 9/6 and 9/7; σ 1, δ 0.5.
  const sums = pageHinkley([4, 5, 0], { count: 4, mean: 0, learnt: known(1) }, { slack: 0.5, most: 10 })
  expect(sums[0]).toBeCloseTo(4 - 0.8 - 0.5, 10)
  expect(sums[1]).toBeCloseTo(2.7 + 5 - 1.5 - 0.5, 10)
  expect(sums[2]).toBeCloseTo(5.7 - 9 / 7 - 0.5, 10)
})
