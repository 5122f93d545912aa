import { expect, test } from 'vitest'
import { hasArrived } from '../../src/core/arrival.ts'
import type { Move } from '../../src/core/change.ts'
import type { NewEvent } from '../../src/core/event.ts'
import type { Model } from '../../src/core/model.ts'
import { APPROVED, asked, foldOf, mergedBy, openedPull, sealed } from '../fixtures/change.ts'
import { happened } from '../fixtures/happened.ts'
import { flightDelay } from '../fixtures/world.ts'

const { observe: _, ...unseen } = flightDelay.serving
const { delivery: __, ...undelivered } = flightDelay
const OBSERVED: Model = flightDelay
const NOT_OBSERVED: Model = { ...flightDelay, serving: unseen }
const NEITHER: Model = { ...undelivered, serving: unseen }
const BY_HAND: Model = { ...NOT_OBSERVED, delivery: { manual: { by: 'bo', remindHours: 8 } } }
const delivered = (conclusion: string, model = 'flight-delay') =>
  happened('change.delivered', 'github', { model, conclusion })

test.each<[string, boolean, Model, string | undefined, readonly NewEvent[]]>([
  ['is observed, and runs', true, OBSERVED, '1.0.0', []],
  ['is observed, and runs, although its delivery failed', true, OBSERVED, '1.0.0', [delivered('failure')]],
  ['is observed, and something else runs', false, OBSERVED, '1.1.0', [delivered('success')]],
  ['is observed, and nobody knows yet what runs', false, OBSERVED, undefined, [delivered('success')]],
  ['nobody observes, and was not heard of', false, NOT_OBSERVED, undefined, []],
  ['nobody observes, and was delivered', true, NOT_OBSERVED, undefined, [delivered('success')]],
  ['nobody observes, and failed', false, NOT_OBSERVED, undefined, [delivered('failure')]],
  [
    'nobody observes, failed, and went well later',
    true,
    NOT_OBSERVED,
    undefined,
    [delivered('failure'), delivered('success')],
  ],
  [
    'nobody observes, and a delivery of another model went well',
    false,
    NOT_OBSERVED,
    undefined,
    [delivered('success', 'churn')],
  ],
  ['is brought there by hand, and nobody said so', false, BY_HAND, undefined, []],
  ['nobody observes and nothing delivers', true, NEITHER, undefined, []],
])('[C8] a version of a model that %s: arrived is %s', (_, is, model, runs, events) => {
  const change = foldOf([...APPROVED, mergedBy, ...events])
  expect(hasArrived(change, { models: { 'flight-delay': model }, runs: () => runs })).toBe(is)
})

test('[C8] a model that is gone waits for nothing', () => {
  expect(hasArrived(foldOf([...APPROVED, mergedBy]), { models: {}, runs: () => undefined })).toBe(true)
})

test('[C8] a change that moves two models has arrived when both have', () => {
  const moves: Move[] = ['flight-delay', 'churn'].map(model => ({ model, kind: 'promote', from: '1.1.0', to: '2.0.0' }))
  const change = foldOf([asked(), openedPull, { ...sealed, body: { ...sealed.body, moves } } as NewEvent, mergedBy])
  const models = { 'flight-delay': OBSERVED, churn: { ...OBSERVED, id: 'churn' } }
  const where = (runs: Readonly<Record<string, string>>) => hasArrived(change, { models, runs: id => runs[id] })
  expect([where({}), where({ churn: '2.0.0' }), where({ 'flight-delay': '2.0.0', churn: '1.1.0' })]).toEqual([
    false,
    false,
    false,
  ])
  expect(where({ 'flight-delay': '2.0.0', churn: '2.0.0' })).toBe(true)
})

test('[C8] a training has arrived when its version is registered; one that nothing starts asks for no more', () => {
  const retrains = [{ model: 'flight-delay' }]
  const asked2 = { ...sealed, body: { ...sealed.body, moves: [], retrains } } as NewEvent
  const trained = { ...flightDelay, retraining: { delivery: { workflow: 'train.yml' } } }
  const registered = happened('change.registered', 'kedge', { model: 'flight-delay', version: '1.2.0' })
  const of = (model: Model, ...events: NewEvent[]) =>
    hasArrived(foldOf([asked(), openedPull, asked2, mergedBy, ...events]), {
      models: { 'flight-delay': model },
      runs: () => undefined,
    })
  expect([of(trained), of(trained, delivered('success')), of(trained, registered)]).toEqual([false, false, true])
  expect(of(undelivered)).toBe(true)
})
