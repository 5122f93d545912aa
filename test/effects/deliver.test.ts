import { expect, test } from 'vitest'
import deliver from '../../src/effects/deliver.ts'
import { APPROVED, change, dispatched, mergedBy } from '../fixtures/change.ts'
import { happened } from '../fixtures/happened.ts'
import { flightDelay, repository, worldOf } from '../fixtures/world.ts'
import { CHANGE, NOW } from '../fixtures/written.ts'

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

test('[A7] what was seen to run before its start was on record is put on record, and nothing is started for it any more', async () => {
  const done = happened('change.done', 'kedge', { version: '1.0.0' })
  for (const [found, events] of [[run, ['change.dispatched']] as const, [undefined, []] as const]) {
    const { world, did } = await worldOf({ see: { run: async () => found } })
    await change(world, [...APPROVED, mergedBy, done])
    const { facts = [] } = await deliver.run(world, job)
    expect(facts.flatMap(fact => fact.events.map(({ type }) => type))).toEqual(events)
    expect(did).toEqual([])
  }
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

test.each([
  ['delivery', {}, 'promoter'],
  ['a delivery of its own', { rollback: { to: 'latest-passed', delivery: { webhook: 'returner' } } }, 'returner'],
] as const)(
  '[C8] the way back goes by the model’s %s, and a webhook is told once, with the time of the merge',
  async (_, more, webhook) => {
    const model = { ...flightDelay, delivery: { webhook: 'promoter' }, ...more }
    const { world, did } = await worldOf({ repository: { ...repository, models: { 'flight-delay': model } } })
    await change(world, [...APPROVED, mergedBy])
    const { facts } = await deliver.run(world, job)
    expect(facts?.[0]?.events).toMatchObject([{ body: { model: 'flight-delay', webhook } }])
    const [verb, call] = did[0] as [string, { id: string; body: string }]
    expect([verb, call]).toMatchObject(['dispatch', { webhook, id: CHANGE }])
    const asked = { change: CHANGE, model: 'flight-delay', version: '1.0.0', kind: 'rollback', requestedBy: 'ana' }
    expect(JSON.parse(call.body)).toEqual({ ...asked, at: NOW })
  },
)

test('[C8] by hand nothing is started, and the person is called in the thread', async () => {
  const model = { ...flightDelay, delivery: { manual: { by: 'bo', remindHours: 8 } } }
  const { world, did } = await worldOf({ repository: { ...repository, models: { 'flight-delay': model } } })
  await change(world, [...APPROVED, mergedBy])
  const { facts, jobs } = await deliver.run(world, job)
  expect(did).toEqual([])
  expect(facts?.[0]?.events).toMatchObject([{ body: { manual: 'bo' } }])
  expect(jobs?.map(({ key }) => key)).toContain(`say:by-hand-flight-delay-rollback-0:${CHANGE}`)
})
