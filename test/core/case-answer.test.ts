import { expect, test } from 'vitest'
import { answersBreach, cameToNothing, hasLapsed, isAnswered, isUntouched } from '../../src/core/case-answer.ts'
import { CHANGE_KINDS } from '../../src/core/change.ts'
import { APPROVED, asked, foldOf, mergedBy } from '../fixtures/change.ts'
import { happened } from '../fixtures/happened.ts'

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
