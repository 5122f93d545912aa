import { readFileSync } from 'node:fs'
import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import type { Reading } from '../../src/core/reading.ts'
import { digestFacts } from '../../src/flows/digest-facts.ts'
import type { Monitor } from '../../src/policies/monitor.ts'
import { digestDocument } from '../../src/reports/digest.ts'
import { plain } from '../../src/reports/plain.ts'
import { typed } from '../fixtures/command.ts'
import { flightReadings } from '../fixtures/flights.ts'
import { flightDelay, repository, worldOf, write } from '../fixtures/world.ts'
import { observed } from '../fixtures/written.ts'

const byCarrier = load(readFileSync('test/fixtures/monitors/error-by-carrier.yaml', 'utf8')) as Monitor
const DAY = 86_400_000
const FIRST = Date.parse('2001-03-05T00:00:00Z')

/** As many good weeks of one segment from 5 March 2001 on. */
const weeks = (segment: string, many: number, more: Partial<Reading> = {}): Reading[] =>
  Array.from({ length: many }, (_, week) => {
    const [start, end] = [0, 7].map(day => new Date(FIRST + (7 * week + day) * DAY).toISOString()) as [string, string]
    const frame = { model: 'flight-delay', kpi: 'mae', segment, version: '1.1.0', start, end, available: end }
    return { ...frame, value: 15, n: 500, ...more }
  })

async function digested(at: string, readings: readonly Reading[], change: Partial<Monitor> = {}, rules = repository) {
  const monitor = [{ ...byCarrier, ...change }]
  const it = await worldOf({ at, repository: { ...rules, policies: { ...rules.policies, monitor } } })
  await write(it.world, 'model/flight-delay', [observed('1.1.0')])
  await it.store.addReadings([...flightReadings(it.world.now()), ...readings])
  const wanted = { channel: 'C0FLIGHTOPS', timeZone: 'UTC', since: at, audience: 'operations' } as const
  const facts = await digestFacts(it.world, wanted)
  const silent = facts.models.flatMap(({ silent }) => silent.map(({ of }) => of))
  return { facts, silent, words: (await typed(it.world, 'digest')).words }
}

