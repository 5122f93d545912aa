/** No data is a problem, and a digest says whose: of a source, and of the models that wait for it. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { OutsideError } from '../../src/core/outside.ts'
import { MODEL, scenario } from './world.ts'

const WEEK_MS = 7 * 86_400_000
const served = async (connection: string) => (connection === 'serving' ? [{ version: '1.1.0' }] : [])
const OVERVIEW = {
  'policies/daily-overview.yaml': `kind: digest
id: daily-overview
because: Whoever answers for all of it sees what is on each desk.
channel: C0APPROVALS
audience: executive
at: "08:00"
timeZone: America/Chicago
begins: 2001-02-01
examples: [{ at: "2001-03-17T08:00:00-06:00", then: 2001-03-17 }]
`,
}

test('[E5] [D12] what a monitor calls too old is without data in digests as well, where no KPI says so', async () => {
  const hours = { 'forecast-error': 192, 'false-notices': 192, 'unseen-flights': 48 }
  const policies = Object.entries(hours).map(([id, stale]) => {
    const path = `policies/${id}.yaml`
    return [path, readFileSync(path, 'utf8').replace(/^severity:/m, `staleHours: ${stale}\nseverity:`)]
  })
  const files = {
    [MODEL]: readFileSync(MODEL, 'utf8').replace(/ {4}freshHours: \d+\n/g, ''),
    ...Object.fromEntries(policies),
    ...OVERVIEW,
  }
  const it = await scenario({ at: '2001-02-26T06:00:00Z', files, parts: { query: () => served } })
  await it.watch()
  await it.reconciles()
  for (let i = 0; i < 4; i++) {
    it.clock.move(WEEK_MS)
    await it.bot.watch()
    await it.reconciles()
  }
  expect(it.chat('flight-ops')).toContain('GETS NO DATA')
  expect(await it.says('ana', 'flight-ops', '/kedge status flight-delay')).toContain('no-data')
  const told = (it.digests('approvals').at(-1) ?? '').split('\n')
  expect(told.filter(line => /False notices|No data|without data|DataOps/.test(line))).toMatchInlineSnapshot(`
    [
      "3 KPIs without data and 1 trouble with data.",
      "• False notices: 70 → 63 → 54 → 51 per 1,000 flights over 4 weeks, better; nothing newer than 26 February 2001",
      "DataOps: 3 KPIs of Flight delay forecast without data; 1 open trouble with data, the oldest for 26 days",
      "No data",
      "• Flight delay forecast: False notices, Mean error of the forecast and Flights the model never saw; the newest reading ended 26 February 2001",
    ]
  `)
})

test('[E5] [D12] a source that does not answer is a trouble with data, and none of Kedge itself', async () => {
  let isDown = false
  const query = async (connection: string) => {
    if (connection === 'serving') return [{ version: '1.1.0' }]
    if (isDown) throw new OutsideError('unavailable', 'flights does not answer.\n  fix: start flights')
    return []
  }
  const parts = { query: () => query as never }
  const it = await scenario({ at: '2001-02-26T06:00:00Z', files: OVERVIEW, parts })
  await it.watch()
  await it.reconciles()
  await it.passes({ hours: 9 })
  await it.reconciles()
  isDown = true
  for (let hour = 0; hour < 25; hour++) {
    it.clock.move(3_600_000)
    await it.bot.watch()
    await it.reconciles()
  }
  const told = (it.digests('approvals').at(-1) ?? '').split('\n')
  expect(told.filter((line, i) => i === 1 || /DataOps|ITOps|its card/.test(line))).toMatchInlineSnapshot(`
    [
      "1 KPI beyond what was agreed and 1 trouble with data.",
      "DataOps: 1 open trouble with data, the oldest for 14 hours; 1 trouble with data, 1 more than the day before",
      "ITOps: Kedge works and measures",
      "flight-delay is stuck since 27 February 2001, 00:00 UTC with measuring; its card in <#C0FLIGHTOPS> says why.",
    ]
  `)
  expect(it.digests('flight-ops').at(-1)).toMatch(/flight-delay is stuck since .*; its card says why\./)
}, 60_000)
