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

const BY_HAND = 'delivery: { manual: { by: bo, remindHours: 8 } }'

test('[D5] of what nobody observes, a version runs from its delivery on, and only what it does then ends the case', async () => {
  const it = await desk(text =>
    text.replace('  observe: served\n', '').replace('delivery: { workflow: deliver-model.yml }', BY_HAND),
  )
  // The other version went over the same weeks, and served none of them.
  const beside = WEEKS.map(start => reading('mae', start, 15, '1.0.0'))
  const others = WEEKS.flatMap(start => [
    ...[reading('announced', start, 40), reading('announced', start, 17, '1.0.0')],
    ...[reading('false_notices', start, 50), reading('false_notices', start, 30, '1.0.0')],
  ])
  await it.push([...broke(), ...beside, ...others])
  await it.watch()
  await it.presses('ana', 'Roll back', 'flight-ops')
  await it.submits('ana', 'The summer timetable.')
  await it.reconciles()
  await it.presses('bo', 'Approve')
  await it.reviews('chen')
  await it.reconciles()
  await it.reconciles()
  expect(await it.pull()).toMatchObject({ merged: true })
  await it.later()
  expect(it.card('flight-ops')).toContain('Mean error of the forecast: 22 min')
  await it.says('bo', 'flight-ops', '/kedge delivered flight-delay')
  await it.later()
  await it.later()
  expect(await it.closings()).toEqual([])
  // The week it came in is still of the version before.
  for (const start of ['2001-04-16', '2001-04-23', '2001-04-30']) {
    expect(await it.closings()).toEqual([])
    await it.later(7 * 24 * 3_600_000)
    await it.push([reading('mae', start, 15, '1.0.0')])
    await it.later()
  }
  expect(await it.closings()).toMatchObject([{ body: { recovered: '2001-05-07T00:00:00.000Z' } }])
})

test('[D6] a limit that is raised ends no case: readings of later weeks do', async () => {
  const it = await desk()
  await it.push(broke())
  await it.watch()
  await it.pushesToMain('root', MODEL, text => text.replace('limit: 18.5', 'limit: 30'))
  await it.later()
  await it.later()
  expect(await it.closings()).toEqual([])
  for (const start of ['2001-04-16', '2001-04-23']) {
    expect(await it.closings()).toEqual([])
    await it.later(7 * 24 * 3_600_000)
    await it.push([reading('mae', start, 17)])
    await it.later()
    // And its card says by what the weeks of before were judged.
    expect(it.chat('flight-ops')).toContain('limit 18.5 min, now 30 min')
  }
  expect(await it.closings()).toMatchObject([{ body: { recovered: '2001-04-30T00:00:00.000Z' } }])
})

test('[D6] another version in the file ends no case by what it did in weeks that are over', async () => {
  const it = await desk(text => text.replace('  observe: served\n', ''))
  await it.push([...broke(), ...WEEKS.map(start => reading('mae', start, 15, '1.0.0'))])
  await it.watch()
  await it.pushesToMain('root', MODEL, text => text.replace('version: 1.1.0\n  mode', 'version: 1.0.0\n  mode'))
  await it.later()
  await it.later()
  expect(await it.closings()).toEqual([])
})

test('[D6] the card counts the bad weeks that are left when a source takes one back', async () => {
  const it = await desk()
  await it.push(broke())
  await it.watch()
  expect(it.card('flight-ops')).toContain('2 bad weeks since 2 April 2001')
  await it.later()
  await it.push([reading('mae', '2001-04-02', 15)])
  await it.later()
  expect(it.card('flight-ops')).toContain('1 bad week since 9 April 2001')
  expect(await it.closings()).toEqual([])
})
