import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Promql } from '../../src/core/query-forms.ts'
import type { Reading } from '../../src/core/reading.ts'
import { type Apis, openHttp } from '../../src/edges/http-queries.ts'
import { flightReadings } from '../fixtures/flights.ts'
import { modelMeasuredBy } from '../fixtures/measured-over.ts'
import { hasPrometheus, startPrometheus } from '../fixtures/prometheus.ts'
import { MODEL, scenario } from '../scenarios/world.ts'

const TOKEN = 'scrape-0123456789abcdef-0123456789'
const apisAt = (url: string): Apis => ({ prom: { type: 'prometheus', url, private: true } })

function asker(url: string) {
  const http = openHttp(apisAt(url))
  onTestFinished(() => http.close())
  return (promql: Promql, end: Date, days = 1) =>
    http.query('prom', { every: 'day', promql }, { start: new Date(end.getTime() - days * 86_400_000), end })
}

/** Until it has answered with rows, or for half a minute. */
async function rowsOf<T>(ask: () => Promise<readonly T[]>): Promise<readonly T[]> {
  for (let tries = 0; tries < 60; tries++) {
    const rows = await ask()
    if (rows.length > 0) return rows
    await sleep(500)
  }
  throw new Error('Prometheus has scraped nothing')
}

/** What the pipeline of the airline would have told Prometheus at the end of each period. */
function samplesOf(readings: readonly Reading[]): string {
  const line = (name: string, { kpi, version, end }: Reading, value: number) =>
    `${name}{kpi="${kpi}",version="${version}"} ${value} ${Date.parse(end) / 1000}\n`
  const values = readings.map(it => line('flight_kpi', it, it.value)).join('')
  const counts = readings.map(it => line('flight_count', it, it.n)).join('')
  return `# TYPE flight_kpi gauge\n${values}# TYPE flight_count gauge\n${counts}`
}

/** The model of the airline, measured over Prometheus, and seen by everybody. */
async function measuredModel(): Promise<string> {
  const kpi = (name: string) => `${name}: 'flight_kpi{kpi="${name}"}'`
  const asked = (every: string, kpis: readonly string[]) =>
    `{ connection: prom, every: ${every}, since: 2001-02-01, promql: { ${kpis.map(kpi).join(', ')}, n: 'flight_count{kpi="${kpis[0]}"}' } }`
  const queries = `  weekly: ${asked('week', ['mae', 'false_notices', 'announced'])}\n  daily: ${asked('day', ['unseen'])}\n`
  return (await modelMeasuredBy(queries)).replace(/^visibility:\n( {2}.*\n)+/m, '')
}

describe.skipIf(!hasPrometheus && process.env.CI === undefined)('[D1] over Debian’s Prometheus', () => {
  test('readings open the case that those of the flights themselves open', async () => {
    const now = new Date('2001-04-16T06:00:00Z')
    const readings = flightReadings(now)
    const url = await startPrometheus({ samples: samplesOf(readings) })
    const it = await scenario({
      seeded: false,
      files: { [MODEL]: await measuredModel() },
      parts: { apis: apisAt(url) },
    })
    await it.watch()
    expect(it.log.lines.filter(line => line.startsWith('error'))).toEqual([])
    const known = await it.bot.world.store.readings({ model: 'flight-delay' })
    const told = (all: readonly Reading[]) =>
      all.map(({ kpi, version, start, value, n }) => [kpi, version, start, value, n].join(' ')).sort()
    expect(told(known)).toEqual(told(readings))
    expect(it.card('flight-ops').split('\n').slice(0, 3)).toEqual([
      'FLIGHT DELAY FORECAST: FALSE NOTICES 83 PER 1,000 FLIGHTS, LIMIT 75',
      'Costs about 5,500 USD a week beyond the limit (false notices). Mean error of the forecast and false notices beyond the agreed limit since 2 April 2001. Next: Ana Ruiz, or whoever takes it. Possible: roll back to 1.0.0, retrain or snooze it.',
      'Mean error of the forecast: 19.8 min, limit 18.5 min; 2 bad weeks since 2 April 2001',
    ])
  })

  test('what it scrapes from /metrics of Kedge is asked for as what is now, and as a range', async () => {
    const it = await scenario({ files: { [MODEL]: await measuredModel() }, parts: { metricsToken: TOKEN } })
    await it.watch()
    const target = new URL(it.url).host
    const scrape = `[{ job_name: kedge, static_configs: [{ targets: ['${target}'] }], authorization: { credentials: ${TOKEN} } }]`
    const ask = asker(await startPrometheus({ scrape }))
    const newest = 'kedge_kpi_value{kpi="mae",model="flight-delay"}'
    const running = await rowsOf(() => ask({ version: `${newest} > 19.5` }, new Date()))
    expect(running).toEqual([{ version: '1.1.0' }])
    // Not before what was scraped in this second.
    const end = new Date(Math.ceil(Date.now() / 1000) * 1000)
    const one = await ask({ mae: newest, n: 'kedge_kpi_samples{kpi="mae",model="flight-delay"}' }, end)
    expect(one.map(({ version, mae, n }) => [version, mae, n])).toEqual([
      ['1.0.0', 18.73, 115_000],
      ['1.1.0', 19.83, 115_000],
    ])
    const counted = (metric: string) =>
      ask({ x: `label_replace(${metric}, "version", "-", "", "")`, n: 'vector(1)' }, end)
    await expect(counted('kedge_cases_open')).rejects.toThrow(
      /connection prom: n has a series without the label version/,
    )
    const open = 'label_replace(kedge_cases_open, "version", "-", "", "")'
    expect(await ask({ open, n: open }, end)).toMatchObject([{ version: '-', open: 1, n: 1 }])
  })

  test('what it says of a slip is told with its fix, and so is what it never scraped', async () => {
    const ask = asker(await startPrometheus({}))
    await expect(ask({ version: 'sum by (version' }, new Date())).rejects.toThrow(
      /connection prom: it answered 400: .*parse error[\s\S]*fix: Try the expression in Prometheus itself/,
    )
    await expect(ask({ mae: '1/0', n: 'vector(1)' }, new Date())).rejects.toThrow(/without the label version/)
    expect(await ask({ mae: 'nothing_scraped', n: 'nothing_scraped' }, new Date())).toEqual([])
    expect(await ask({ version: 'nothing_scraped' }, new Date())).toEqual([])
  })
})
