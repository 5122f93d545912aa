import { expect, test } from 'vitest'
import { changeFrom, isOpen, sealOf, stageOf } from '../../src/core/change-state.ts'
import type { NewEvent } from '../../src/core/event.ts'
import {
  APPROVED,
  asked,
  checkedGreen,
  dispatched,
  foldOf,
  mergedBy,
  openedPull,
  SEAL,
  WAITING,
} from '../fixtures/change.ts'
import { happened } from '../fixtures/happened.ts'
import { written } from '../fixtures/written.ts'

const delivered = happened('change.delivered', 'github', { model: 'flight-delay', run: 5, conclusion: 'success' })
const done = happened('change.done', 'kedge', { version: '1.0.0' })
const closed = happened('change.closed', 'github', { outcome: 'abandoned', says: 'closed' })

test.each<[string, boolean, readonly NewEvent[]]>([
  ['asked', true, [asked()]],
  ['open', true, [asked(), openedPull]],
  ['open', true, APPROVED],
  ['merged', true, [...APPROVED, mergedBy]],
  ['dispatched', true, [...APPROVED, mergedBy, dispatched]],
  ['delivered', true, [...APPROVED, mergedBy, dispatched, delivered]],
  ['done', false, [...APPROVED, mergedBy, dispatched, delivered, done]],
  ['closed', false, [...WAITING, closed]],
])('%s, open: %s', (stage, open, events) => {
  const it = foldOf(events)
  expect([stageOf(it), isOpen(it)]).toEqual([stage, open])
})

test('a change is nothing before it is asked for', () => {
  expect(changeFrom(written('change/1', [openedPull, mergedBy]))).toBeUndefined()
})

test('every seal is kept, and the last one is what is voted on', () => {
  const again = happened('change.sealed', 'kedge', { ...foldOf(WAITING).seals[0]?.body, seal: 's2' } as never)
  const it = foldOf([...WAITING, again])
  expect(it.seals.map(s => s.body.seal)).toEqual([SEAL, 's2'])
  expect(sealOf(it)?.body.seal).toBe('s2')
})

test('refusals leave a change as it was', () => {
  const refused = happened('change.refused', 'ana', { code: 'asked-it-yourself', door: 'slack', says: '' })
  expect(foldOf([...WAITING, refused])).toEqual(foldOf(WAITING))
  expect(foldOf([...WAITING, checkedGreen]).checked).toMatchObject({ conclusion: 'success' })
})
