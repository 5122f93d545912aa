/** Series by the hour that are longer than what is read of them at once. */
import { expect, test } from 'vitest'
import { DESK, pushedModel } from '../fixtures/desk.ts'
import { MODEL, scenario } from '../scenarios/world.ts'

const HOUR = 3_600_000
const START = Date.parse('2001-02-05T00:00:00Z')
const moment = (hour: number) => new Date(START + hour * HOUR).toISOString()
const noise = (i: number) => (((i * 7919) % 1000) / 1000 - 0.5) * 2
const reading = (kpi: string, i: number, value: number, { segment = '', version = '1.1.0' } = {}) => {
  const [start, end] = [moment(i), moment(i + 1)]
  return { ...{ model: 'flight-delay', kpi, segment, version, start, end }, value, n: 900, available: end }
}
const hours = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)

async function watched(kpis: readonly string[], method: string, watches = '') {
  const stated = kpis.map(
    id =>
      `  ${id}: { name: ${id}, kind: technical, query: hourly, direction: lower-is-better, unit: '%', limit: 1000 }\n`,
  )
  const text = (await pushedModel())
    .replace('queries:\n', 'queries:\n  hourly: { connection: delay-desk, every: hour }\n')
    .replace(/^kpis:\n/m, `kpis:\n${stated.join('')}`)
  const policy = `kind: monitor
id: load-by-hour
because: Nights are not days.
fix: "Look at what is different."
appliesTo: { models: [flight-delay] }
watches: { kpi: load0${watches} }
fires: { after: 3 }
clears: { after: 3 }
method: ${method}
severity: breach
examples:
  - { limit: 1000, values: [], then: no-data }
  - { limit: 1000, values: [10, 11, 9, 10, 11, 9, 10, 11, 9, 10, 11, 9, 10, 11, 9, 10, 11, 9, 10, 11, 90, 90, 90, 90], then: firing }
`
  const files = { [MODEL]: text, 'policies/load-by-hour.yaml': policy }
  const it = await scenario({ at: moment(0), seeded: false, files, parts: { pushes: DESK } })
  await it.bot.world.policy()
  const at = async (hour: number) => {
    it.clock.set(new Date(START + hour * HOUR + 60_000).toISOString())
    await it.watch()
  }
  const cases = async () => (await it.store.subjects({ kind: 'case' })).map(({ state }) => state)
  return { ...it, at, cases }
}

test('[D5] a day in the night is found, however many older versions there are of which each ran for three hours', async () => {
  const kpis = ['load0', 'load1', 'load2', 'load3', 'load4']
  const it = await watched(kpis, '{ is: seasonal }')
  const usual = (i: number) => (i % 24 >= 6 && i % 24 < 22 ? 20 : 5) + noise(i)
  for (const version of hours(1, 21).map(n => `0.${n}.0`))
    await it.store.addReadings(kpis.flatMap(kpi => hours(0, 3).map(i => reading(kpi, i, usual(i), { version }))))
  for (const kpi of kpis) await it.store.addReadings(hours(0, 1680).map(i => reading(kpi, i, usual(i))))
  await it.at(1680)
  expect(await it.cases()).toEqual([])
  await it.store.addReadings(kpis.flatMap(kpi => hours(1680, 1684).map(i => reading(kpi, i, 20 + noise(i)))))
  await it.at(1684)
  expect(await it.cases()).toEqual(['open'])
})

test.each(['ewma', 'cusum', 'shewhart', 'modified-z', 'seasonal'])(
  '[A] [D5] what has been bad for longer than is read at once does not become usual, by %s',
  async is => {
    const it = await watched(['load0'], `{ is: ${is} }`)
    const level = (i: number) => (i < 1200 || i >= 4000 ? 10 : 30) + noise(i)
    const add = (from: number, to: number) =>
      it.store.addReadings(hours(from, to).map(i => reading('load0', i, level(i))))
    await add(0, 1210)
    await it.at(1210)
    expect(await it.cases()).toEqual(['open'])
    for (let hour = 1210; hour < 3700; hour += 150) {
      await add(hour, hour + 150)
      await it.at(hour + 150)
    }
    expect(await it.cases()).toEqual(['open'])
    expect(it.card('flight-ops')).toContain('bad hours since 27 March 2001')
    await add(3710, 4000)
    await add(4000, 4030)
    await it.at(4030)
    expect(await it.cases()).toEqual(['closed'])
  },
)

test('[D5] [D12] a method that needs more than is read at once knows nothing, and a trouble says so with its fix', async () => {
  const it = await watched(['load0'], '{ is: seasonal, seasons: 12 }')
  await it.store.addReadings(hours(0, 2100).map(i => reading('load0', i, 10 + noise(i))))
  await it.at(2100)
  const status = await it.says('ana', 'flight-ops', '/kedge status flight-delay')
  expect(status.split('\n').filter(line => line.startsWith('load0'))).toMatchInlineSnapshot(`
    [
      "load0: 11 %, 1 minute old, insufficient-data",
    ]
  `)
  await it.reconciles()
  expect(it.card('flight-ops')).toMatchInlineSnapshot(`
    "FLIGHT-DELAY IS STUCK
    load-by-hour cannot judge load0 of flight-delay: it needs 2,017 readings of each series, and 2,000 are read.
    fix: let policies/load-by-hour.yaml watch fewer segments or need fewer readings (seasons or learn of its method), or measure the KPI over longer periods
    Since: 3 May 2001, 12:01 UTC
    Category: technical
    Waits: learning × 1
    Kedge cannot mend it. This case closes by itself: when it is done, or when it is told no more."
  `)
})

test('[D7] a correction leaves since when it is bad, and how often', { timeout: 120_000 }, async () => {
  const it = await watched(['load0'], '{ is: ewma }')
  const level = (i: number) => (i < 1800 ? 10 : 30) + noise(i)
  const add = (from: number, to: number) =>
    it.store.addReadings(hours(from, to).map(i => reading('load0', i, level(i))))
  const corrects = (hour: number, known: number) =>
    it.store.addReadings([{ ...reading('load0', hour, 31.5), available: moment(known) }])
  const counted = () => {
    const [, bad, since] = /^load0: .* (\d+) bad hours since (\d+ \w+ 2001)/m.exec(it.card('flight-ops')) ?? []
    return { bad: Number(bad), since }
  }
  await add(0, 1810)
  await it.at(1810)
  for (let hour = 1810; hour < 2210; hour += 100) {
    await add(hour, hour + 100)
    await it.at(hour + 100)
  }
  const before = counted()
  expect(before.bad).toBeGreaterThan(400)
  await corrects(2190, 2211)
  await add(2210, 2212)
  await it.at(2212)
  expect(counted()).toEqual({ bad: before.bad + 2, since: before.since })
})
