/** What a round does for all models once they are judged: one of them that fails is told, and stops no other. */
import { expect, test } from 'vitest'
import type { EventType } from '../../src/core/event.ts'
import type { Batch } from '../../src/flows/store.ts'
import { playbookFile } from '../fixtures/playbook.ts'
import { withSuite } from '../fixtures/suites.ts'
import { trainable } from '../fixtures/trainable.ts'
import { type Scenario, scenario } from '../scenarios/world.ts'

const SCHEDULE = 'triggers: [schedule]\n  schedule: { everyDays: 85 }'
const trained = () => trainable(`{ workflow: train-model.yml }\n  ${SCHEDULE}`)

/** No such event can be written, until it can. */
function refusing({ store }: Scenario, type: EventType): () => void {
  const { commit } = store
  const isIt = ({ parts }: Batch) => parts.some(({ events }) => events.some(it => it.type === type))
  store.commit = batch => (isIt(batch) ? Promise.reject(new RangeError('no room')) : commit(batch))
  return () => {
    store.commit = commit
  }
}

async function minutes(it: Scenario, of: number) {
  for (let minute = 0; minute < of; minute++) await it.passes({ minutes: 1 })
  await it.reconciles()
}

test.each([
  ['playbook', 'case.played', { files: playbookFile(['{ act: issue }']) }, 'acting by the playbooks of flight-delay'],
  [
    'training',
    'model.training',
    { at: '2001-04-20T06:00:00Z', files: trained() },
    'looking whether flight-delay is to be trained',
  ],
  [
    'suite',
    'suite.due',
    { at: '2001-03-05T16:00:00Z', files: withSuite('everyDays: 30') },
    'looking which suites of flight-delay are to be run',
  ],
  ['promise', 'promise.warned', { wait: { hours: 8 } }, 'looking at what was promised of flight-delay'],
] as const)(
  '[D12] a %s that fails for a quarter of an hour is told where its model is shown, until it works',
  {
    timeout: 60_000,
  },
  async (_, type, given, says) => {
    const { at, files, wait } = { at: undefined, files: undefined, wait: undefined, ...given }
    const it = await scenario({ ...(at && { at }), ...(files && { files: await files }) })
    const mended = refusing(it, type)
    await it.watch()
    if (wait) await it.passes(wait)
    await minutes(it, 2)
    expect(it.chat('flight-ops')).not.toContain('IS STUCK')
    await minutes(it, 16)
    expect(it.chat('flight-ops').split(`${says} fails by a bug of Kedge (RangeError).`)).toHaveLength(2)
    mended()
    await minutes(it, 1)
    expect(it.chat('flight-ops').split('FLIGHT-DELAY GOES ON')).toHaveLength(2)
    expect((await it.store.eventsAfter(0, 1000)).map(({ event }) => event.type)).toContain(type)
  },
)

test('[D12] what fails for no one model is told where troubles of Kedge are', { timeout: 60_000 }, async () => {
  const it = await scenario({ at: '2001-04-20T06:00:00Z', files: await trained() })
  const { subjects } = it.store
  const isOfTrainings = (asked: object) => JSON.stringify(asked) === '{"kind":"change"}'
  it.store.subjects = asked => (isOfTrainings(asked) ? Promise.reject(new RangeError('no room')) : subjects(asked))
  await minutes(it, 18)
  const wrong = 'looking which trainings are due fails by a bug of Kedge (RangeError).'
  expect(it.chat('approvals').split(wrong)).toHaveLength(2)
  expect(it.chat('flight-ops')).not.toContain(wrong)
  it.store.subjects = subjects
  await minutes(it, 1)
  expect(it.chat('approvals')).toContain('KEDGE GOES ON')
})
