import { expect, test } from 'vitest'
import type { Move } from '../../src/core/change.ts'
import { type Change, changeFrom } from '../../src/core/change-state.ts'
import { type FixForward, fixesFailed, isFixedBy } from '../../src/core/fix-forward.ts'
import type { Model } from '../../src/core/model.ts'

const model = { id: 'churn', versions: { '1.0.0': {}, '1.1.0': {}, '1.2.0': {} } } as unknown as Model
const move: Move = { model: 'churn', kind: 'promote', from: '1.0.0', to: '1.1.0' }

interface Given {
  readonly moves?: readonly Move[]
  readonly retrains?: readonly { model: string }[]
  readonly registered?: string
  readonly ended?: string
}

function changeWith({ moves = [move], retrains = [], registered, ended }: Given = {}): Change {
  const bodies = [
    ['change.asked', { kind: 'promote', model: 'churn', edits: [], findings: [], ...(registered && { registered }) }],
    ['change.sealed', { parts: [], problems: [], moves, retrains, kinds: [], authors: [] }],
    ...(ended === undefined ? [] : [['change.merged', {}]]),
    ...(ended === undefined ? [] : [['change.delivered', { model: 'churn', conclusion: ended }]]),
  ]
  const events = bodies.map(([type, body], seq) => ({
    ...{ v: 1, subject: 'change/1', seq, at: '2001-04-17T14:00:00.000Z', by: 'dana', type, body },
  }))
  return changeFrom(events as never) as Change
}

const later: FixForward = { model, to: '1.3.0', registered: '2001-04-17T15:00:00.000Z' }
const listed: FixForward = { model, to: '1.2.0' }
const roll: Move = { ...move, kind: 'rollback' }

test.each<[string, Given, FixForward, boolean]>([
  ['registered since', {}, later, true],
  ['registered before it was asked for', {}, { ...later, registered: '2001-04-17T13:00:00.000Z' }, false],
  [
    'registered before it was asked for, and after its version was',
    { registered: '2001-04-17T12:00:00.000Z' },
    { ...later, registered: '2001-04-17T13:00:00.000Z' },
    true,
  ],
  ['the same version, registered again', {}, { ...later, to: '1.1.0' }, false],
  ['listed after it', {}, listed, true],
  ['listed before it', {}, { model, to: '1.0.0' }, false],
  ['not listed at all', {}, { model, to: '9.9.9' }, false],
  ['it is a way back', { moves: [roll] }, later, false],
  ['it is of another model', { moves: [{ ...move, model: 'fraud' }] }, later, false],
  ['it moves another model as well', { moves: [move, { ...move, model: 'fraud' }] }, later, false],
  ['it asks for a training as well', { retrains: [{ model: 'churn' }] }, later, false],
  ['it moves nothing', { moves: [] }, later, false],
])('[C8] a promotion gives way to a newer version of its model alone: %s', (_, given, newer, is) => {
  expect(isFixedBy(changeWith(given), newer)).toBe(is)
})

test.each<[string, string | undefined, boolean]>([
  ['it failed', 'failure', true],
  ['it was cancelled', 'cancelled', true],
  ['it was delivered', 'success', false],
  ['nobody knows yet', undefined, false],
])('[C8] what a newer version mends was merged and could not be delivered: %s', (_, ended, is) => {
  expect(fixesFailed(changeWith(ended === undefined ? {} : { ended }), later)).toBe(is)
})
