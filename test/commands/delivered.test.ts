import { expect, test } from 'vitest'
import type { Repository } from '../../src/core/repository.ts'
import { follow } from '../../src/flows/follow-change.ts'
import { APPROVED, change, mergedBy } from '../fixtures/change.ts'
import { typed } from '../fixtures/command.ts'
import { happened } from '../fixtures/happened.ts'
import { flightDelay, repository, worldOf, write } from '../fixtures/world.ts'
import { CHANGE } from '../fixtures/written.ts'

// As the file says once it is merged.
const serving = { ...flightDelay.serving, version: '1.0.0' }
const { observe: _, ...unseen } = serving
const byHand = { ...flightDelay, serving, delivery: { manual: { by: 'dana', remindHours: 8 } } }
const of = (model: Repository['models'][string]): Repository => ({
  ...repository,
  models: { ...repository.models, 'flight-delay': model },
})
const told = happened('change.dispatched', 'kedge', { model: 'flight-delay', manual: 'dana' })

async function waiting(model: Repository['models'][string] = { ...byHand, serving: unseen }) {
  const it = await worldOf({ repository: of(model) })
  await change(it.world, [...APPROVED, mergedBy, told])
  return it
}

test.each([
  ['who was told', 'dana'],
  ['the technical owner', 'ana'],
  ['their deputy', 'bo'],
])('[C8] %s says that it is delivered, and where nobody observes it that ends the change', async (_, who) => {
  const { world } = await waiting()
  const { words, outcome } = await typed(world, 'delivered flight-delay', { who })
  expect(words).toContain('flight-delay 1.0.0 counts as delivered.')
  const events = outcome.parts?.flatMap(part => part.events) ?? []
  expect(events).toEqual([happened('change.delivered', who, { model: 'flight-delay', conclusion: 'success' })])
  await write(world, CHANGE, events)
  expect((await follow(world, CHANGE)).parts?.[0]?.events).toEqual([happened('change.done', 'kedge', {})])
  expect((await typed(world, 'delivered flight-delay', { who })).words).toContain('No version of this model waits')
})

test('[C8] a model that is observed is done when it is seen to run, whatever is said', async () => {
  const { world } = await waiting(byHand)
  const { words, outcome } = await typed(world, 'delivered flight-delay', { who: 'dana' })
  expect(words).toContain('flight-delay 1.0.0 counts as delivered. It is done when it is seen to run.')
  await write(world, CHANGE, outcome.parts?.[0]?.events ?? [])
  expect((await follow(world, CHANGE)).parts).toBe(undefined)
  await write(world, 'model/flight-delay', [
    happened('model.observed', 'kedge', { model: 'flight-delay', version: '1.0.0' }),
  ])
  expect((await follow(world, CHANGE)).parts?.[0]?.events).toEqual([
    happened('change.done', 'kedge', { version: '1.0.0' }),
  ])
})

test('[C8] said once more of a version that is not wanted any more, it is not believed', async () => {
  const { world } = await waiting({ ...byHand, serving: { ...unseen, version: '1.1.0' } })
  const { words, outcome } = await typed(world, 'delivered flight-delay', { who: 'dana' })
  expect([words.includes('No version of this model waits'), outcome]).toEqual([true, {}])
})

test('[C8] nobody else says so', async () => {
  const { world } = await waiting()
  const { words, outcome } = await typed(world, 'delivered flight-delay', { who: 'chen' })
  expect(outcome).toEqual({})
  expect(words).toContain('Somebody else was asked to deliver it.')
  expect(words).toContain('Ask dana, or the technical owner')
})

test('[C8] what a workflow delivers is not for anybody to say', async () => {
  const it = await worldOf()
  await change(it.world, [...APPROVED, mergedBy])
  const { words, outcome } = await typed(it.world, 'delivered flight-delay', { who: 'ana' })
  expect([words.includes('No version of this model waits to be delivered by hand.'), outcome]).toEqual([true, {}])
})
