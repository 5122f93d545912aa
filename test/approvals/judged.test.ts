import { expect, test } from 'vitest'
import { type Bench, verdict } from '../../src/approvals/approval.ts'
import { asksNobody } from '../../src/approvals/judged.ts'
import { bench, MEDIUM, vote } from '../fixtures/bench.ts'

const both = [vote('bo'), vote('chen')]
const frozen = { policy: 'freeze', outcome: 'fail', because: 'It is the weekend.', fix: 'Wait.', severity: 'block' }
const stopped = [{ ...frozen, blocks: true }] as unknown as NonNullable<Bench['stopped']>

test.each<[string, ReturnType<typeof asksNobody>, Bench]>([
  ['a freeze stops before all have approved', undefined, bench([vote('bo')], { stopped })],
  ['a freeze stops after all have approved', 'approved', bench(both, { stopped })],
  ['no rule covers', 'as-it-stands', bench([], { rules: [] })],
  [
    'no rule covers in one of its kinds',
    'as-it-stands',
    bench(both, { parts: [{ kinds: ['rollback', 'edit'], model: MEDIUM }] }),
  ],
  ['nobody stops', undefined, bench(both)],
  ['waits', undefined, bench()],
])('[E3] [E6] what %s asks for somebody’s approval or does not', (_, asks, it) => {
  expect(asksNobody(verdict(it))).toBe(asks)
})
