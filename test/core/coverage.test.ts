import { expect, test } from 'vitest'
import type { Finding } from '../../src/core/change.ts'
import { coverageOf } from '../../src/core/coverage.ts'

const of = (outcome: Finding['outcome'], severity: Finding['severity'] = 'block'): Finding => ({
  policy: 'p',
  outcome,
  severity,
  because: 'so',
  fix: 'do',
  trace: [],
})

test('[R36] each model is counted once, by the worst of it, and every use of an exception', () => {
  const models = [
    [of('pass'), of('fail', 'warn')],
    [of('pass'), of('waived')],
    [of('waived'), of('fail')],
    [of('unknown')],
    [],
  ]
  expect(coverageOf(models)).toEqual({ full: 1, waived: 1, failing: 2, unmanaged: 1, waivers: 2 })
})
