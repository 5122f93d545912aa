import { expect, test } from 'vitest'
import { OutsideError } from '../../src/core/outside.ts'
import type { Store } from '../../src/flows/store.ts'
import { roundOf, unmeasured } from '../../src/flows/unmeasured.ts'
import { watch } from '../../src/flows/watch.ts'
import type { Eyes } from '../../src/flows/world.ts'
import type { Monitor } from '../../src/policies/monitor.ts'
import { flightReadings } from '../fixtures/flights.ts'
import { flightDelay, repository, worldAround, worldOf } from '../fixtures/world.ts'
import { NOW } from '../fixtures/written.ts'

const { visibility: _, ...open } = flightDelay
const hidden = { ...open, visibility: { roles: ['risk'] } }
const fails = (says: string) => new OutsideError('unavailable', `${says} fails.\n  fix: start flights`)

async function said(models: Record<string, typeof open>) {
  const { store } = await worldOf()
  const round = roundOf(store, new Date(NOW))
  for (const id of Object.keys(models)) round.failed(`query ${id}`, id, fails(id))
  round.end()
  const all = Object.fromEntries(Object.entries(models).map(([id, model]) => [id, { ...model, id }]))
  return unmeasured(store, { ...repository, models: all })?.map(({ says }) => says)
}

test('[D12] [C4] what one fix mends for several models is told in the words of one that everybody sees (attack 73)', async () => {
  expect(await said({ secret: hidden, seen: open })).toEqual(['seen fails.', 'seen fails.'])
  const nameless = 'What is asked of models that only some may see fails.'
  expect(await said({ secret: hidden, hushed: hidden })).toEqual([nameless, nameless])
  expect(await said({ secret: hidden })).toEqual(['secret fails.'])
})

test('[D12] before the first round has ended nobody knows', async () => {
  const { store } = await worldOf()
  expect(unmeasured(store, repository)).toBeUndefined()
})

const HOUR_MS = 3_600_000
const runs: Eyes['query'] = async connection => (connection === 'serving' ? [{ version: '1.1.0' }] : [])
const told = (store: Store) => unmeasured(store, repository)?.map(({ says }) => says)

test('[D12] a KPI that has to be fresh is missed where no monitor watches it, also while the model rests', async () => {
  const monitor = (repository.policies.monitor as readonly Monitor[]).filter(it => it.watches.kpi !== 'announced')
  const rules = { ...repository, policies: { ...repository.policies, monitor } }
  const { world, store, at } = await worldOf({ see: { query: runs }, repository: rules })
  const now = '2001-06-18T06:00:00Z'
  at(now)
  const all = flightReadings(new Date(now))
  const last = '2001-05-28T00:00:00.000Z'
  await store.addReadings(all.filter(it => it.kpi !== 'announced' || it.end <= last))
  for (let round = 0; round < 3; round++) {
    await watch(world)
    expect(told(store)).toEqual([
      'flight-delay gets nothing new of announced from flights: the newest reading ended on 28 May 2001.',
    ])
  }
})

test('[D12] a process that starts anew every day and a half still says that there never was a reading', async () => {
  const { store } = await worldOf()
  const says: (readonly string[] | undefined)[] = []
  for (let day = 0; day < 9; day += 1.5) {
    const at = new Date(Date.parse(NOW) + day * 24 * HOUR_MS).toISOString()
    const process = worldAround({ ...store }, { see: { query: runs }, at })
    await watch(process.world)
    says.push(told(process.store))
  }
  expect(says[0]).toEqual([])
  // One KPI is to be two days old at the most, the others eight.
  expect(says.at(-1)).toEqual(['flight-delay gets nothing new of unseen from flights: there never was a reading.'])
})

test('[D12] what has data from a later day on is not missed before, and is once its first period could have come', async () => {
  const queries = Object.entries(flightDelay.queries ?? {}).map(([id, it]) => [id, { ...it, since: '2001-05-14' }])
  const later = { ...flightDelay, queries: Object.fromEntries(queries) }
  const rules = { ...repository, models: { ...repository.models, 'flight-delay': later } }
  const { world, store, at } = await worldOf({ see: { query: runs }, repository: rules })
  const says: Record<string, number | undefined> = {}
  for (const day of ['2001-04-16', '2001-05-13', '2001-05-16', '2001-05-17', '2001-05-28', '2001-05-29']) {
    at(`${day}T00:00:00Z`)
    await watch(world)
    says[day] = told(store)?.length
  }
  expect(says).toEqual({
    '2001-04-16': 0,
    '2001-05-13': 0,
    '2001-05-16': 0,
    '2001-05-17': 1,
    '2001-05-28': 1,
    '2001-05-29': 1,
  })
})
