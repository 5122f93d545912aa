import { expect, test } from 'vitest'
import type { Event } from '../../src/core/event.ts'
import type { PlannedFinding } from '../../src/core/planned.ts'
import { readRecord } from '../../src/core/record.ts'
import { historyMarkdown } from '../../src/reports/history.ts'
import { rollback } from '../fixtures/history.ts'
import { event, recordOf } from '../fixtures/record.ts'

const finding = (outcome: 'pass' | 'fail'): PlannedFinding => ({
  ...({ policy: 'low-error', outcome, severity: 'warn', because: 'Errors cost money.', fix: 'Retrain.' } as const),
  ...{ trace: [`kpis.mae.value is ${outcome}`], model: 'churn', kinds: ['rollback'], blocks: false },
})
const sealed = rollback().filter(({ subject, type }) => subject === 'change/churn-1' && type === 'change.sealed')[0]

/** A person's own pull request: nothing was found when it was asked, then the rules were asked, and asked again. */
function ownPull(): readonly Event[] {
  if (sealed?.type !== 'change.sealed') throw new Error('nothing was sealed')
  const at = (minute: number) => `2026-03-02T09:${minute}:00.000Z`
  const vote = (seq: number, person: string, more: object) =>
    event('change/own', seq, at(10 + seq), 'change.voted', {
      ...{ person, door: 'slack', is: 'approve', seal: sealed.body.seal },
      ...more,
    })
  return [
    event('change/own', 1, at(11), 'change.asked', {
      ...{ kind: 'rollback', model: 'churn', title: 'Go back', reason: 'It fell.', door: 'repository' },
      ...{ edits: [], commit: 'a'.repeat(40), findings: [] },
    }),
    event('change/own', 2, at(12), 'change.sealed', sealed.body),
    event('change/own', 3, at(13), 'change.judged', { findings: [finding('pass')] }),
    vote(4, 'bo', {}),
    event('change/own', 5, at(15), 'change.judged', { findings: [finding('fail')] }),
    vote(6, 'chen', {}),
    vote(7, 'eli', { door: 'github', review: 1, given: '2026-03-02T09:14:30Z' }),
    event('change/own', 8, at(18), 'change.verdict', { is: 'pending', head: '1'.repeat(40), by: ['chen'] }),
  ]
}
const text = historyMarkdown({ model: 'churn', record: readRecord(recordOf(ownPull())) })

test('[C9] the history says what the rules said when each vote was given, and whose did not know of it', () => {
  const rows = text.split('\n').filter(line => line.includes('| approve |'))
  expect(rows.map(row => row.split(' | ').map(cell => cell.replace(/^\| | \|$/g, '')))).toMatchObject([
    { 2: 'bo', 6: '2026-03-02 09:13:00 UTC', 7: 'no: the rules held more against it later' },
    { 2: 'chen', 6: '2026-03-02 09:15:00 UTC', 7: 'yes' },
    { 2: 'eli', 6: '2026-03-02 09:13:00 UTC', 7: 'no: the rules held more against it later' },
  ])
})

test('[C9] what approvers were shown holds each answer of the rules, in its time, also of a pull request of a person', () => {
  const shown = text.slice(text.indexOf('What approvers were shown'), text.indexOf('**Votes.**'))
  expect(shown).toMatch(
    /seal-one[\s\S]*rules from 2026-03-02 09:13[\s\S]*pass[\s\S]*rules from 2026-03-02 09:15[\s\S]*fail/,
  )
  expect(text).not.toContain('Findings of the rules when it was asked')
  expect(text).not.toContain('No rule applied')
})

test('[C9] the history says when a denial ended with its time to approve', () => {
  const denied = { is: 'denied', head: '1'.repeat(40), by: [] }
  const events = [
    ...ownPull(),
    event('change/own', 9, '2026-03-02T09:19:00.000Z', 'change.verdict', denied),
    event('change/own', 10, '2026-03-02T09:20:00.000Z', 'change.verdict', { ...denied, lapsed: true }),
  ]
  const told = historyMarkdown({ model: 'churn', record: readRecord(recordOf(events)) })
  expect(told).toMatch(/\| denied \|[\s\S]*\| denied, and its time is over \|/)
})

test('[C9] [C1] the history says what was asked for as an emergency, and what was one no more', () => {
  const [first, sealing, ...rest] = ownPull()
  if (first?.type !== 'change.asked' || sealing?.type !== 'change.sealed') throw new Error('nothing was asked')
  const asked = { ...first, body: { ...first.body, emergency: true as const } }
  const pushed = event('change/own', 9, '2026-03-02T09:40:00.000Z', 'change.sealed', {
    ...sealing.body,
    seal: 'pushed',
    moves: [{ model: 'churn', kind: 'rollback', from: '2', to: '0' }],
  })
  const row = (events: readonly Event[]) =>
    historyMarkdown({ model: 'churn', record: readRecord(recordOf(events)) })
      .split('\n')
      .find(line => line.includes('Emergency'))
  expect(row(ownPull())).toBeUndefined()
  expect(row([asked, sealing, ...rest])).toContain('a rule that knows one takes fewer approvals')
  expect(row([asked, sealing, ...rest, pushed])).toContain('none any more by what was pushed to it')
  const inVain = { ...first, body: { ...first.body, emergency: false } }
  expect(row([inVain, sealing, ...rest])).toContain('none: somebody had said no to it')
})
