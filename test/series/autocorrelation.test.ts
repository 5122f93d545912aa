import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { handedOn, strays } from '../../src/series/autocorrelation.ts'
import { learning } from '../../src/series/learning.ts'
import { correlated } from '../bench/chance.ts'

const known = (values: readonly number[]) => handedOn(values, values[0] ?? 0).known()

describe('[D9] what a series hands on from one reading to the next', () => {
  test('by hand: r₁ corrected for its bias, and half an error more', () => {
    // Mean 0, variance 1; of the seven pairs four are 1 and three are −1, so r₁ is 1/7.
    const r = 1 / 7
    const phi = (8 * r + 1) / 5
    expect(known([1, 1, -1, -1, 1, 1, -1, -1])).toBeCloseTo(phi + Math.sqrt((1 - phi ** 2) / 8) / 2, 10)
  })

  test.each([0, 0.3, 0.5, 0.7])('a year of days that hand on %d is known to a tenth', phi => {
    const learnt = Array.from({ length: 20 }, (_, i) => known([...correlated(`known ${phi} ${i}`, phi)(365)]))
    expect(learnt.reduce((a, b) => a + b) / 20).toBeGreaterThan(phi - 0.02)
    expect(Math.abs(learnt.reduce((a, b) => a + b) / 20 - phi)).toBeLessThan(0.1)
  })

  test('what never moved, and what is too short, hands nothing on', () => {
    expect(known(Array(20).fill(0.1))).toBe(0)
    expect(known([1, 1, 2, 2])).toBe(0)
    expect(known([1, -1, 1, -1, 1, -1, 1, -1])).toBe(0)
  })

  test('never below nothing, never more than four fifths, and the same in another unit', () => {
    const some = fc.array(fc.integer({ min: -80, max: 80 }), { maxLength: 40 })
    fc.assert(
      fc.property(some, fc.constantFrom(0.25, 64), fc.integer({ min: -9, max: 9 }), (values, times, by) => {
        const phi = known(values)
        expect(phi).toBeGreaterThanOrEqual(0)
        expect(phi).toBeLessThanOrEqual(0.8)
        expect(known(values.map(value => value * times + by))).toBeCloseTo(phi, 8)
      }),
      { numRuns: 200, seed: 31 },
    )
  })

  test('readings on both sides of one that teaches nothing are no pair', () => {
    const first = [3, 1, 2, 5, 4, 1]
    const [apart, together] = [handedOn(first, 0), handedOn(first, 0)]
    apart.pass()
    for (const it of [apart, together]) it.teach(9)
    expect(apart.known()).not.toBe(together.known())
  })
})

test.each([
  [0, 1],
  [0.5, Math.sqrt(3)],
  [0.8, 3],
])('[D9] a sum of readings that hand on %d strays %d times as far', (phi, far) => {
  expect(strays(phi)).toBeCloseTo(far, 10)
})

describe('[D9] learning', () => {
  const first = [1, -1, 1, -1, 1, -1]
  test('readings that hand nothing on have the σ of a sample', () => {
    expect(learning(first, {}, { threshold: 3 }).now()).toEqual({
      centre: 0,
      spread: Math.sqrt(6 / 5),
      phi: 0,
      apart: 6,
    })
  })

  test('what is said is not learnt, and widens σ: n − (1 + φ)/(1 − φ), half of n at the least', () => {
    expect(learning(first, { autocorrelation: 0.2 }, { threshold: 3 }).now()).toMatchObject({
      centre: 0,
      spread: Math.sqrt(6 / 4.5),
      phi: 0.2,
      apart: expect.closeTo(4, 10),
    })
    expect(learning(first, { autocorrelation: 0.9 }, { threshold: 3 }).now().spread).toBeCloseTo(Math.sqrt(2), 10)
  })

  test('beyond the threshold nothing is learnt, and halfway to it no φ', () => {
    const after = (statistic: number) => {
      const learnt = learning([1, 2, 1, 3, 2, 1], {}, { threshold: 3, limit: 9 })
      for (const value of [5, 6, 7]) learnt.hear(value, statistic)
      return learnt.now()
    }
    const [bad, half, good] = [after(3.1), after(2), after(1)]
    const before = learning([1, 2, 1, 3, 2, 1], {}, { threshold: 3 }).now()
    expect(bad).toEqual(before)
    expect([half.phi, half.centre > before.centre]).toEqual([before.phi, true])
    expect(good.phi).toBeGreaterThan(half.phi)
  })
})
