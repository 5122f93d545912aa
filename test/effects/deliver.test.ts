import { expect, test } from 'vitest'
import deliver from '../../src/effects/deliver.ts'
import { APPROVED, change, dispatched, mergedBy } from '../fixtures/change.ts'
import { repository, worldOf } from '../fixtures/world.ts'
import { CHANGE } from '../fixtures/written.ts'

const job = { subject: CHANGE, key: `deliver:${CHANGE}`, body: '' }
const run = { id: 5, url: 'https://github.test/runs/5', status: 'running', conclusion: null } as const

test('the workflow is started with the model, the version and the change', async () => {
  const { world, did } = await worldOf()
  await change(world, [...APPROVED, mergedBy])
  const { facts } = await deliver.run(world, job)
  const inputs = { model: 'flight-delay', version: '1.0.0', change: CHANGE }
  expect(did).toEqual([['dispatch', { workflow: 'deliver-model.yml', ref: 'main', inputs }]])
  expect(facts).toMatchObject([{ events: [{ type: 'change.dispatched' }] }])
})

test('a run that was started before the crash is found by its title', async () => {
  const { world, did } = await worldOf({ see: { run: async () => run } })
  await change(world, [...APPROVED, mergedBy])
  expect((await deliver.run(world, job)).facts).toMatchObject([{ events: [{ type: 'change.dispatched' }] }])
  expect(did).toEqual([])
})

test.each([
  ['not merged', APPROVED],
  ['delivered before', [...APPROVED, mergedBy, dispatched]],
])('nothing is started for a change that is %s', async (_, events) => {
  const { world, did } = await worldOf()
  await change(world, events)
  expect(await deliver.run(world, job)).toEqual({})
  expect(did).toEqual([])
})

test('a model without a delivery workflow starts nothing', async () => {
  const { delivery: _, ...model } = repository.models['flight-delay'] as NonNullable<(typeof repository.models)[string]>
  const { world, did } = await worldOf({ repository: { ...repository, models: { 'flight-delay': model } } })
  await change(world, [...APPROVED, mergedBy])
  expect(await deliver.run(world, job)).toEqual({})
  expect(did).toEqual([])
})
