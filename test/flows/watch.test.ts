import { describe, expect, test } from 'vitest'
import { policiesOf } from '../../src/core/policy-kind.ts'
import type { Store } from '../../src/flows/store.ts'
import { watch } from '../../src/flows/watch.ts'
import type { Eyes, World } from '../../src/flows/world.ts'
import monitors, { type Monitor } from '../../src/policies/monitor.ts'
import { APPROVED, change, mergedBy, openCaseIn } from '../fixtures/change.ts'
import { flightReadings } from '../fixtures/flights.ts'
import { flightDelay, repository, worldAround, worldOf, write } from '../fixtures/world.ts'
import { CASE, CHANGE, observed } from '../fixtures/written.ts'

const runs = (version: string) => async (connection: string) => (connection === 'serving' ? [{ version }] : [])
const types = async (world: World, subject: string) => (await world.store.events(subject)).map(e => e.type)
async function jobs(world: World): Promise<string[]> {
  const taken = await world.store.takeJob({ by: 'x', now: world.now(), forMs: 60_000 })
  if (!taken) return []
  await world.store.commit({ at: world.now(), parts: [], done: [taken] })
  return [taken.it.key, ...(await jobs(world))]
}

describe('one round', () => {
  test('sees what runs, decides, and asks to tell it', async () => {
    const { world, store } = await worldOf({ see: { query: runs('1.1.0') } })
    await store.addReadings(flightReadings(world.now()))
    await watch(world)
    expect(await types(world, 'model/flight-delay')).toEqual(['model.observed', 'model.warned'])
    expect(await types(world, CASE)).toEqual(['case.opened'])
    expect((await jobs(world)).sort()).toEqual([
      `chart-case:${CASE}`,
      'export-record',
      'say:warning:flight-delay:unseen-flights:2001-04-02T00:00:00.000Z',
      `show-case:${CASE}`,
    ])
  })

  test('again is nothing more', async () => {
    const { world, store } = await worldOf({ see: { query: runs('1.1.0') } })
    await store.addReadings(flightReadings(world.now()))
    await watch(world)
    const before = (await store.eventsAfter(0, 99)).length
    await watch(world)
    await watch(world)
    expect(await store.eventsAfter(0, 99)).toHaveLength(before)
  })

  test('[D11] in which nothing is new reads the readings of a model once', async () => {
    const reads: string[] = []
    const { store } = await worldOf()
    const newestOf: Store['newestOf'] = (model, ...of) => {
      reads.push(model)
      return store.newestOf(model, ...of)
    }
    await store.addReadings(flightReadings(new Date('2001-04-09T06:00:00Z')))
    const { world } = worldAround({ ...store, newestOf }, { see: { query: async () => [] } })
    await watch(world)
    reads.length = 0
    await watch(world)
    expect(reads.filter(model => model === 'flight-delay')).toHaveLength(1)
  })

  test('[D11] [D12] judges what one query has just brought, though another of the same model brings nothing', async () => {
    const rows = [
      { period: '2001-04-02T00:00:00.000Z', mae: 19.3 },
      { period: '2001-04-09T00:00:00.000Z', mae: 19.8 },
    ]
    const query: Eyes['query'] = async (connection, asked) => {
      if (connection === 'serving') return [{ version: '1.1.0' }]
      if (!JSON.stringify(asked).includes('as mae')) return []
      return rows.map(row => ({ ...row, version: '1.1.0', n: 5000, false_notices: 90, announced: 30 }))
    }
    const { world, store } = await worldOf({ see: { query } })
    await watch(world)
    expect((await store.readings({ model: 'flight-delay', kpi: 'mae' })).map(it => it.value)).toEqual([19.3, 19.8])
    expect(await store.subjects({ kind: 'case', open: true })).toHaveLength(1)
  })

  test('asks only for the periods that are missing', async () => {
    const asked: string[] = []
    const query = async (connection: string, _: string, window: { start: Date; end: Date }) => {
      if (connection === 'flights') asked.push(`${window.start.toISOString()} ${window.end.toISOString()}`)
      return connection === 'serving' ? [{ version: '1.1.0' }] : []
    }
    const { world, store } = await worldOf({ see: { query } })
    await watch(world)
    expect(asked).toEqual([
      '2001-01-29T00:00:00.000Z 2001-04-16T00:00:00.000Z',
      '2001-02-01T00:00:00.000Z 2001-04-16T00:00:00.000Z',
    ])
    await store.addReadings(flightReadings(new Date('2001-04-09T06:00:00Z')))
    asked.length = 0
    await watch(world)
    expect(asked).toEqual([
      '2001-04-09T00:00:00.000Z 2001-04-16T00:00:00.000Z',
      '2001-04-09T00:00:00.000Z 2001-04-16T00:00:00.000Z',
    ])
  })

  test('[A7] that is told to stop in the middle decides nothing about what it could not ask any more', async () => {
    let stopping = false
    const query = async () => {
      stopping = true
      throw new Error('it was stopped')
    }
    const { world, store } = await worldOf({ see: { query } })
    await watch(world, () => stopping)
    expect(await store.eventsAfter(0, 10)).toEqual([])
    expect(await store.nextDue()).toBeUndefined()
  })

  test('one model that cannot be measured stops no other', async () => {
    const other = { ...flightDelay, id: 'other' }
    const query = async () => {
      throw new Error('the warehouse is down')
    }
    const both = { ...repository, models: { other, 'flight-delay': flightDelay } }
    const { world, store } = await worldOf({ see: { query }, repository: both })
    await write(world, 'model/flight-delay', [observed('1.1.0')])
    await store.addReadings(flightReadings(world.now()))
    await watch(world)
    expect(await types(world, CASE)).toEqual(['case.opened'])
  })
})

