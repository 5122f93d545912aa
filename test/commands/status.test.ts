import { expect, test } from 'vitest'
import type { Request } from '../../src/core/change.ts'
import { change, openCaseIn, sealedIn, WAITING } from '../fixtures/change.ts'
import { typed } from '../fixtures/command.ts'
import { flightReadings } from '../fixtures/flights.ts'
import { happened } from '../fixtures/happened.ts'
import { worldOf, write } from '../fixtures/world.ts'
import { CHANGE, observed } from '../fixtures/written.ts'

test('[A12] no reading is said, never shown as zero or as good', async () => {
  const { world } = await worldOf()
  expect((await typed(world, 'status flight-delay')).words).toMatchInlineSnapshot(`
    "┃ Flight delay forecast: no case is open. What runs was not observed yet; wanted 1.1.0.
    ┃
    ┃ Late flights announced    no reading yet
    ┃ Mean error of the forecast  no reading yet
    ┃ False notices             no reading yet
    ┃ Flights the model never saw  no reading yet"
  `)
})

test('[A12] a reading has its age and its state, and an old one is seen to be old', async () => {
  const { world, store, at } = await worldOf()
  await write(world, 'model/flight-delay', [observed('1.1.0')])
  await store.addReadings(flightReadings(world.now()))
  await openCaseIn(world)
  at('2001-05-01T09:00:00Z')
  expect((await typed(world, 'status')).words).toMatchInlineSnapshot(`
    "┃ Flight delay forecast: mean error of the forecast beyond the agreed limit since 2 April 2001. Runs 1.1.0.
    ┃
    ┃ Late flights announced    41 %, 15 days old
    ┃ Mean error of the forecast  19.8 min, 15 days old, firing, and no newer reading came
    ┃ False notices             83 per 1,000 flights, 15 days old, firing, and no newer reading came
    ┃ Flights the model never saw  5.3 %, 15 days old, firing, and no newer reading came"
  `)
})

test('[E1] what is on its way has its article', async () => {
  const { world } = await worldOf()
  await change(world, WAITING)
  const [asked] = await world.store.events(CHANGE)
  const other = { ...(asked?.body as Request), kind: 'edit' as const }
  await write(world, 'change/other', [happened('change.asked', 'ana', other)])
  const { words } = await typed(world, 'status flight-delay')
  expect(words).toContain('A rollback to 1.0.0 is on its way')
  expect(words).toContain('An edit to 1.0.0 is on its way')
})

test('[C4] a change that is about a model hidden from here as well is not told of (attack 73)', async () => {
  const { world } = await worldOf()
  await change(world, WAITING)
  expect((await typed(world, 'status flight-delay')).words).toContain('A rollback to 1.0.0 is on its way')
  await write(world, CHANGE, [sealedIn(['C0ELSEWHERE'])])
  expect((await typed(world, 'status flight-delay')).words).not.toContain('on its way')
})

test('[A12] readings of a version that does not run are said to be of that one', async () => {
  const { world, store } = await worldOf()
  const sent = flightReadings(world.now()).filter(it => it.kpi === 'mae' && it.version === '1.1.0')
  await store.addReadings(sent.map(it => ({ ...it, version: 'v1.1.0' })))
  const { words } = await typed(world, 'status flight-delay')
  expect(words).toContain('no reading yet of 1.1.0, which runs; the newest that came is of v1.1.0')
  expect(words).toMatch(/False notices +no reading yet\n/)
})
