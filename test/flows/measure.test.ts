import { expect, test } from 'vitest'
import { MOST_SERIES } from '../../src/core/series.ts'
import { watch } from '../../src/flows/watch.ts'
import type { Eyes, Log } from '../../src/flows/world.ts'
import { flightDelay, repository, worldOf } from '../fixtures/world.ts'

const WEEK_MS = 7 * 86_400_000
type Row = Readonly<Record<string, unknown>>

/** The weekly query of flight-delay in a source that answers by `row`, and what it was asked for. */
async function weekly(row: (age: number) => Row, query: object = {}) {
  const { observe: _, ...serving } = flightDelay.serving
  const queries = { weekly: { ...flightDelay.queries?.weekly, ...query } as never }
  const kpis = Object.fromEntries(Object.entries(flightDelay.kpis ?? {}).filter(([, kpi]) => kpi.query === 'weekly'))
  const model = { ...flightDelay, serving, queries, kpis }
  const asked: string[] = []
  const see: Eyes['query'] = async (_connection, _asked, { start, end }) => {
    asked.push(`${start.toISOString().slice(5, 10)} ${end.toISOString().slice(5, 10)}`)
    const weeks = (end.getTime() - start.getTime()) / WEEK_MS
    return Array.from({ length: weeks }, (_, i) => {
      const period = start.getTime() + i * WEEK_MS
      const days = (it.world.now().getTime() - period - WEEK_MS) / 86_400_000
      return { period: new Date(period).toISOString(), version: '1.1.0', ...row(days) }
    })
  }
  const it = await worldOf({ see: { query: see }, repository: { ...repository, models: { 'flight-delay': model } } })
  const logged: string[] = []
  const why: string[] = []
  const error: Log['error'] = (about, message) => {
    logged.push(message)
    why.push(String((about as { readonly err?: unknown }).err))
  }
  const world = { ...it.world, log: { ...it.world.log, error } }
  const round = async (at: string) => {
    it.at(at)
    await watch(world)
  }
  return { ...it, asked, logged, why, round }
}

test('[D1] a column that is never there is asked for again once an hour, and not from the first day; it is told each time', async () => {
  const it = await weekly(() => ({ n: 115_000, mae: 14, false_notices: 50, announced: null }))
  for (const minute of ['05', '06', '07', '08']) await it.round(`2001-04-16T00:${minute}:00Z`)
  expect(it.asked).toHaveLength(1)
  expect(it.logged).toEqual(['not watched', 'not watched', 'not watched', 'not watched'])
  await it.round('2001-04-16T01:10:00Z')
  expect(it.asked.slice(1)).toEqual(['04-09 04-16'])
})

test('[D1] labels that come late are waited for, and what fills up later still revises', async () => {
  const whole = (days: number) => ({
    n: days >= 5 ? 115_000 : 90_000,
    mae: days >= 3 ? 14 : 25,
    false_notices: 50,
    announced: 44,
  })
  const it = await weekly(whole, { labelDelayHours: 72 })
  const newest = async () => (await it.store.readings({ model: 'flight-delay', kpi: 'mae' })).at(-1)
  await it.round('2001-04-16T00:05:00Z')
  expect(await newest()).toMatchObject({ end: '2001-04-09T00:00:00.000Z' })
  await it.round('2001-04-19T00:05:00Z')
  expect(await newest()).toMatchObject({ end: '2001-04-16T00:00:00.000Z', value: 14, n: 90_000 })
  await it.round('2001-04-22T00:05:00Z')
  expect(await newest()).toMatchObject({ end: '2001-04-16T00:00:00.000Z', value: 14, n: 115_000 })
  await it.round('2001-04-22T00:06:00Z')
  expect(it.asked).toHaveLength(3)
})

test('[D1] what could not be kept is asked for again in the next round', async () => {
  const it = await weekly(() => ({ n: 115_000, mae: 14, false_notices: 50, announced: 44 }))
  const addReadings = async () => Promise.reject(new Error('the disk is full'))
  Object.assign(it.store, { addReadings })
  await watch(it.world)
  await watch(it.world)
  expect(it.asked).toHaveLength(2)
})

test.each(['segment', 'version'])(
  '[D12] a query that gives ids for each %s fills the store no further than a KPI has room, and that is told',
  async column => {
    let order = 0
    const it = await weekly(() => ({ n: 9, mae: 14, false_notices: 50, announced: 44, [column]: `order-${order++}` }))
    const known = it.store.series
    const crowd = Array.from({ length: MOST_SERIES - 1 }, (_, i) => ({
      ...{ kpi: 'mae', segment: `old-${i}`, version: '1.1.0', begun: 1, n: 9 },
      ...{ start: '2001-01-01T00:00:00.000Z', end: '2001-01-08T00:00:00.000Z' },
    }))
    Object.assign(it.store, { series: async (model: string) => [...(await known(model)), ...crowd] })
    await it.round('2001-04-16T00:05:00Z')
    expect(await it.store.readings({ model: 'flight-delay', kpi: 'mae' })).toHaveLength(1)
    expect((await it.store.readings({ model: 'flight-delay', kpi: 'announced' })).length).toBeGreaterThan(5)
    expect(it.why.join()).toContain(`query weekly gave ${column} "order-1", and mae has 10,000 `)
  },
)
