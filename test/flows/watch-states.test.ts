/** What a round decides where readings, the clock or the process itself are not as they should be. */
import { describe, expect, test } from 'vitest'
import { openStore } from '../../src/edges/sqlite-store.ts'
import { summarise } from '../../src/flows/summarise.ts'
import { watch } from '../../src/flows/watch.ts'
import type { World } from '../../src/flows/world.ts'
import { flightReadings } from '../fixtures/flights.ts'
import { databasePath } from '../fixtures/store.ts'
import { worldAround, worldOf, write } from '../fixtures/world.ts'
import { CASE, NOW, observed } from '../fixtures/written.ts'

const DAY = 86_400_000
const later = (days: number) => new Date(Date.parse(NOW) + days * DAY).toISOString()
const runs = (version: string) => async (connection: string) => (connection === 'serving' ? [{ version }] : [])
const told = async ({ store }: Pick<World, 'store'>) =>
  (await store.eventsAfter(0, 999)).map(({ event }) => event).filter(({ type }) => !type.startsWith('promise.'))
const types = async (world: World) => (await told(world)).map(({ type }) => type)

/** A breach on which the way back runs after a week, looked at daily for five weeks; restarted after each of these days. */
async function weeks(restarts: readonly number[]) {
  const path = databasePath()
  const open = () => openStore({ path, readingsPath: `${path}.readings`, summarise })
  let store = await open()
  for (let day = -21; day <= 35; day++) {
    const { world } = worldAround(store, { at: later(day), see: { query: runs(day < 7 ? '1.1.0' : '1.0.0') } })
    await store.addReadings(flightReadings(world.now()))
    await watch(world)
    if (!restarts.includes(day)) continue
    await store.close()
    store = await open()
  }
  const events = await told({ store })
  await store.close()
  return events
}

test('[D6] a process that is started anew between any two rounds writes the same events', async () => {
  const never = await weeks([])
  expect(never.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['model.warned', 'case.opened', 'case.continued', 'case.closed']),
  )
  expect(await weeks(Array.from({ length: 57 }, (_, i) => i - 21))).toEqual(never)
  expect(await weeks([-1, 0, 1, 7, 21])).toEqual(never)
}, 60_000)

async function breached() {
  const it = await worldOf({ see: { query: runs('1.1.0') } })
  await write(it.world, 'model/flight-delay', [observed('1.1.0')])
  await it.store.addReadings(flightReadings(it.world.now()))
  await watch(it.world)
  expect(await types(it.world)).toEqual(['model.observed', 'model.warned', 'case.opened'])
  return it
}

describe('[D6] a clock that jumps', () => {
  test.each([
    ['back by a week', -7],
    ['back by two months', -60],
    ['back before there was anything', -400],
    ['forward by a year', 365],
  ])('%s ends no case and no warning, and nothing is told twice when it is right again', async (_, days) => {
    const { world, at } = await breached()
    const before = await types(world)
    // That nothing new comes stands on the card alone.
    const told = async () => (await types(world)).filter(type => type !== 'case.continued')
    at(later(days))
    await watch(world)
    expect(await told()).toEqual(before)
    at(NOW)
    await watch(world)
    expect(await told()).toEqual(before)
  })
})

describe('[D6] readings that come late', () => {
  const week = (value: number) => (world: World) => {
    const all = flightReadings(world.now()).filter(r => r.kpi !== 'unseen' && r.start.startsWith('2001-04-09'))
    return all.map(r => ({ ...r, value, available: world.now().toISOString() }))
  }

  test('and say that it never was a breach end its case; nothing else does', async () => {
    const { world, store, at } = await breached()
    at(later(1))
    await store.addReadings(week(1)(world).filter(r => r.kpi === 'mae'))
    await watch(world)
    expect((await types(world)).at(-1)).toBe('case.continued')
    await store.addReadings(week(1)(world).filter(r => r.kpi === 'false_notices'))
    await watch(world)
    expect((await types(world)).slice(-2)).toEqual(['case.continued', 'case.closed'])
    expect((await store.events(CASE)).at(-1)?.body).toMatchObject({ recovered: '2001-04-17T09:00:00.000Z' })
  })

  test('no data never resolves: months without a reading leave the case open as it was', async () => {
    const { world, at } = await breached()
    const before = await types(world)
    for (const days of [7, 30, 90]) {
      at(later(days))
      await watch(world)
    }
    expect(await types(world)).toEqual([...before, 'case.continued'])
  })
})
