/** No data is a problem, and a digest says whose: of a source, and of the models that wait for it. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
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
      "3 KPIs without data and 1 trouble of Kedge itself.",
      "• False notices: 70 → 63 → 54 → 51 per 1,000 flights over 4 weeks, better; nothing newer than 26 February 2001",
      "DataOps: 3 KPIs of Flight delay forecast without data",
      "No data",
      "• Flight delay forecast: False notices, Mean error of the forecast and Flights the model never saw; the newest reading ended 26 February 2001",
    ]
  `)
})
