import { expect, test } from 'vitest'
import chartCase from '../../src/effects/chart-case.ts'
import { openCaseIn } from '../fixtures/change.ts'
import { flightReadings } from '../fixtures/flights.ts'
import { happened } from '../fixtures/happened.ts'
import { worldOf, write } from '../fixtures/world.ts'
import { CASE } from '../fixtures/written.ts'

const job = { subject: CASE, key: `chart-case:${CASE}`, body: '' }

test('a chart is drawn and uploaded with its words, and the card follows', async () => {
  const { world, did, store } = await worldOf()
  await openCaseIn(world)
  await store.addReadings(flightReadings(world.now()))
  const { facts, jobs } = await chartCase.run(world, job)
  expect(did).toMatchObject([
    ['uploadPicture', { name: 'flight-delay.png', alt: expect.stringMatching(/^Mean error/) }],
  ])
  expect(facts).toMatchObject([
    { events: [{ type: 'case.charted', body: { file: 'F1', through: '2001-04-16T00:00:00.000Z' } }] },
  ])
  expect(jobs).toMatchObject([{ effect: 'show-case' }])
})

test('a chart that shows everything already is not drawn again', async () => {
  const { world, did } = await worldOf()
  await openCaseIn(world)
  await write(world, CASE, [
    happened('case.charted', 'kedge', { file: 'F0', through: '2001-04-16T00:00:00.000Z', alt: '' }),
  ])
  expect((await chartCase.run(world, job)).jobs).toMatchObject([{ effect: 'show-case' }])
  expect(did).toEqual([])
})

test('nor is one that shows the same; one whose readings were corrected is', async () => {
  const { world, did, store } = await worldOf()
  await openCaseIn(world)
  await store.addReadings(flightReadings(world.now()))
  const draws = async () => {
    const { facts = [] } = await chartCase.run(world, job)
    for (const { events } of facts) await write(world, CASE, events)
    return did.length
  }
  expect(await draws()).toBe(1)
  expect(await draws()).toBe(1)
  const [first] = flightReadings(world.now()).filter(({ kpi }) => kpi === 'mae')
  await store.keepReadings(first ? [{ ...first, value: first.value + 1, available: world.now().toISOString() }] : [])
  expect(await draws()).toBe(2)
  expect(await draws()).toBe(2)
})

test('without readings there is no chart, and the card is shown all the same', async () => {
  const { world, did } = await worldOf()
  await openCaseIn(world)
  expect((await chartCase.run(world, job)).jobs).toMatchObject([{ effect: 'show-case' }])
  expect(did).toEqual([])
})