describe('the wanted version is seen', () => {
  test('and the change is done, the case acted on, and the thread told', async () => {
    const { world } = await worldOf({ see: { query: runs('1.0.0') } })
    await write(world, 'model/flight-delay', [observed('1.1.0')])
    await openCaseIn(world)
    await change(world, [...APPROVED, mergedBy])
    await watch(world)
    expect((await types(world, CHANGE)).at(-1)).toBe('change.done')
    expect(await types(world, CASE)).toContain('case.acted')
    expect(await jobs(world)).toEqual(expect.arrayContaining([`show-change:${CHANGE}`, `show-case:${CASE}`]))
  })

  test('but not before it is merged: somebody else brought it there', async () => {
    const { world } = await worldOf({ see: { query: runs('1.0.0') } })
    await write(world, 'model/flight-delay', [observed('1.1.0')])
    await change(world, APPROVED)
    await watch(world)
    expect(await types(world, CHANGE)).not.toContain('change.done')
  })
})

describe('[D5] a monitor whose readings a method judges', () => {
  const unseen = policiesOf(repository, monitors).filter(it => it.watches.kpi === 'unseen')
  const withMethod = (method: Monitor['method']) => {
    const monitor = unseen.map(it => ({ ...it, severity: 'breach', clears: { after: 3 }, method }))
    return { ...repository, policies: { ...repository.policies, monitor } }
  }

  test('opens a case as the limit does, and says what judged', async () => {
    const rules = withMethod({ is: 'modified-z', learn: 14 })
    const { world, store } = await worldOf({ see: { query: runs('1.1.0') }, repository: rules })
    await store.addReadings(flightReadings(world.now()))
    await watch(world)
    // 2.8 every day of two months, then 5.3: what never moved has moved.
    const [opened] = await store.events('case/flight-delay-2001-04-02')
    expect(opened).toMatchObject({
      type: 'case.opened',
      body: { onset: '2001-04-02T00:00:00.000Z', monitors: [{ method: 'modified-z', state: 'firing', bad: 15 }] },
    })
  })

  test('opens none while it has not learnt enough', async () => {
    const rules = withMethod({ is: 'modified-z', learn: 200 })
    const { world, store } = await worldOf({ see: { query: runs('1.1.0') }, repository: rules })
    await store.addReadings(flightReadings(world.now()))
    await watch(world)
    expect((await store.eventsAfter(0, 99)).map(it => it.event.type)).toEqual(['model.observed'])
  })
})
