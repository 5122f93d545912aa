import { describe, expect, test } from 'vitest'
import {
  answersBreach,
  askedAmong,
  cameToNothing,
  hasLapsed,
  isAnswered,
  isUntouched,
} from '../../src/core/case-answer.ts'
import { CHANGE_KINDS, type ChangeKind } from '../../src/core/change.ts'
import type { Change } from '../../src/core/change-state.ts'
import { APPROVED, asked, foldOf, mergedBy } from '../fixtures/change.ts'
import { happened } from '../fixtures/happened.ts'
import { flightDelay } from '../fixtures/world.ts'

const said = (is: string) => happened('change.verdict', 'kedge', { is, head: 'c1', by: [] })
const closed = happened('change.closed', 'github', { outcome: 'abandoned', says: 'closed without a merge' })

test('[D7] a breach is answered by what can end it', () => {
  expect(CHANGE_KINDS.filter(answersBreach)).toEqual(['promote', 'rollback', 'retrain', 'replace', 'hold', 'retire'])
})

test.each([
  ['asked for', [asked()], false],
  ['approved', APPROVED, false],
  ['merged', [...APPROVED, mergedBy], false],
  ['denied', [...APPROVED, said('denied')], true],
  ['not approved in time', [...APPROVED, said('expired')], true],
  ['merged, though its time was over', [...APPROVED, said('expired'), mergedBy], false],
  ['closed without a merge', [...APPROVED, closed], true],
] as const)('[D7] what is %s came to nothing, or stands', (_, events, nothing) => {
  const change = foldOf(events)
  expect(cameToNothing(change)).toBe(nothing)
  expect(isAnswered(change)).toBe(!nothing)
  expect(isUntouched({}, change)).toBe(nothing)
})

test('[E1] what was not approved in time lapses, and what was denied with it', () => {
  const verdict = { head: 'c1', by: [] }
  expect(hasLapsed({ ...verdict, is: 'expired' })).toBe(true)
  expect(hasLapsed({ ...verdict, is: 'denied' })).toBe(false)
  expect(hasLapsed({ ...verdict, is: 'denied', lapsed: true })).toBe(true)
})

test('[D7] what a playbook asks for answers nobody, and is something all the same', () => {
  const change = { ...foldOf([asked()]), asked: { by: 'kedge', at: '2001-04-16T09:00:00Z' } } as const
  expect(isAnswered(change)).toBe(false)
  expect(isUntouched({}, change)).toBe(false)
})

test('[D7] a case is untouched where nothing was asked for and nothing runs since', () => {
  expect(isUntouched({}, undefined)).toBe(true)
  expect(isAnswered(undefined)).toBe(false)
  expect(isUntouched({ acted: { at: '2001-04-16T09:00:00Z', version: '1.0.0' } }, undefined)).toBe(false)
})

describe('[D7] what was asked for in a case', () => {
  const CASE_ID = 'case/flight-delay-2001-04-09'
  const merged = (kind: ChangeKind) => [asked({ kind, case: CASE_ID }), ...APPROVED.slice(1), mergedBy]
  const of = (
    id: string,
    events: Parameters<typeof foldOf>[0],
    more: Partial<Change> = {},
  ): { readonly it: Change } => ({
    it: { ...foldOf(events), id, ...more },
  })
  const training = of('change/1', merged('retrain'))
  const hold = of('change/2', merged('hold'), { done: { at: '2001-04-16T12:00:00Z' } })
  const gone = of('change/2', [asked({ kind: 'hold', case: CASE_ID }), closed])
  const now = new Date('2001-04-16T13:00:00Z')
  const held = { ...flightDelay, serving: { ...flightDelay.serving, hold: { since: '2001-04-16', because: 'doubt' } } }
  const it = { id: CASE_ID, change: 'change/2' }

  test.each([
    ['is the hold while that is in force', held, [hold, training], hold],
    ['is the training that goes on when the hold is over', flightDelay, [hold, training], training],
    ['is nothing where the hold is over and nothing else stands', flightDelay, [hold], undefined],
    ['is what stands before what was closed', flightDelay, [gone, training], training],
    ['is what was closed, where nothing stands', flightDelay, [gone], gone],
  ])('%s', (_, model, changes, expected) => {
    expect(askedAmong(it, model, changes, now)).toEqual(expected)
  })
})
