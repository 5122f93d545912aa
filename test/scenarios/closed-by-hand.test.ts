/** Whoever owns a case of a part of the flights closes it once that has ended, and not before. */
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { HOUR_MS } from '../../src/core/period.ts'
import { DESK, pushedModel } from '../fixtures/desk.ts'
import { byCarrier, WEEK, weeks } from './by-carrier.ts'
import { MODEL, scenario } from './world.ts'

const CLOSE = '/kedge close flight-delay because AA flies no more'
const FIRST = Date.parse('2001-03-24T00:00:00Z')

/** An error by the hour and carrier, of which a day comes at one in the night; AA is bad on the second day. */
async function byNight(query: string) {
  const policy = await readFile('test/fixtures/monitors/error-by-carrier.yaml', 'utf8')
  const kpi = 'name: Hub error, kind: technical, query: hourly, direction: lower-is-better, unit: minutes, limit: 18.5'
  const model = (await pushedModel())
    .replace('queries:\n', `queries:\n  hourly: { ${query} }\n`)
    .replace(/^kpis:\n/m, `kpis:\n  hub_error: { ${kpi} }\n`)
  const files = { [MODEL]: model, 'policies/error-by-carrier.yaml': policy.replace('kpi: mae', 'kpi: hub_error') }
  const it = await scenario({ at: '2001-03-24T00:00:00Z', seeded: false, files, parts: { pushes: DESK } })
  await it.bot.world.policy()
  const night = async (day: number, errors: Readonly<Record<string, number>>) => {
    it.clock.set(new Date(FIRST + ((day + 1) * 24 + 1) * HOUR_MS).toISOString())
    const hours = Array.from({ length: 24 }, (_, hour) => {
      const [start, end] = [hour, hour + 1].map(h => new Date(FIRST + (day * 24 + h) * HOUR_MS).toISOString())
      return { start: start ?? '', end: end ?? '', available: it.clock.now().toISOString() }
    })
    const of = { model: 'flight-delay', kpi: 'hub_error', version: '1.1.0', n: 900 }
    await it.store.addReadings(
      Object.entries(errors).flatMap(([segment, value]) => hours.map(hour => ({ ...of, ...hour, segment, value }))),
    )
    await it.watch()
  }
  await night(0, { AA: 15, UA: 15 })
  await night(1, { AA: 30, UA: 15 })
  await it.presses('ana', 'It’s mine', 'flight-ops')
  return { ...it, night, close: () => it.says('ana', 'flight-ops', CLOSE) }
}

test.each([
  ['connection: delay-desk, every: hour', 48],
  ['connection: delay-desk, every: hour, labelDelayHours: 30', 78],
])(
  '[D5] [D7] what comes once a night goes on between two nights, and has ended once none came for long: %s',
  async (query, hours) => {
    const it = await byNight(query)
    await it.passes({ hours: 8 })
    expect(await it.close()).toContain('its readings go on')
    await it.night(2, { AA: 30, UA: 15 })
    it.clock.move(hours * HOUR_MS)
    expect(await it.close()).toContain('its readings go on')
    it.clock.move(1)
    expect(await it.close()).toContain('is closed')
  },
)

/** AA was bad, is good again and flies no more; somebody who did not believe it had opened its case again. */
test('[D5] [D7] a case of a part that ended once it was good, and that a person opened again, is closed by its owner', {
  timeout: 60_000,
}, async () => {
  const it = await byCarrier({ mae: 15, false_notices: 50 })
  await it.push([...weeks('AA', 0, [15, 16, 24, 26]), ...weeks('UA', 0, [15, 16, 15, 14])])
  const fly = async (week: number, ...carriers: readonly string[]) => {
    it.clock.move(WEEK)
    await it.push(carriers.flatMap(carrier => weeks(carrier, week, [15])))
  }
  await fly(4, 'AA', 'UA')
  await fly(5, 'AA', 'UA')
  expect((await it.events('case')).map(({ type }) => type)).toContain('case.closed')
  await it.says('ana', 'flight-ops', '/kedge reopen flight-delay because I do not believe it')
  await it.presses('ana', 'It’s mine', 'flight-ops')
  const close = () => it.says('ana', 'flight-ops', CLOSE)
  expect(await close()).toContain('its readings go on')
  await fly(6, 'UA')
  expect(await close()).toContain('its readings go on')
  for (const week of [7, 8, 9]) await fly(week, 'UA')
  expect((await it.events('case')).filter(({ type }) => type === 'case.closed')).toHaveLength(1)
  expect(await close()).toContain('is closed')
  expect((await it.events('case')).findLast(({ type }) => type === 'case.closed')?.body).not.toHaveProperty('recovered')
})
