import { expect, test } from 'vitest'
import type { NewEvent } from '../../src/core/event.ts'
import type { Model } from '../../src/core/model.ts'
import runSuite from '../../src/effects/run-suite.ts'
import { happened } from '../fixtures/happened.ts'
import { flightDelay, repository, worldOf, write } from '../fixtures/world.ts'

const SUBJECT = 'model/flight-delay'
const RUN = 'suite/1a2b3c4d'
const job = { subject: SUBJECT, key: `run-suite:${RUN}`, body: RUN }
const told = { model: 'flight-delay', run: RUN }
const due = happened('suite.due', 'kedge', { ...told, suite: 'bias', version: '1.1.0', why: 'schedule' })
const started = happened('suite.started', 'kedge', { ...told, workflow: 'test-model.yml' })
const result = happened('suite.result', 'dana', {
  ...{ ...told, suite: 'bias', version: '1.1.0', passed: true, on: '2001-04-16', data: 'hold-out' },
})
type Delivery = NonNullable<Model['suites']>[string]['delivery']

async function worldWith(events: readonly NewEvent[], delivery: Delivery | undefined, see = {}) {
  const suites = delivery && { bias: { at: 'tests/bias.py', data: 'hold-out', everyDays: 30, delivery } }
  const { suites: _, ...model } = flightDelay
  const models = { 'flight-delay': { ...model, ...(suites && { suites }) } }
  const it = await worldOf({ repository: { ...repository, models }, see })
  await write(it.world, SUBJECT, events)
  return it
}
const WORKFLOW = { workflow: 'test-model.yml' }

test('[R30] the workflow is started with the model, the suite, the version and the run', async () => {
  const { world, did } = await worldWith([due], WORKFLOW)
  const { facts } = await runSuite.run(world, job)
  const inputs = { model: 'flight-delay', suite: 'bias', version: '1.1.0', run: RUN }
  expect(did).toEqual([['dispatch', { workflow: 'test-model.yml', ref: 'main', inputs }]])
  expect(facts).toMatchObject([{ events: [{ type: 'suite.started', body: { run: RUN, workflow: 'test-model.yml' } }] }])
})

test('[R30] a run that was started before the crash is found by its title', async () => {
  const run = { id: 5, url: 'https://github.test/runs/5', status: 'running', conclusion: null }
  const { world, did } = await worldWith([due], WORKFLOW, { run: async () => run })
  expect((await runSuite.run(world, job)).facts).toMatchObject([{ events: [{ type: 'suite.started' }] }])
  expect(did).toEqual([])
})

test('[R30] a webhook is told under the same id on every try', async () => {
  const { world, did } = await worldWith([due], { webhook: 'tester' })
  await runSuite.run(world, job)
  await runSuite.run(world, job)
  expect(did[1]).toEqual(did[0])
  expect(did[0]).toMatchObject(['dispatch', { webhook: 'tester', id: RUN }])
})

test('[R30] by hand nothing is started, and whoever does it is called', async () => {
  const { world, did } = await worldWith([due], { manual: { by: 'dana', remindHours: 8 } })
  const { facts, jobs } = await runSuite.run(world, job)
  expect([did, facts?.length, jobs?.map(({ effect }) => effect)]).toEqual([[], 1, ['say']])
})

test.each([
  ['that nobody asked for', [], WORKFLOW],
  ['that was started', [due, started], WORKFLOW],
  ['whose result is known', [due, result], WORKFLOW],
  ['that the file names no more', [due], undefined],
])('[R30] nothing is started for a run %s', async (_, events, delivery) => {
  const { world, did } = await worldWith(events, delivery)
  expect([await runSuite.run(world, job), did]).toEqual([{}, []])
})
