/** What is said of a case where no reading says it: nothing is over, and nothing is missing, by what nobody measured. */
import { expect, test } from 'vitest'
import { DESK, pushedModel } from '../fixtures/desk.ts'
import { DESK_TOKEN } from '../fixtures/pushed.ts'
import { MODEL, scenario } from './world.ts'

const WEEKS = ['2001-03-19', '2001-03-26', '2001-04-02', '2001-04-09']
const reading = (kpi: string, start: string, value: number, version = '1.1.0') => ({
  ...{ model: 'flight-delay', kpi, version, start, value, n: 50_000 },
})
/** Two good weeks and two bad ones. */
const broke = (version = '1.1.0') => WEEKS.map((start, i) => reading('mae', start, i < 2 ? 15 : 22, version))

/** The airline whose figures are sent by the desk that computes them. */
async function desk(change: (text: string) => string = text => text) {
  const files = { [MODEL]: change(await pushedModel()) }
  const it = await scenario({ seeded: false, files, parts: { pushes: DESK } })
  await it.bot.world.policy()
  const push = async (readings: readonly object[]) => {
    const headers = { authorization: `Bearer ${DESK_TOKEN}`, 'content-type': 'application/x-ndjson' }
    const body = readings.map(one => JSON.stringify(one)).join('\n')
    expect((await fetch(`${it.url}/v1/readings`, { method: 'POST', headers, body })).status).toBe(200)
  }
  const later = async (ms = 60_000) => {
    it.clock.move(ms)
    await it.watch()
    await it.reconciles()
  }
  const closings = async () => (await it.events('case')).filter(({ type }) => type === 'case.closed')
  return { ...it, push, later, closings }
}

test('[D7] a KPI that never came is no likely cause of another that did', async () => {
  const it = await desk()
  await it.push(broke())
  await it.watch()
  expect(it.card('flight-ops')).toContain('MEAN ERROR OF THE FORECAST 22 MIN')
  expect(it.card('flight-ops')).not.toContain('Nothing new')
})
