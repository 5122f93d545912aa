import { expect, test } from 'vitest'
import { caseFrom } from '../../src/core/case.ts'
import type { Event, EventType, NewEvent } from '../../src/core/event.ts'
import { waitsOf } from '../../src/core/waits.ts'
import { happened } from '../fixtures/happened.ts'

const hour = (n: number) => new Date(Date.UTC(2001, 0, 1, n)).toISOString()
const events = (subject: string, all: readonly (readonly [number, NewEvent])[]): readonly Event[] =>
  all.map(([at, event], seq) => ({ ...event, v: 1, subject, seq, at: hour(at) }) as Event)
type Written = readonly [number, EventType, object]
const change = (...at: readonly Written[]) =>
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

test('[E6] a hold counts from the moment it came into force, and only from its day where no change of ours began it', () => {
  const file = { since: '2001-01-01', reason: 'expected', because: 'It was.' }
  const [at, path] = [['serving', 'hold'], 'm']
  const asks = (kind: 'hold' | 'resume', edit: object, model = 'm') => ({ kind, model, edits: [{ path, at, ...edit }] })
  const held = (asked: number, merged: number, model = 'm', put: object = file) =>
    change([asked, 'change.asked', asks('hold', { put }, model)], [merged, 'change.merged', {}])
  const resumed = change([21, 'change.asked', asks('resume', { from: file, remove: true })], [22, 'change.merged', {}])
  const hours = (...changes: readonly (readonly Event[])[]) =>
    waitsOf({ changes: [...changes, resumed], cases: [], votes: [] }, hour(0)).reasons.map(
      it => it.longestMs / 3_600_000,
    )
  expect(hours(held(19, 20))).toEqual([2])
  expect(hours()).toEqual([22])
  // Of another model, with other words, never merged, or merged after it was ended: it was not this one.
  expect(hours(held(19, 20, 'other'), held(19, 20, 'm', { ...file, because: 'It is.' }), held(19, 23))).toEqual([22])
  expect(hours(change([19, 'change.asked', asks('hold', { put: file })]))).toEqual([22])
  expect(hours(held(5, 6), held(19, 20))).toEqual([2])
})

test('[E6] holds of own pull requests count by what was sealed of them last, each of its model', () => {
  const hold = { since: '2001-01-01', reason: 'expected', because: 'It was.' }
  const own = (is: 'hold' | 'resume', [from, to]: readonly [number, number], ...models: readonly string[]) =>
    change(
      [from, 'change.asked', { kind: is, door: 'repository', edits: [] }],
      [from, 'change.sealed', { holds: [{ ...hold, model: 'pushed over', is }] }],
      [from, 'change.sealed', { holds: models.map(model => ({ ...hold, model, is })) }],
      [to, 'change.merged', {}],
    )
  const changes = [own('hold', [2, 3], 'm'), own('hold', [5, 6], 'n'), own('resume', [9, 10], 'm', 'n')]
  expect(waitsOf({ changes, cases: [], votes: [] }, hour(0)).reasons).toEqual([
    { reason: 'expected', count: 2, medianMs: 5.5 * 3_600_000, longestMs: 7 * 3_600_000 },
  ])
})

test('[E6] a late approval is late until it is approved, and not until somebody merges it', () => {
  const told = { sla: 'it', due: hour(12), reason: 'expected', says: 'Fay is ill today' }
  const hours = (what: object, ...more: readonly Written[]) =>
    waitsOf(
      {
        changes: [change([0, 'change.asked', {}], [13, 'promise.explained', { ...told, ...what }], ...more)],
        cases: [],
        votes: [],
      },
      hour(0),
    ).reasons.map(({ longestMs }) => longestMs / 3_600_000)
  const [approve, merged] = [{ what: 'approve' }, [120, 'change.merged', {}] as const]
  const at = (hour: number, is = 'approved') => [hour, 'change.verdict', { ...approved, is }] as const
  expect(hours(approve, at(14), merged)).toEqual([2])
  expect(hours({}, at(14), merged)).toEqual([2])
  expect(hours(approve, at(14))).toEqual([2])
  expect(hours(approve, at(14), at(15, 'pending'))).toEqual([])
  expect(hours(approve, at(14), at(15, 'pending'), at(20), merged)).toEqual([8])
  // Merged past its check, or closed.
  expect(hours(approve, merged)).toEqual([108])
  expect(hours(approve, [20, 'change.closed', {}])).toEqual([8])
})