describe('[D5] [E5] a digest', () => {
  test('names the segment that gets no data although the whole does, and is not quiet', async () => {
    const { silent, words } = await digested('2001-04-11T06:00:00Z', [...weeks('AA', 3), ...weeks('UA', 5)])
    expect(silent).toEqual(['AA'])
    expect(words).toMatchInlineSnapshot(`
      "┃ Operations, 11 April 2001
      ┃ ━━━━━━━━━━━━━━━━━━━━━━━━━
      ┃
      ┃ 3 KPIs beyond what was agreed and 1 segment without data.
      ┃
      ┃ • False notices: 55 → 61 → 56 → 67 → 68 → 82 per 1,000 flights over 6 weeks, worse; beyond its limit of 75 per 1,000 flights
      ┃ • Late flights announced: 44 → 46 → 43 → 46 → 44 → 41 % over 6 weeks, worse; short of its target of 45 %
      ┃ • Mean error of the forecast: 17.9 → 15.1 → 18.2 → 15.8 → 15.2 → 19.3 min over 6 weeks, worse; beyond its limit of 18.5 min
      ┃ • Flights the model never saw: 5.3 → 5.3 → 5.3 → 5.3 → 5.3 → 5.3 % over 6 days, the same; beyond its limit of 5 %
      ┃
      ┃ No data
      ┃
      ┃ • Flight delay forecast: Mean error of the forecast (AA); the newest reading ended 26 March 2001
      ┃
      ┃ Since 10 April 2001
      ┃
      ┃ • 11 April 2001: Flight delay forecast, 1.1.0 runs"
    `)
  })

  test('counts it in the line of DataOps as well', async () => {
    const readings = [...weeks('AA', 3), ...weeks('UA', 5), ...weeks('DL', 2)]
    const { facts, words } = await digested('2001-04-11T06:00:00Z', readings)
    expect(words).toContain('2 segments without data')
    const overview = plain(digestDocument({ ...facts, audience: 'executive' }), {})
    expect(overview).toMatch(/DataOps +2 segments of Flight delay forecast without data/)
    expect(words).toContain('Mean error of the forecast (AA and DL); the newest reading ended 26 March 2001')
  })

  test('says nothing of segments while all come, nor of those that no monitor watches', async () => {
    const { silent, words } = await digested('2001-04-11T06:00:00Z', [...weeks('AA', 5), ...weeks('UA', 5)])
    expect([silent, words]).toEqual([[], expect.not.stringContaining('without data')])
    const whole = await digested('2001-04-11T06:00:00Z', weeks('AA', 1), { watches: { kpi: 'mae' } })
    expect(whole.silent).toEqual([])
  })

  test('takes one of all that stays away for six periods for ended, but none that a monitor names', async () => {
    const [soon, late] = ['2001-05-07T06:00:00Z', '2001-05-21T06:00:00Z']
    const readings = [...weeks('AA', 3), ...weeks('UA', 30)]
    expect((await digested(soon, readings)).silent).toEqual(['AA'])
    expect((await digested(late, readings)).silent).toEqual([])
    expect((await digested(late, readings, { watches: { kpi: 'mae', segments: ['AA', 'UA'] } })).silent).toEqual(['AA'])
  })

  test('never takes all of them for ended, and misses what is named and never came', async () => {
    const late = '2001-06-18T06:00:00Z'
    expect((await digested(late, [...weeks('AA', 3), ...weeks('UA', 4)])).silent).toEqual(['AA', 'UA'])
    const named = await digested('2001-04-11T06:00:00Z', weeks('AA', 5), {
      watches: { kpi: 'mae', segments: ['AA', 'ZZ'] },
    })
    expect(named.silent).toEqual(['ZZ'])
    expect(named.words).toContain('Mean error of the forecast (ZZ); there never was a reading')
  })

  test('misses nothing where nobody said how fresh it must be, and a segment of few cases is not silent', async () => {
    const { mae, ...kpis } = flightDelay.kpis ?? {}
    const { freshHours, ...free } = mae ?? ({} as never)
    const model = { ...flightDelay, kpis: { ...kpis, mae: free } }
    const rules = { ...repository, models: { ...repository.models, 'flight-delay': model } }
    const readings = [...weeks('AA', 3), ...weeks('UA', 5)]
    expect(freshHours).toBeGreaterThan(0)
    expect((await digested('2001-04-11T06:00:00Z', readings, {}, rules)).silent).toEqual([])
    const few = await digested('2001-04-11T06:00:00Z', [...weeks('AA', 5, { n: 3 }), ...weeks('UA', 5)])
    expect(few.silent).toEqual([])
  })

  test('names a version on trial that is not measured', async () => {
    const watches = { kpi: 'mae', versions: 'all' } as const
    const at = '2001-04-11T06:00:00Z'
    const trial = weeks('', 2, { version: '2.0.0' })
    const { silent, words } = await digested(at, trial, { watches, severity: 'warn' })
    expect(silent).toEqual(['2.0.0'])
    expect(words).toContain('1 part without data')
  })

  test('says a segment twice watched once', async () => {
    const two = [byCarrier, { ...byCarrier, id: 'again', watches: { kpi: 'mae', segments: ['AA'] } }]
    const it = await worldOf({
      at: '2001-04-11T06:00:00Z',
      repository: { ...repository, policies: { ...repository.policies, monitor: two } },
    })
    await it.store.addReadings([...flightReadings(it.world.now()), ...weeks('AA', 3), ...weeks('UA', 5)])
    expect((await typed(it.world, 'digest')).words).toContain('1 segment without data')
  })
})
