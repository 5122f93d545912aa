import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { API_KEY, madeVersion, post } from '../fixtures/api.ts'
import { DESK } from '../fixtures/desk.ts'
import { flightReadings } from '../fixtures/flights.ts'
import { playbookFile } from '../fixtures/playbook.ts'
import { trainable } from '../fixtures/trainable.ts'
import { MODEL, type Scenario, scenario } from './world.ts'

const WEEK = 7 * 86_400_000
const KPIS = /(?<= {2})weekly:\n[\s\S]*?(?= {2}served:\n)/
const QUERIES = 'weekly: { connection: delay-desk, every: week }\n  daily: { connection: delay-desk, every: day }\n'
const SOON = `kind: sla
id: recover-soon
because: A model that is bad for long costs notices.
fix: "See that {model} recovers."
appliesTo: { models: [flight-delay] }
what: recover
within: { days: 28 }
escalation: [{ after: 0, to: operations }]
agreedBy: { business: mara, provider: ana }
examples:
  - { from: 2001-04-16T08:00:00Z, at: 2001-04-17T08:00:00Z, then: in-time }
  - { from: 2001-04-16T08:00:00Z, at: 2001-05-17T08:00:00Z, then: late }
`

async function retraining() {
  const files: Record<string, string> = { ...(await trainable()), 'policies/recover-soon.yaml': SOON }
  files[MODEL] = files[MODEL]?.replace(KPIS, QUERIES) ?? ''
  const it = await scenario({
    seeded: false,
    files,
    onDispatch: () => 'success',
    parts: { api: API_KEY, pushes: DESK },
  })
  await it.store.addReadings(flightReadings(it.clock.now()))
  await it.watch()
  await it.presses('bo', 'Retrain', 'flight-ops')
  await it.submits('bo', 'The summer timetable is new.')
  await it.presses('fay', 'Approve')
  const { number } = await it.pull()
  await it.air.github.person('mara').call('PUT', `/repos/acme/models/pulls/${number}/merge`, {})
  await it.settle()
  return { ...it, change: await it.newest('change') }
}

/** The next week is good. */
async function goodWeek(it: Scenario) {
  it.clock.move(WEEK)
  const end = Math.floor((it.clock.now().getTime() - Date.parse('2001-04-16T00:00:00Z')) / WEEK) * WEEK
  const at = (ms: number) => new Date(Date.parse('2001-04-16T00:00:00Z') + ms).toISOString()
  const reading = (kpi: string, value: number) => ({
    ...{ model: 'flight-delay', kpi, segment: '', version: '1.1.0', value, n: 100_000 },
    ...{ start: at(end - WEEK), end: at(end), available: it.clock.now().toISOString() },
  })
  await it.store.addReadings([reading('mae', 14), reading('false_notices', 50), reading('announced', 45)])
  await it.watch()
}

test('[D7] recovered is the good reading that ended the breach, and nobody is called late for it, however long the training that was asked for takes', {
  timeout: 60_000,
}, async () => {
  const it = await retraining()
  for (let week = 0; week < 6; week++) await goodWeek(it)
  expect(await it.events('case')).not.toContainEqual(expect.objectContaining({ type: 'case.closed' }))
  const made = { ...madeVersion, change: `${it.change}:flight-delay` }
  expect((await post(`${it.url}/v1/versions`, made, { now: it.clock.now })).status).toBe(202)
  await it.settle()
  const open = (await it.api('pulls?state=open'))[0]
  if (open)
    await it.air.github.person('mara').call('PATCH', `/repos/acme/models/pulls/${open.number}`, { state: 'closed' })
  await it.settle()
  await it.reconciles()
  await it.watch()
  expect((await it.events('case')).find(({ type }) => type === 'case.closed')).toMatchObject({
    body: { recovered: '2001-04-30T00:00:00.000Z' },
  })
  expect(it.chat('flight-ops')).not.toContain('recover-soon')
})

describe('[D7] [D8] a case recovers although the request of a playbook lies on GitHub', () => {
  const asked = async (withinHours = 72) => {
    const path = 'policies/approve-medium.yaml'
    const approvals = (await readFile(path, 'utf8')).replaceAll('72', `${withinHours}`)
    const files: Record<string, string> = { ...(await trainable()), ...playbookFile(['retrain']), [path]: approvals }
    files[MODEL] = files[MODEL]?.replace(KPIS, QUERIES) ?? ''
    const it = await scenario({ seeded: false, files, parts: { pushes: DESK } })
    await it.store.addReadings(flightReadings(it.clock.now()))
    await it.watch()
    expect((await it.events('change')).map(({ type }) => type)).toContain('change.opened')
    return it
  }
  const recovers = async (it: Scenario) => {
    await goodWeek(it)
    await goodWeek(it)
    expect((await it.pull()).state).toBe('open')
    expect(it.card('flight-ops')).toContain('RECOVERED')
  }

  test('that nobody approved in time', async () => {
    await recovers(await asked())
  })

  test('that was denied; a denial that is taken back asks for it anew, and opens no case', async () => {
    const it = await asked(720)
    await it.presses('fay', 'Deny')
    await it.submits('fay', 'Not now, the timetable settles.')
    await recovers(it)
    const seen = (await it.events('case')).length
    await it.presses('fay', 'Approve')
    await it.reconciles()
    expect(it.card('approvals')).toContain('Approved')
    await it.passes({ minutes: 1 })
    expect((await it.events('case')).length).toBe(seen)
    expect(it.chat('flight-ops')).toContain('FLIGHT DELAY FORECAST: RECOVERED')
  })
})
