import { expect, test } from 'vitest'
import { caseFrom } from '../../src/core/case.ts'
import type { Event, EventType, NewEvent } from '../../src/core/event.ts'
import { waitsOf } from '../../src/core/waits.ts'
import { happened } from '../fixtures/happened.ts'

const hour = (n: number) => new Date(Date.UTC(2001, 0, 1, n)).toISOString()
const events = (subject: string, all: readonly (readonly [number, NewEvent])[]): readonly Event[] =>
  all.map(([at, event], seq) => ({ ...event, v: 1, subject, seq, at: hour(at) }) as Event)
const change = (...at: readonly (readonly [number, EventType, object])[]) =>
  events(
    'change/1',
    at.map(([when, type, body]) => [when, happened(type, 'ana', body as never)]),
  )
const approved = { is: 'approved', head: 'a', by: [] }

test('[E6] [R17] medians by stage count what ended since then, and nothing that goes on', () => {
  const took = (asked: number, hours: readonly [number, number, number]) =>
    change(
      [asked, 'change.asked', {}],
      [asked + hours[0], 'change.verdict', approved],
      [asked + hours[0] + hours[1], 'change.merged', {}],
      [asked + hours[0] + hours[1] + hours[2], 'change.done', { version: '2' }],
    )
  const changes = [took(0, [1, 1, 1]), took(10, [2, 1, 5]), took(10, [4, 3, 9]), change([11, 'change.asked', {}])]
  const { stages } = waitsOf({ changes, cases: [], votes: [] }, hour(5))
  expect(stages.map(({ stage, count, medianMs }) => `${stage} ${count} ${medianMs / 3_600_000}`)).toEqual([
    'approval 2 3',
    'merge 2 2',
    'delivery 2 7',
  ])
})

test('[E6] by role from what somebody was shown to their word, by reason what was put off', () => {
  const votes = [
    { role: 'operations', from: hour(6), to: hour(7) },
    { role: 'operations', from: hour(6), to: hour(16) },
    { role: 'validation', from: hour(1), to: hour(2) },
  ]
  const opened = happened('case.opened', 'kedge', { model: 'm', monitors: [], owner: 'ana', onset: '', available: '' })
  const snoozed = happened('case.snoozed', 'bo', { until: hour(31), reason: 'expected', says: 'it was' })
  const told = events('case/m', [
    [6, opened],
    [7, snoozed],
    [8, happened('case.taken', 'bo', {})],
    [10, happened('case.acted', 'kedge', { version: '1' })],
  ])
  const it = caseFrom(told)
  const waits = waitsOf({ changes: [], cases: it ? [{ it, events: told }] : [], votes }, hour(5))
  expect(waits).toEqual({
    stages: [
      { stage: 'answer', count: 1, medianMs: 7_200_000, longestMs: 7_200_000 },
      { stage: 'act', count: 1, medianMs: 14_400_000, longestMs: 14_400_000 },
    ],
    roles: [{ role: 'operations', count: 2, medianMs: 19_800_000, longestMs: 36_000_000 }],
    reasons: [{ reason: 'expected', count: 1, medianMs: 86_400_000, longestMs: 86_400_000 }],
  })
})
