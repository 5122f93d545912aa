import { expect, test } from 'vitest'
import type { Reading } from '../../src/core/reading.ts'
import { BREACH_LINES } from '../fixtures/breach-lines.ts'
import { flightReadings } from '../fixtures/flights.ts'
import { type Asked, jsonServer } from '../fixtures/local-server.ts'
import { modelMeasuredBy } from '../fixtures/measured-over.ts'
import { MODEL, scenario } from './world.ts'

const QUERIES = `
  weekly:
    connection: desk
    every: week
    since: 2001-02-01
    get:
      path: /kpis/weekly?from={start}&to={end}
      rows: /data/items
      columns: { period: week, n: flights, false_notices: needless }
  daily:
    connection: desk
    every: day
    since: 2001-02-01
    get: { path: '/kpis/daily?from={start}&to={end}' }
`.slice(1)

/** What the desk of the airline answers: one row a period and version, of the periods it is asked for. */
function deskOf(readings: readonly Reading[], without = '') {
  return ({ url }: Asked) => {
    const { pathname, searchParams } = new URL(url, 'http://desk')
    const weekly = pathname === '/v2/kpis/weekly'
    const [from, to] = [searchParams.get('from') ?? '', searchParams.get('to') ?? '']
    const asked = readings.filter(it => it.start >= from && it.end <= to && weekly === (it.kpi !== 'unseen'))
    const rows = Map.groupBy(asked, it => `${it.start} ${it.version}`)
    const items = [...rows.values()].map(all => {
      const { start = '', version, n } = all[0] ?? {}
      const kpis = Object.fromEntries(all.map(({ kpi, value }) => [kpi, kpi === without ? null : value]))
      const { false_notices, ...others } = kpis
      return weekly
        ? { week: start, version, flights: n, needless: false_notices, ...others }
        : { period: start.slice(0, 10), version, n, ...others }
    })
    return weekly ? { data: { items } } : items
  }
}

async function measuredOver(answer: (asked: Asked) => unknown, more: object = {}) {
  const server = await jsonServer(answer)
  const url = `http://127.0.0.1:${server.port}/v2`
  const desk = {
    type: 'http-json' as const,
    url,
    token: 'desk-token-1',
    paths: ['/kpis'],
    private: true as const,
    ...more,
  }
  const it = await scenario({
    seeded: false,
    files: { [MODEL]: await modelMeasuredBy(QUERIES) },
    parts: { apis: { desk } },
  })
  const errors = () => it.log.lines.filter(line => line.startsWith('error'))
  return { ...it, server, errors }
}

test('[D1] readings from an API that answers JSON open a case, and are asked for once', async () => {
  const it = await measuredOver(deskOf(flightReadings(new Date('2001-04-16T06:00:00Z'))))
  await it.watch()
  expect(it.card('flight-ops').split('\n').slice(0, 5)).toEqual(BREACH_LINES)
  expect(it.errors()).toEqual([])
  const asked = it.server.asked.map(({ method, url, headers }) => [method, url, headers.authorization])
  expect(asked).toEqual([
    ['GET', '/v2/kpis/weekly?from=2001-01-29T00%3A00%3A00.000Z&to=2001-04-16T00%3A00%3A00.000Z', 'Bearer desk-token-1'],
    ['GET', '/v2/kpis/daily?from=2001-02-01T00%3A00%3A00.000Z&to=2001-04-16T00%3A00%3A00.000Z', 'Bearer desk-token-1'],
  ])
  await it.watch()
  expect(it.server.asked).toHaveLength(2)
})

test('[D1] a KPI that comes as null is no zero: the others count, and the reason and the fix are in the log', async () => {
  const it = await measuredOver(deskOf(flightReadings(new Date('2001-04-16T06:00:00Z')), 'mae'))
  await it.watch()
  expect(await it.bot.world.store.readings({ model: 'flight-delay', kpi: 'mae' })).toEqual([])
  expect(it.card('flight-ops')).toContain('False notices beyond the agreed limit')
  expect(it.errors().join('\n')).toMatch(/query weekly, row 1: mae is null, not a number[\s\S]*fix: Leave periods out/)
})

test('[D1] an address of this machine is not called unless the deployment says so, and is said in the log', async () => {
  const it = await measuredOver(() => [], { private: undefined })
  await it.watch()
  expect(it.server.asked).toEqual([])
  expect(it.errors().join('\n')).toMatch(
    /connection desk: 127\.0\.0\.1 is no address that may be called[\s\S]*private: true/,
  )
  expect(it.chat('flight-ops')).not.toContain('desk-token-1')
})

test('[D1] /metrics is there for who has the token, and names no model that not everybody may see', async () => {
  const token = 'scrape-0123456789abcdef-0123'
  const it = await scenario({ parts: { metricsToken: token } })
  await it.watch()
  const scraped = async (headers: Readonly<Record<string, string>>) => {
    const answer = await fetch(`${it.url}/metrics`, { headers: { connection: 'close', ...headers } })
    return { status: answer.status, text: await answer.text() }
  }
  expect((await scraped({})).status).toBe(401)
  const { status, text } = await scraped({ authorization: `Bearer ${token}` })
  expect(status).toBe(200)
  expect(text).toContain('kedge_up 1\n')
  expect(text).toContain('kedge_cases_open 1\n')
  expect(text).not.toContain('flight-delay')
})
