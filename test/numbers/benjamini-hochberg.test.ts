import fc from 'fast-check'
import { expect, test } from 'vitest'
import { benjaminiHochberg } from '../../src/numbers/benjamini-hochberg.ts'

/** The example of Benjamini and Hochberg (1995), section 4. */
const PAPER = [
  0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
]

test('[D3] four of the fifteen of Benjamini and Hochberg are findings, where Bonferroni has three', () => {
  const adjusted = benjaminiHochberg(PAPER)
  expect(adjusted.filter(p => p < 0.05)).toHaveLength(4)
  expect(PAPER.filter(p => p * PAPER.length < 0.05)).toHaveLength(3)
  // As `p.adjust` of R says.
  const r = [0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.063857, 0.063857, 0.0645, 0.0765, 0.486, 0.581182]
  for (const [i, p] of r.entries()) expect(adjusted[i]).toBeCloseTo(p, 6)
})

test('[D3] one alone stays what it is, none is none, and equal ones stay equal', () => {
  expect([benjaminiHochberg([0.03]), benjaminiHochberg([]), benjaminiHochberg([0.02, 0.02])]).toEqual([
    [0.03],
    [],
    [0.02, 0.02],
  ])
})

test('[D3] adjusted p-values are never smaller, never above one, in the same order, wherever they stand', () => {
  const list = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(list, p => {
      const adjusted = benjaminiHochberg(p)
      for (const [i, it] of adjusted.entries()) {
        expect(it).toBeGreaterThanOrEqual(p[i] as number)
        expect(it).toBeLessThanOrEqual(1)
        for (const [j, other] of adjusted.entries())
          if ((p[i] as number) < (p[j] as number)) expect(it).toBeLessThanOrEqual(other)
      }
      expect(benjaminiHochberg(p.toReversed())).toEqual(adjusted.toReversed())
    }),
  )
})
