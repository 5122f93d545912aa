import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { openDuckdb } from '../../src/edges/duckdb.ts'
import { countProfile } from '../../src/flows/count-profile.ts'
import { profileFile } from '../../src/reports/profile-file.ts'
import { flights } from '../fixtures/flight-delay.ts'
import { MODEL, scenario } from './world.ts'

const SQL = `select delay, distance, origin, destination from 'flights-3m.parquet' where date >= $start and date < $end`
const QUERY = `  seen:
    connection: flights
    returns: inputs
    every: week
    since: 2001-04-02
    sql: ${SQL}
`
const KPI = `  moved_inputs:
    name: Inputs that moved
    kind: technical
    unit: columns
    direction: lower-is-better
    limit: 0
    query: seen
    drift: { method: psi }
    minSamples: 1000
    freshHours: 192
`
const MONITOR = `kind: monitor
id: moved-inputs
because: The forecast knows the flights of January.
fix: Look at what moved, and think of a version that has seen it.
appliesTo: { models: [flight-delay] }
watches: { kpi: moved_inputs }
fires: { after: 1 }
clears: { after: 2 }
severity: warn
examples:
  - { limit: 0, values: [0, 1], then: firing }
  - { limit: 0, values: [1, 0], then: recovering }
  - { limit: 0, values: [0], then: ok }
  - { limit: 0, values: [], then: no-data }
`

let files: Record<string, string>
beforeAll(async () => {
  const db = openDuckdb({ flights: { type: 'duckdb', folder: flights } })
  const asked = {
    model: 'flight-delay',
    query: 'seen',
    connection: 'flights',
    sql: SQL,
    every: 'week',
    bins: 10,
  } as const
  const { profile } = await countProfile(
    { ...asked, from: '2001-01-01', to: '2001-01-24' },
    (sql, window) => db.query('flights', sql.sqlOf.duckdb, window),
    new Date('2001-02-01'),
  )
  db.close()
  const model = await readFile(join(import.meta.dirname, '../..', MODEL), 'utf8')
  files = {
    [MODEL]: model.replace('  served:\n', `${QUERY}  served:\n`).replace('kpis:\n', `kpis:\n${KPI}`),
    'models/flight-delay-profile.yaml': profileFile(profile),
    'policies/moved-inputs.yaml': MONITOR,
  }
})

test('[D4] the delays of the last week of April, held against a profile of January, are a warning in the channel', async () => {
  const { watch, clock, chat, log } = await scenario({ at: '2001-04-23T06:00:00Z', files })
  const lines = () =>
    chat('flight-ops')
      .split('\n')
      .filter(line => /inputs that moved|flights of January/i.test(line))
  await watch()
  expect(lines()).toEqual([])
  clock.set('2001-04-30T06:00:00Z')
  await watch()
  expect(log.lines.filter(line => line.startsWith('error'))).toEqual([])
  expect(lines().join('\n')).toMatchInlineSnapshot(`
    "[picture: False notices of Flight delay forecast: 107 per 1,000 flights in the week of 23 April 2001, while 1.1.0 ran. Beyond the limit of 75 in the week of 2 April 2001 (82), in the week of 9 April 2001 (83), in the week of 16 April 2001 (89) and in the week of 23 April 2001 (107). 1.0.0 on the same cases: 44. Warned since 30 April 2001: The forecast knows the flights of January. One reading a week, 29 January 2001 to 23 April 2001.]
    • Since 30 April 2001: The forecast knows the flights of January (1 columns)
    Warning. Flight delay forecast: inputs that moved is 1 columns (limit 0 columns) since 30 April 2001: 1 week in a row.
    The forecast knows the flights of January. Look at what moved, and think of a version that has seen it."
  `)
})
