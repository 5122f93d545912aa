import { expect, test } from 'vitest'
import { type ApprovalsRule, verdict } from '../../src/approvals/approval.ts'
import { emergencyOf } from '../../src/approvals/emergency.ts'
import { bench, RULE } from '../fixtures/bench.ts'

const EMERGENCY = { needs: [{ role: 'operations', count: 1 }], reviewHours: 24 }

function said(rules: readonly ApprovalsRule[], emergency = true) {
  const b = bench([], { rules, emergency })
  return emergencyOf({ bench: b, verdict: verdict(b), rules })
}

test('[C1] of an emergency it is said what it asks for, and what would be asked for else', () => {
  const knows = { ...RULE, emergency: EMERGENCY }
  expect(said([knows], false)).toBeUndefined()
  expect(said([knows])).toEqual({ asks: 1, usually: 2, reviewHours: 24 })
  const other = { ...knows, id: 'other', emergency: { ...EMERGENCY, reviewHours: 8 } }
  expect(said([knows, other])).toEqual({ asks: 2, usually: 4, reviewHours: 8 })
  expect(said([knows, { ...RULE, id: 'third' }])).toEqual({ asks: 3, usually: 4, reviewHours: 24 })
  expect(said([RULE])).toEqual({ asks: 2, usually: 2 })
  const others = { ...EMERGENCY, needs: [{ role: 'rule-owners', count: 2 }] }
  expect(said([{ ...RULE, emergency: others }])).toEqual({ asks: 2, usually: 2, reviewHours: 24 })
})