test('[E6] a hold that was ended counts by its reason; one that goes on or says none does not', () => {
  const hold = (from: object) => ({
    kind: 'resume',
    model: 'm',
    edits: [{ path: 'm', at: ['serving', 'hold'], from, remove: true }],
  })
  const expected = { since: '2001-01-01', reason: 'expected', because: 'It was.' }
  const changes = [
    change([1, 'change.asked', hold(expected)], [48, 'change.merged', {}]),
    change([1, 'change.asked', hold({ ...expected, since: '2000-12-31' })], [48, 'change.merged', {}]),
    change([1, 'change.asked', hold({ since: '2001-01-01', because: 'A playbook.' })], [48, 'change.merged', {}]),
    change([1, 'change.asked', hold(expected)]),
    change([1, 'change.asked', hold(expected)], [4, 'change.merged', {}]),
  ]
  expect(waitsOf({ changes, cases: [], votes: [] }, hour(5)).reasons).toEqual([
    { reason: 'expected', count: 2, medianMs: 60 * 3_600_000, longestMs: 72 * 3_600_000 },
  ])
})

test('[E6] by role from what somebody was shown to their word, by reason what was put off', () => {
  const votes = [
    { role: 'operations', from: hour(6), to: hour(7) },
    { role: 'operations', from: hour(6), to: hour(16) },
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
    reasons: [{ reason: 'expected', count: 1, medianMs: 10_800_000, longestMs: 10_800_000 }],
  })
})

test('[E6] a snooze counts for as long as it kept the case asleep, once that is over', () => {
  const snoozed = happened('case.snoozed', 'bo', { until: hour(168), reason: 'expected', says: 'it was' })
  const reasons = (...after: readonly (readonly [number, NewEvent])[]) => {
    const opened = happened('case.opened', 'kedge', { model: 'm', monitors: [], owner: 'a', onset: '', available: '' })
    const told = events('case/m', [[0, opened], [1, snoozed], ...after])
    const it = caseFrom(told)
    const waits = waitsOf({ changes: [], cases: it ? [{ it, events: told }] : [], votes: [] }, hour(0))
    return waits.reasons.map(({ count, longestMs }) => [count, longestMs / 3_600_000])
  }
  const closed = happened('case.closed', 'kedge', { onset: '', available: '', detected: '' })
  expect(reasons()).toEqual([])
  expect(reasons([2, happened('case.taken', 'bo', {})])).toEqual([])
  expect(reasons([2, closed])).toEqual([[1, 1]])
  expect(reasons([31, happened('case.woke', 'kedge', { because: 'worse' })], [40, closed])).toEqual([[1, 30]])
  expect(reasons([5, snoozed], [25, closed])).toEqual([[2, 20]])
})

test('[E6] an approval that a push took back ended no wait: the last one before the merge does', () => {
  const lengths = (...at: readonly Written[]) =>
    waitsOf({ changes: [change([0, 'change.asked', {}], ...at)], cases: [], votes: [] }, hour(0)).stages.map(
      ({ stage, longestMs }) => [stage, longestMs / 3_600_000],
    )
  const pending = { ...approved, is: 'pending' }
  const again = [
    [1, 'change.verdict', approved],
    [2, 'change.verdict', pending],
  ] as const
  expect(lengths(...again)).toEqual([])
  expect(lengths(...again, [49, 'change.verdict', approved], [50, 'change.merged', {}])).toEqual([
    ['approval', 49],
    ['merge', 1],
  ])
  // One more who says yes changes nothing: it was approved before.
  expect(
    lengths(
      [1, 'change.verdict', approved],
      [2, 'change.verdict', { ...approved, by: ['bo'] }],
      [3, 'change.merged', {}],
    ),
  ).toEqual([
    ['approval', 1],
    ['merge', 2],
  ])
})

test('[E6] a delay ends with what was promised: an answer, what was acted on, the recovery', () => {
  const why = (what: string, sla: string) =>
    happened('promise.explained', 'bo', { sla, what, due: hour(2), reason: 'expected', says: 'it was' } as never)
  const delay = (what: string) => {
    const told = events('case/m', [
      [0, happened('case.opened', 'kedge', { model: 'm', monitors: [], owner: 'ana', onset: '', available: '' })],
      [3, why(what, 'it')],
      [4, happened('case.asked', 'kedge', { change: 'change/1' })],
      [5, happened('case.taken', 'bo', {})],
      [7, happened('case.acted', 'kedge', { version: '1' })],
      [11, happened('case.closed', 'kedge', { recovered: hour(10) } as never)],
    ])
    const it = caseFrom(told)
    return waitsOf({ changes: [], cases: it ? [{ it, events: told }] : [], votes: [] }, hour(1)).reasons[0]
  }
  const hours = (what: string) => (delay(what)?.longestMs ?? 0) / 3_600_000
  expect(['respond', 'act', 'recover'].map(hours)).toEqual([3, 5, 9])
})
