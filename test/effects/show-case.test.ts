import { expect, test } from 'vitest'
import type { Document } from '../../src/core/document.ts'
import showCase from '../../src/effects/show-case.ts'
import { openCaseIn } from '../fixtures/change.ts'
import { flightReadings } from '../fixtures/flights.ts'
import { words, worldOf, write } from '../fixtures/world.ts'
import { CASE, caseEvents, observed } from '../fixtures/written.ts'

const job = { subject: CASE, key: `show-case:${CASE}`, body: '' }

async function breached(see = {}) {
  const it = await worldOf({ see })
  await write(it.world, 'model/flight-delay', [observed('1.1.0')])
  await it.store.addReadings(flightReadings(it.world.now()))
  return it
}

test('a card is posted once, and where it stands is kept', async () => {
  const { world, did } = await breached()
  await write(world, CASE, caseEvents.slice(0, 1))
  const { facts } = await showCase.run(world, job)
  expect(did).toMatchObject([['postMessage', { channel: 'C0FLIGHTOPS', key: `card:${CASE}` }, expect.anything()]])
  expect(facts).toMatchObject([
    { subject: CASE, events: [{ type: 'case.posted', body: { channel: 'C0FLIGHTOPS', ts: '1.1' } }] },
  ])
})

test('a card that was posted before the crash is found by its key and edited', async () => {
  const { world, did } = await breached({ message: async () => ({ ts: '9.9' }) })
  await write(world, CASE, caseEvents.slice(0, 1))
  const { facts } = await showCase.run(world, job)
  expect(did).toMatchObject([['updateMessage', { ts: '9.9' }, expect.anything()]])
  expect(facts).toMatchObject([{ events: [{ body: { ts: '9.9' } }] }])
})

test('a card that is known is edited, and nothing is kept anew', async () => {
  const { world, did } = await breached()
  await openCaseIn(world)
  expect(await showCase.run(world, job)).toEqual({})
  expect(did.map(([verb]) => verb)).toEqual(['updateMessage'])
  expect(words(did[0]?.[2] as Document)).toContain('[ Roll back to 1.0.0 ]')
})
