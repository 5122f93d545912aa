import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calibratedThreshold } from '../../src/numbers/calibrated.ts'

test('[D3] a calibrated threshold is the mean and three standard deviations of a sample', () => {
  // The usual example of a standard deviation: mean 5, squares 32.
  expect(calibratedThreshold([2, 4, 4, 4, 5, 5, 7, 9])).toBeCloseTo(5 + 3 * Math.sqrt(32 / 7), 12)
  expect(calibratedThreshold([0.02, 0.02, 0.02, 0.02, 0.02, 0.02])).toBeCloseTo(0.02, 12)
})

test('[D3] fewer than six chunks calibrate nothing', () => {
  expect(calibratedThreshold([1, 2, 3, 4, 5])).toBeUndefined()
  expect(calibratedThreshold([1, 2, 3, 4, 5, 6])).toBeDefined()
})

test('[D3] it moves and grows with what it is made of, in any order', () => {
  const list = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 6, maxLength: 30 })
  fc.assert(
    fc.property(list, fc.integer({ min: 1, max: 9 }), (effects, by) => {
      const of = (all: readonly number[]) => calibratedThreshold(all) as number
      expect(of(effects.map(it => it + by))).toBeCloseTo(of(effects) + by, 6)
      expect(of(effects.map(it => it * by))).toBeCloseTo(of(effects) * by, 6)
      expect(of(effects.toReversed())).toBeCloseTo(of(effects), 9)
    }),
  )
})
