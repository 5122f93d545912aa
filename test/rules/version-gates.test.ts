import { expect, test } from 'vitest'
import { hasPassed } from '../../src/rules/version-gates.ts'

const NOW = new Date('2026-03-02T12:00:00Z')
const gates = (passed: string) => ({ summary: 'One.', gates: { passed, evidence: 'Hold-out' } })

test('[C8] [R32] gates that are to be passed one day are not passed', () => {
  expect(hasPassed(gates('2026-03-01'), NOW)).toBe(true)
  expect(hasPassed(gates('2099-01-01'), NOW)).toBe(false)
  expect(hasPassed(gates('2099-01-01'))).toBe(true)
  expect(hasPassed({ summary: 'One.' }, NOW)).toBe(false)
  expect(hasPassed(undefined, NOW)).toBe(false)
})
