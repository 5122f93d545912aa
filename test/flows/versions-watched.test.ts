/** Monitors of versions that need not serve, over the rounds of a watch. */
import { describe, expect, test } from 'vitest'
import type { Event } from '../../src/core/event.ts'
import type { Reading } from '../../src/core/reading.ts'
import { causesOf } from '../../src/flows/causes.ts'
import { evidenceOf } from '../../src/flows/evidence.ts'
import { modelOf } from '../../src/flows/standing.ts'
import { unmeasured } from '../../src/flows/unmeasured.ts'
import { watch } from '../../src/flows/watch.ts'
import type { Monitor } from '../../src/policies/monitor.ts'
import { typed } from '../fixtures/command.ts'
import { monitor } from '../fixtures/flight-delay.ts'
import { flightReadings } from '../fixtures/flights.ts'
import { flightDelay, repository, worldOf, write } from '../fixtures/world.ts'
import { observed } from '../fixtures/written.ts'

const WEEK = 7 * 86_400_000
const FIRST = Date.parse('2001-03-05T00:00:00Z')
const trial: Monitor = { ...monitor('forecast-error'), id: 'trial-error', severity: 'warn' }
type Watches = Omit<Monitor['watches'], 'kpi'>

/** Weekly errors of one version from 5 March 2001 on. */
const weeks = (version: string, values: readonly number[]): Reading[] =>
  values.map((value, week) => {
    const [start, end] = [week, week + 1].map(n => new Date(FIRST + n * WEEK).toISOString()) as [string, string]
    return { model: 'flight-delay', kpi: 'mae', segment: '', version, start, end, available: end, value, n: 90_000 }
  })

/** Only what is watched here is missed where it does not come. */
const MISSED = Object.fromEntries(
  Object.entries(flightDelay.kpis ?? {}).map(([id, { freshHours = 0, ...kpi }]) => [
    id,
    id === 'mae' ? { ...kpi, freshHours } : kpi,
  ]),
)

/** 1.1.0 serves and is good; what runs in test is said by `inTest`. */
async function tried(watches: Watches, inTest?: string, change: Partial<Monitor> = {}) {
  const it = await worldOf({
    at: '2001-03-27T06:00:00Z',
    see: { query: async connection => (connection === 'serving' ? [{ version: '1.1.0' }] : []) },
  })
  let version = inTest
  const rules = () => {
    const environments = version === undefined ? {} : { environments: { test: { version } } }
    const policies = { ...repository.policies, monitor: [{ ...trial, ...change, watches: { kpi: 'mae', ...watches } }] }
    return { ...repository, models: { 'flight-delay': { ...flightDelay, kpis: MISSED, ...environments } }, policies }
  }
  const world = { ...it.world, policy: async () => rules(), known: () => rules() }
  await write(world, 'model/flight-delay', [observed('1.1.0')])
  await it.store.addReadings(flightReadings(world.now()))
  const events = async () => (await it.store.events('model/flight-delay')).slice(1)
  const round = async (readings: readonly Reading[] = [], at?: string) => {
    if (at !== undefined) it.at(at)
    const before = (await events()).length
    await it.store.addReadings(readings)
    await watch(world)
    return (await events()).slice(before).map(brief)
  }
  const says = async () => (await typed(world, 'status flight-delay')).words
  const moves = (to: string) => {
    version = to
  }
  return { ...it, world, round, says, moves }
}

const brief = ({ type, body }: Event) => `${type} ${'version' in body ? body.version : ''}`

describe('[D5] the version that runs in test', () => {
  test('is warned of when it is worse, and opens no case, whatever its severity', async () => {
    for (const severity of ['warn', 'breach'] as const) {
      const it = await tried({ environment: 'test' }, '2.0.0', { severity })
      expect(await it.round(weeks('2.0.0', [15, 25, 26]))).toEqual(['model.warned 2.0.0'])
      expect(await it.store.subjects({ kind: 'case' })).toEqual([])
      expect(await it.says()).toMatch(/Mean error of the forecast, in test +firing: 2\.0\.0 26 min/)
      expect(await it.round()).toEqual([])
    }
  })

  test('does not suffer by readings of what serves, nor what serves by its', async () => {
    const inTest = await tried({ environment: 'test' }, '2.0.0')
    await inTest.round([...weeks('2.0.0', [15, 15, 15]), ...weeks('1.1.0', [25, 26, 27])], '2001-03-27T06:00:00Z')
    expect(await inTest.says()).toMatch(/in test +1 ok/)
    const served = await tried({}, '2.0.0')
    expect(await served.round(weeks('2.0.0', [25, 26, 27]))).toEqual([])
  })

  test('is judged anew when another one takes its place', async () => {
    const it = await tried({ environment: 'test' }, '2.0.0')
    expect(await it.round(weeks('2.0.0', [15, 25, 26]))).toEqual(['model.warned 2.0.0'])
    it.moves('2.1.0')
    expect(await it.round(weeks('2.1.0', [15, 15, 15]))).toEqual(['model.warning-over 2.0.0'])
    const last = (await it.store.events('model/flight-delay')).at(-1)
    expect(last?.body).toMatchObject({ unwatched: true })
    expect((await modelOf(it.store, 'flight-delay')).it.warnings).toEqual({})
    expect((await typed(it.world, 'history flight-delay')).words).toContain('(2.0.0) is over: it is watched no more')
    it.moves('3.0.0')
    expect(await it.round(weeks('3.0.0', [15, 27, 28]))).toEqual(['model.warned 3.0.0'])
    expect(await it.round(weeks('3.0.0', [15, 27, 28, 15, 15]), '2001-04-10T06:00:00Z')).toEqual([
      'model.warning-over 3.0.0',
    ])
  })

  test('without readings is no pass, and its source is asked for them by its name', async () => {
    const it = await tried({ environment: 'test' }, '2.0.0')
    await it.round([], '2001-03-27T06:00:00Z')
    expect(await it.says()).toMatch(/in test +no-data: 2\.0\.0/)
    await it.round([], '2001-04-10T06:00:00Z')
    expect(unmeasured(it.store, await it.world.policy())?.map(({ says }) => says)).toEqual([
      'flight-delay gets nothing new of 2.0.0 in test from flights: there never was a reading.',
    ])
  })

  test('is no likely cause of what serves being bad', async () => {
    const it = await tried({ environment: 'test' }, '2.0.0')
    await it.round(weeks('2.0.0', [15, 25, 26]))
    const about = { model: flightDelay, evidence: await evidenceOf(it.world, flightDelay) }
    const of = { onset: '2001-03-26T00:00:00.000Z', detected: '2001-03-26T06:00:00.000Z', monitors: [] }
    const { causes } = await causesOf(it.world, about, of, () => true)
    expect(causes.filter(({ is }) => is === 'warned')).toEqual([])
  })
})

describe('[D5] each version', () => {
  test('has a state and a warning of its own', async () => {
    const it = await tried({ versions: 'all' })
    expect(await it.round([...weeks('2.0.0', [15, 25, 26]), ...weeks('3.0.0', [15, 15, 25])])).toEqual([
      // Three bad weeks in February, and never two good ones since.
      'model.warned 1.0.0',
      'model.warned 2.0.0',
    ])
    expect(await it.says()).toMatch(
      /by version +firing: 2\.0\.0 26 min; recovering: 1\.0\.0 16 min; pending: 3\.0\.0 25 min; 1 ok/,
    )
    expect(await it.store.subjects({ kind: 'case' })).toEqual([])
  })
})
