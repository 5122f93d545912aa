import { expect, test } from 'vitest'
import { distance, type Level } from '../../src/series/distance.ts'
import { ewma } from '../../src/series/ewma.ts'
import { NIST, SHIFTED } from './published.ts'

const averaged = (values: readonly number[], level: Level, lambda: number, phi = 0) => {
  const step = ewma(lambda)
  return values.map(it => step(distance(it, level), phi))
}

test('[D5] EWMA: the averages of the NIST handbook (6.3.2.4), λ 0.3 from a mean of 50', () => {
  const { values, averages } = NIST
  const sigma = 2.0539
  const exact = (i: number) => Math.sqrt((0.3 / 1.7) * (1 - 0.7 ** (2 * (i + 1))))
  const back = averaged(values, { centre: 50, spread: sigma }, 0.3).map((z, i) => 50 + z * sigma * exact(i))
  expect(back.map(average => Number(average.toFixed(2)))).toEqual(averages)
})

test('[D5] EWMA: Montgomery’s thirty values, λ 0.1, are beyond 2.7 from the 29th on', () => {
  const z = averaged(SHIFTED, { centre: 10, spread: 1 }, 0.1)
  expect(z.findIndex(it => it > 2.7) + 1).toBe(29)
  // The first two averages, 9.945 and 9.7495, in deviations of their own: 0.1 and 0.1·√1.81.
  expect(z[0]).toBeCloseTo(-0.055 / 0.1, 10)
  expect(z[1]).toBeCloseTo(-0.2505 / (0.1 * Math.sqrt(1.81)), 10)
})

test('[D5] EWMA with λ 1 is Shewhart’s chart', () => {
  expect(averaged([12, 9], { centre: 10, spread: 2 }, 1)).toEqual([1, -0.5])
})

test('[D5] EWMA: one wild value is over in a foreseeable time', () => {
  const z = averaged([1e9, 0, 0, 0, 0, 0, 0], { centre: 0, spread: 1 }, 0.2)
  // Five σ at most: 5 · 0.2 = 1, of its own deviations of 0.2; then below 3 from 0.8ⁿ on.
  expect(z[0]).toBeCloseTo(5, 10)
  expect(z.findIndex(it => it <= 3)).toBe(2)
})

test('[D9] EWMA of a series that hands on φ: its deviation is that of the sum it is, from the first reading on', () => {
  // z₁ = λ·x₁, z₂ = λ·x₂ + λ(1 − λ)·x₁; of x₁ and x₂ the covariance is φ.
  const [one, two] = averaged([1, 1], { centre: 0, spread: 1 }, 0.2, 0.5)
  expect(one).toBeCloseTo(0.2 / 0.2, 10)
  expect(two).toBeCloseTo(0.36 / Math.sqrt(0.2 ** 2 + 0.16 ** 2 + 2 * 0.5 * 0.2 * 0.16), 10)
  // In the long run √(λ/(2 − λ)·(1 + φ(1 − λ))/(1 − φ(1 − λ))) (Schmid 1997).
  const last = averaged(Array(300).fill(1), { centre: 0, spread: 1 }, 0.2, 0.5).at(-1)
  expect(last).toBeCloseTo(1 / Math.sqrt((0.2 / 1.8) * (1.4 / 0.6)), 10)
})
