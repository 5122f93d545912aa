import fc from 'fast-check'
import { expect, test } from 'vitest'
import { verdict } from '../../src/approvals/approval.ts'
import { benches } from '../fixtures/bench-arbitrary.ts'
import { oracle } from '../fixtures/oracle.ts'

test('[C2] in ten thousand cases the verdict is what trying every way to seat people says', () => {
  const seen = new Map<string, number>()
  fc.assert(
    fc.property(benches, b => {
      const [got, want] = [verdict(b), oracle(b)]
      seen.set(got.is, (seen.get(got.is) ?? 0) + 1)
      if (!want.is.includes(got.is)) expect(got).toMatchObject({ is: want.is })
      if (got.counted.length !== want.filled) expect(got.counted).toHaveLength(want.filled)
      // A review belongs to what is approved, and only where the emergency was used.
      const used = b.emergency === true && b.rules.some(rule => rule.emergency && got.rules.includes(rule.id))
      if (got.is === 'approved' && (got.review !== undefined) !== used) expect(got).toMatchObject({ used })
    }),
    { numRuns: 10_000 },
  )
  for (const is of ['approved', 'pending', 'denied', 'expired', 'unavailable', 'blocked'])
    expect([is, (seen.get(is) ?? 0) > 200]).toEqual([is, true])
}, 60_000)
