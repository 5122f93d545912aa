/** What a digest of many models names, and what it cuts off. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { flightReadings } from '../fixtures/flights.ts'
import { MODEL, scenario } from './world.ts'

const DAY_MS = 24 * 3_600_000
const text = readFileSync(MODEL, 'utf8')
const SEVEN = ['flight-delay', 'm-2', 'm-3', 'm-4', 'm-5', 'm-6', 'm-7']
const THIRTEEN = ['flight-delay', ...Array.from({ length: 11 }, (_, i) => `a-${i}`), 'z-worst']

const others = (ids: readonly string[]) =>
  Object.fromEntries(
    ids.slice(1).map(id => {
      const other = text.replace('id: flight-delay', `id: ${id}`)
      return [`models/${id}.yaml`, other.replace('name: Flight delay forecast', `name: Model ${id}`)]
    }),
  )
const ofAll = (path: string) => [path, readFileSync(path, 'utf8').replace(/^appliesTo:.*\n/m, '')]
const daily = (audience: string) => ({
  'policies/all-daily.yaml': `kind: digest
id: all-daily
because: Whoever answers for all of it hears of it.
channel: C0APPROVALS
audience: ${audience}
at: "08:00"
timeZone: America/Chicago
begins: 2001-02-01
examples: [{ at: "2001-03-17T08:00:00-06:00", then: 2001-03-17 }]
`,
})
const query = async (connection: string) => (connection === 'serving' ? [{ version: '1.1.0' }] : [])

/** All of them are well by what they cost in minutes, but for the last. */
async function seven() {
  const files = { ...others(SEVEN), ...daily('operations') }
  const it = await scenario({ at: '2001-02-26T06:00:00Z', files, parts: { query: () => query as never } })
  const feed = async () => {
    for (const model of SEVEN) {
      const well = (kpi: string) => (model !== 'm-7' && kpi === 'mae' ? { value: 15 } : {})
      await it.store.addReadings(flightReadings(it.clock.now()).map(r => ({ ...r, model, ...well(r.kpi) })))
    }
    await it.bot.watch()
    await it.reconciles()
  }
  return { it, feed }
}

test('[E5] of many KPIs the one beyond its limit is named, and what is cut off is told with how it stands', async () => {
  const { it, feed } = await seven()
  await feed()
  it.clock.move(9 * 3_600_000)
  await feed()
  const digest = it.digests('approvals').at(-1) ?? ''
  const lines = digest.split('\n')
  expect(lines[1]).toContain('1 KPI beyond what was agreed')
  expect(lines.slice(2, 16).map(line => line.replace(/: .*;/, ':'))).toMatchInlineSnapshot(`
    [
      "• Flight delay forecast, Late flights announced: short of its target of 45 %",
      "• Model m-2, Late flights announced: short of its target of 45 %",
      "• Model m-3, Late flights announced: short of its target of 45 %",
      "• Model m-4, Late flights announced: short of its target of 45 %",
      "• Model m-5, Late flights announced: short of its target of 45 %",
      "• Model m-6, Late flights announced: short of its target of 45 %",
      "• Model m-7, Late flights announced: short of its target of 45 %",
      "• Flight delay forecast, False notices: as agreed",
      "• Model m-2, False notices: as agreed",
      "• Model m-3, False notices: as agreed",
      "• Model m-4, False notices: as agreed",
      "• Model m-7, Mean error of the forecast: beyond its limit of 18.5 min",
      "and 3 KPIs more (3 as agreed): /kedge status",
      "All of it: /kedge digest",
    ]
  `)
  const asked = await it.says('ana', 'approvals', '/kedge digest')
  expect(asked).toContain('Model m-7, Mean error of the forecast')
}, 60_000)

test('[E5] [E1] of many open cases a digest names the gravest, as /kedge cases does', async () => {
  const policies = Object.fromEntries([ofAll('policies/forecast-error.yaml'), ofAll('policies/false-notices.yaml')])
  const files = { ...others(THIRTEEN), ...policies, ...daily('executive') }
  const it = await scenario({ at: '2001-03-05T15:00:00Z', files, parts: { query: () => query as never } })
  for (const model of THIRTEEN) {
    const value = (kpi: string, version: string) => {
      if (kpi === 'false_notices') return { value: model === 'z-worst' ? 300 : 50 }
      if (kpi !== 'mae') return {}
      if (model === 'z-worst') return { value: 15 }
      return version === '1.1.0' ? { value: 19 } : {}
    }
    await it.store.addReadings(flightReadings(it.clock.now()).map(r => ({ ...r, model, ...value(r.kpi, r.version) })))
  }
  await it.bot.watch()
  await it.reconciles()
  await it.reconciles()
  it.clock.move(DAY_MS)
  await it.bot.watch()
  await it.reconciles()
  const lines = (it.digests('approvals').at(-1) ?? '').split('\n')
  const from = lines.indexOf('Open cases, and what is on hold')
  const told = lines.slice(from + 1, from + 12).map(line => line.replace(/, open for.*/, ''))
  expect(told).toMatchInlineSnapshot(`
    [
      "• Flight delay forecast: mean error of the forecast beyond the agreed limit since 29 January 2001",
      "• Model z-worst: false notices beyond the agreed limit since 29 January 2001",
      "• Model a-0: mean error of the forecast beyond the agreed limit since 29 January 2001",
      "• Model a-1: mean error of the forecast beyond the agreed limit since 29 January 2001",
      "• Model a-10: mean error of the forecast beyond the agreed limit since 29 January 2001",
      "• Model a-2: mean error of the forecast beyond the agreed limit since 29 January 2001",
      "• Model a-3: mean error of the forecast beyond the agreed limit since 29 January 2001",
      "• Model a-4: mean error of the forecast beyond the agreed limit since 29 January 2001",
      "• Model a-5: mean error of the forecast beyond the agreed limit since 29 January 2001",
      "• Model a-6: mean error of the forecast beyond the agreed limit since 29 January 2001",
      "• and 3 more: /kedge status",
    ]
  `)
  const listed = await it.says('ana', 'approvals', '/kedge cases')
  const names = (all: readonly string[]) => all.flatMap(line => /^• (.*?)(?::| \()/.exec(line)?.[1] ?? []).slice(0, 10)
  expect(names(told)).toEqual(names(listed.split('\n')))
}, 100_000)
