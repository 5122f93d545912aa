/** A monitor that judges segments, over the rounds of a watch. */
import { readFileSync } from 'node:fs'
import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import type { Reading } from '../../src/core/reading.ts'
import { warningsOf } from '../../src/flows/causes.ts'
import { modelOf } from '../../src/flows/standing.ts'
import { troubles } from '../../src/flows/troubles.ts'
import { unmeasured } from '../../src/flows/unmeasured.ts'
import { watch } from '../../src/flows/watch.ts'
import type { Monitor } from '../../src/policies/monitor.ts'
import { causeBlocks } from '../../src/reports/cause-words.ts'
import { typed } from '../fixtures/command.ts'
import { flightReadings } from '../fixtures/flights.ts'
import { flightDelay, repository, worldOf, write } from '../fixtures/world.ts'
import { observed } from '../fixtures/written.ts'

const byCarrier = load(readFileSync('test/fixtures/monitors/error-by-carrier.yaml', 'utf8')) as Monitor
const DAY = 86_400_000
const FIRST = Date.parse('2001-03-05T00:00:00Z')
const CASE = 'case/flight-delay-2001-03-19'

/** Weekly errors of one carrier from 5 March 2001 on; a gap where there is no number. */
const weeks = (segment: string, values: readonly (number | undefined)[], more: Partial<Reading> = {}): Reading[] =>
  values.flatMap((value, week) => {
    const [start, end] = [0, 7].map(day => new Date(FIRST + (7 * week + day) * DAY).toISOString()) as [string, string]
    const frame = { model: 'flight-delay', kpi: 'mae', segment, version: '1.1.0', start, end, available: end }
    return value === undefined ? [] : [{ ...frame, value, n: 500, ...more }]
  })

/** From the fourth week on. */
const april = (...values: readonly number[]) => [undefined, undefined, undefined, ...values]

/** No other KPI has to be fresh, which would be missed as well. */
const models = {
  ...repository.models,
  'flight-delay': {
    ...flightDelay,
    kpis: Object.fromEntries(
      Object.entries(flightDelay.kpis ?? {}).map(([id, { freshHours, ...kpi }]) => [
        id,
        { ...kpi, ...(id === 'mae' && freshHours !== undefined && { freshHours }) },
      ]),
    ),
  },
}

/** The whole is good until April; the monitor under test is the only one. */
async function watched(change: Partial<Monitor> = {}) {
  const monitor = [{ ...byCarrier, ...change }]
  const it = await worldOf({
    at: '2001-03-27T06:00:00Z',
    repository: { ...repository, models, policies: { ...repository.policies, monitor } },
    see: { query: async connection => (connection === 'serving' ? [{ version: '1.1.0' }] : []) },
  })
  await write(it.world, 'model/flight-delay', [observed('1.1.0')])
  await it.store.addReadings(flightReadings(it.world.now()))
  const round = async (readings: readonly Reading[] = [], at?: string) => {
    if (at !== undefined) it.at(at)
    await it.store.addReadings(readings)
    await watch(it.world)
  }
  const says = async () => (await typed(it.world, 'status flight-delay')).words
  const told = async (subject: string) =>
    (await it.store.events(subject)).map(({ type }) => type).filter(type => !type.startsWith('promise.'))
  return { ...it, round, says, told }
}

