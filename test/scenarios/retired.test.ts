/** A model is retired: nobody misses what nobody measures any more, and nothing of it waits for ever. */
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { DESK, pushedModel } from '../fixtures/desk.ts'
import { flightReadings } from '../fixtures/flights.ts'
import { MODEL, type Scenario, scenario } from './world.ts'

const CLOSE = '/kedge close flight-delay because nobody uses it any more'
const LIFECYCLE = 'policies/model-lifecycle.yaml'

async function ofTheDesk(at?: string, files: Record<string, string> = {}) {
  const parts = { pushes: DESK }
  const it = await scenario({
    ...(at && { at }),
    seeded: false,
    files: { [MODEL]: await pushedModel(), ...files },
    parts,
  })
  await it.store.addReadings(flightReadings(it.clock.now()))
  await it.watch()
  return it
}

async function retires({ pushesToMain, reconciles }: Scenario, stage = 'retired') {
  await pushesToMain('root', MODEL, text => text.replace('stage: production', `stage: ${stage}`))
  await reconciles()
}

test.each(['retired', 'archived'])('[D12] of a model that is %s nobody misses readings', async stage => {
  const lifecycle = (await readFile(LIFECYCLE, 'utf8')).replaceAll('retired', stage)
  const it = await ofTheDesk('2001-03-19T06:00:00Z', { [LIFECYCLE]: lifecycle })
  await it.passes({ days: 3 })
  await it.reconciles()
  expect(it.chat('flight-ops')).toContain('GETS NO DATA')
  await retires(it, stage)
  await it.passes({ days: 21 })
  await it.reconciles()
  expect(it.chat('flight-ops')).not.toContain('GETS NO DATA')
  const digest = await it.says('ana', 'flight-ops', '/kedge digest')
  expect(digest).not.toContain('without data')
  expect(digest).not.toContain('nothing newer')
  expect(await it.says('ana', 'flight-ops', '/kedge status flight-delay')).toContain('no case is open')
})

test('[D12] what is asked for a model is asked no more once that is retired, and its tables may go', async () => {
  const it = await scenario({ at: '2001-03-19T06:00:00Z', seeded: false })
  await it.watch()
  await retires(it)
  await it.pushesToMain('root', MODEL, text => text.replaceAll('flights-3m.parquet', 'gone.parquet'))
  await it.reconciles()
  await it.passes({ days: 8 })
  await it.passes({ minutes: 20 })
  await it.reconciles()
  expect(it.chat('flight-ops')).not.toContain('IS STUCK')
})

test('[D7] a warning of a model that is retired is over, and nobody is told', async () => {
  const it = await scenario()
  await it.watch()
  const before = it.chat('flight-ops')
  expect(before).toContain('the model never saw')
  await retires(it)
  await it.passes({ days: 1 })
  const over = (await it.events('model/flight-delay')).filter(({ type }) => type === 'model.warning-over')
  expect(over.map(({ body }) => body)).toEqual([
    expect.objectContaining({ monitor: 'unseen-flights', unwatched: true }),
  ])
  expect(it.chat('flight-ops')).not.toContain('is back within its limit')
})

test('[D7] its owner closes the case of a model that is retired: that it recovered, nobody says', async () => {
  const it = await ofTheDesk()
  await it.presses('ana', 'It’s mine', 'flight-ops')
  expect(await it.says('ana', 'flight-ops', CLOSE)).toContain('only good ones close it')
  await retires(it)
  await it.passes({ days: 9 })
  expect(it.card('flight-ops')).toContain('no rule that opens cases has watched it since 25 April 2001')
  expect(await it.says('ana', 'flight-ops', CLOSE)).toContain('is closed')
  expect((await it.events('case')).findLast(({ type }) => type === 'case.closed')?.body).not.toHaveProperty('recovered')
})