describe('[D5] a watch of segments', () => {
  test('opens a case for the one that is bad, although all is well over all', async () => {
    const it = await watched()
    await it.round([...weeks('AA', [15, 25, 26]), ...weeks('UA', [15, 15, 16])])
    const [opened] = await it.store.events(CASE)
    expect(opened).toMatchObject({
      type: 'case.opened',
      body: { monitors: [{ monitor: 'error-by-carrier', segment: 'AA', state: 'firing', bad: 2 }] },
    })
    expect(await it.says()).toContain('mean error of the forecast (AA) beyond the agreed limit since 12 March 2001')
  })

  test('hears nothing in readings of another version, nor in those of few samples', async () => {
    const it = await watched()
    await it.round([
      ...weeks('AA', [15, 15, 15]),
      ...weeks('AA', [25, 26, 27], { version: '2.0.0' }),
      ...weeks('DL', [25, 26, 27], { n: 199 }),
    ])
    expect(await it.store.subjects({ kind: 'case' })).toEqual([])
    expect(await it.says()).toContain('insufficient-data: DL; 1 ok')
  })

  test('keeps a case open whose segment has vanished, and says that no newer reading came', async () => {
    const it = await watched()
    await it.round([...weeks('AA', [15, 25, 26]), ...weeks('UA', [15, 15, 16])])
    await it.round(weeks('UA', april(15, 15, 15, 15)), '2001-04-24T06:00:00Z')
    expect(await it.told(CASE)).toEqual(['case.opened', 'case.continued'])
    expect(await it.says()).toContain('firing: AA 26 min (no newer reading came); 1 ok')
  })

  test('keeps it open where the store has lost the segment, and closes it when it is back and good', async () => {
    const it = await watched()
    await it.round([...weeks('AA', [15, 25, 26]), ...weeks('UA', [15, 15, 16])])
    const { store } = it
    let lost = true
    const newestOf: typeof store.newestOf = async (...of) =>
      (await store.newestOf(...of)).filter(({ segment }) => !lost || segment !== 'AA')
    const world = { ...it.world, store: { ...store, newestOf } }
    it.at('2001-04-10T06:00:00Z')
    await watch(world)
    expect(await it.told(CASE)).toEqual(['case.opened', 'case.continued'])
    await store.addReadings(weeks('AA', april(15, 15)))
    lost = false
    await watch(world)
    expect(await it.told(CASE)).toEqual(['case.opened', 'case.continued', 'case.continued', 'case.closed'])
  })

  test('[D6] [E1] keeps it open where the segment is one of too many since another version ran, and lets nobody close it', async () => {
    const it = await watched()
    const others = Array.from({ length: 100 }, (_, i) => weeks(`other-${i}`, [15], { version: '1.0.0' })).flat()
    await it.round(others)
    await it.round(weeks('AA', [15, 25, 26]))
    await write(it.world, 'model/flight-delay', [observed('1.0.0')])
    await it.round(weeks('AA', april(26)), '2001-04-03T06:00:00Z')
    expect(await it.says()).not.toContain('firing: AA')
    // That nothing new comes is not said of it, for it does.
    expect(await it.told(CASE)).toEqual(['case.opened'])
    const close = async () => (await typed(it.world, 'close flight-delay because AA flies no more')).words
    expect(await close()).toMatchInlineSnapshot(`
      "┃ What is bad in this case sends readings, but has more segments beside it than its monitor watches, so nobody looks at them.
      ┃
      ┃ · fix: Name it as watches.segments of that monitor: then good readings close the case."
    `)
    it.at('2001-05-01T06:00:00Z')
    expect(await close()).toContain('is closed')
  })

  test('warns of many at once in one message, and of the end of each', async () => {
    const it = await watched({ severity: 'warn' })
    await it.round([...weeks('AA', [15, 25, 26]), ...weeks('UA', [15, 25, 26]), ...weeks('DL', [15, 15, 15])])
    expect((await it.told('model/flight-delay')).filter(type => type === 'model.warned')).toHaveLength(2)
    const said = async () => {
      const keys: string[] = []
      for (let job = await next(); job; job = await next()) keys.push(job.it.key.replace(/[0-9a-f]{12}$/, '…'))
      return keys.filter(key => key.startsWith('say:warning'))
    }
    const next = async () => {
      const job = await it.store.takeJob({ by: 'x', now: it.world.now(), forMs: 60_000 })
      if (job) await it.store.commit({ at: it.world.now(), parts: [], done: [job] })
      return job
    }
    expect(await said()).toEqual(['say:warning:flight-delay:error-by-carrier:2001-03-19T00:00:00.000Z:…'])
    await it.round(weeks('AA', april(15, 15)), '2001-04-10T06:00:00Z')
    expect((await it.store.events('model/flight-delay')).at(-1)).toMatchObject({
      type: 'model.warning-over',
      body: { monitor: 'error-by-carrier', segment: 'AA' },
    })
    expect(await said()).toEqual(['say:warning-over:flight-delay:error-by-carrier:2001-04-10T06:00:00.000Z:…'])
  })

  test('names the segments that were warned of among the likely causes, and none that is watched no more', async () => {
    const it = await watched({ severity: 'warn', cause: 'Carriers changed their timetables.' })
    await it.round([...weeks('AA', [15, 25, 26]), ...weeks('UA', [15, 24, 26])])
    const { warnings: on } = (await modelOf(it.store, 'flight-delay')).it
    const words = (segments: 'all' | string[]) => {
      const monitor = [{ ...byCarrier, cause: 'Timetables changed.', watches: { kpi: 'mae', segments } }]
      const rules = { ...repository, policies: { ...repository.policies, monitor } }
      const causes = warningsOf(rules, flightDelay, Object.values(on)).map(
        warning => ({ is: 'warned', ...warning }) as const,
      )
      return JSON.stringify(causeBlocks({ causes, unseen: [] }))
    }
    expect(words('all')).toContain('Since 12 March 2001: Timetables changed (AA and UA)')
    expect(words(['UA'])).toContain('Since 12 March 2001: Timetables changed (UA: 26 min)')
    expect(words(['DL'])).not.toContain('Timetables')
  })

  test('tells the fix where there are more segments than it watches', async () => {
    const it = await watched()
    await it.round(Array.from({ length: 10_000 }, (_, i) => weeks(`flight-${i}`, [undefined, undefined, 15])).flat())
    await troubles(it.world)
    const [row] = await it.store.subjects({ kind: 'trouble', open: true })
    const [opened] = await it.store.events(row?.subject ?? '')
    expect(opened?.body).toMatchObject({
      says: 'error-by-carrier watches 100 segments of mae of flight-delay, and 9,900 more are watched by nobody.',
      fix: expect.stringContaining('as `watches.segments` of policies/error-by-carrier.yaml'),
      model: 'flight-delay',
    })
    expect(await it.says()).toContain('100 ok; 9,900 more are not watched')
  })

  test('[D6] tells of one that can never fire, since every other week has no reading, for as long as that is so', async () => {
    const it = await watched({ watches: { kpi: 'mae' }, fires: { after: 3 } })
    const gaps = Array.from({ length: 24 }, (_, week) => (week % 2 === 0 ? 15 : undefined))
    await it.round(weeks('', gaps, { kpi: 'mae' }), '2001-08-14T06:00:00Z')
    const told = async () => {
      await troubles(it.world)
      return (await it.store.subjects({ kind: 'trouble', open: true })).map(({ subject }) => subject)
    }
    const [first, other] = await told()
    expect(other).toBeUndefined()
    const [opened] = await it.store.events(first ?? '')
    expect(opened?.body).toMatchObject({
      says: 'error-by-carrier can never fire: mae of flight-delay has too few readings for 3 of 3 periods.',
      fix: expect.stringContaining('`fires.of`'),
      model: 'flight-delay',
    })
    await it.round([], '2001-08-14T07:00:00Z')
    expect(await told()).toEqual([first])
    await it.round(
      weeks(
        '',
        gaps.map(value => (value === undefined ? 15 : undefined)),
        { kpi: 'mae' },
      ),
      '2001-08-14T08:00:00Z',
    )
    expect(await told()).toEqual([])
  })

  test.each<[string, Partial<Monitor>, readonly Reading[], readonly string[]]>([
    ['one of all segments has ended, and the others come', {}, weeks('UA', april(15, 15, 15, 15)), []],
    [
      'none of all segments comes any more',
      {},
      [],
      ['flight-delay gets nothing new of mae from flights: the newest reading ended on 26 March 2001.'],
    ],
    [
      'one that it names has ended',
      { watches: { kpi: 'mae', segments: ['AA', 'UA'] } },
      weeks('UA', april(15, 15, 15, 15)),
      ['flight-delay gets nothing new of AA from flights: the newest reading ended on 26 March 2001.'],
    ],
  ])('says of the source where %s', async (_, change, later, expected) => {
    const it = await watched(change)
    await it.round([...weeks('AA', [15, 15, 15]), ...weeks('UA', [15, 15, 15])])
    await it.round(later, '2001-04-24T06:00:00Z')
    expect(unmeasured(it.store, await it.world.policy())?.map(({ says }) => says)).toEqual(expected)
  })
})
