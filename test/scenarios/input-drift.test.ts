import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { assemble } from '../../src/assemble.ts'
import { digestOfProfile, type Profile } from '../../src/core/profile.ts'
import { openDuckdb } from '../../src/edges/duckdb.ts'
import { countProfile } from '../../src/flows/count-profile.ts'
import { profileFile } from '../../src/reports/profile-file.ts'
import { botParts } from '../../src/stand-ins/bot-parts.ts'
import { flights } from '../fixtures/flight-delay.ts'
import { MODEL, scenario } from './world.ts'

const SQL = `select delay, distance, origin, destination from 'flights-3m.parquet' where date >= $start and date < $end`
const queryOf = (sql: string) => `  seen:
    connection: flights
    returns: inputs
    every: week
    since: 2001-04-02
    sql: ${sql}
`
/** The feed of distances ends with March. */
const BROKEN = `select delay, case when date < timestamp '2001-04-02' then distance end as distance, origin, destination from 'flights-3m.parquet' where date >= $start and date < $end`
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

const januaryOf = async (sql: string) => {
  const db = openDuckdb({ flights: { type: 'duckdb', folder: flights } })
  const asked = { model: 'flight-delay', query: 'seen', connection: 'flights', sql, every: 'week', bins: 10 } as const
  const { profile } = await countProfile(
    { ...asked, from: '2001-01-01', to: '2001-01-24' },
    (sql, window) => db.query('flights', sql.sqlOf.duckdb, window),
    new Date('2001-02-01'),
  )
  db.close()
  return profile
}

async function filesOf(sql: string, profile: Profile, monitor: string): Promise<Record<string, string>> {
  const model = await readFile(join(import.meta.dirname, '../..', MODEL), 'utf8')
  return {
    [MODEL]: model.replace('  served:\n', `${queryOf(sql)}  served:\n`).replace('kpis:\n', `kpis:\n${KPI}`),
    'models/flight-delay-profile.yaml': profileFile(profile),
    'policies/moved-inputs.yaml': monitor,
  }
}

test('[D4] the delays of the last week of April, held against a profile of January, are a warning in the channel', async () => {
  const files = await filesOf(SQL, await januaryOf(SQL), MONITOR)
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
    "[picture: False notices of Flight delay forecast: 107 per 1,000 flights in the week of 23 April 2001, while 1.1.0 ran. Beyond the limit of 75 in the week of 2 April 2001 (82), in the week of 9 April 2001 (83), in the week of 16 April 2001 (89) and in the week of 23 April 2001 (107). 1.0.0 on the same cases: 44. Warning, since 23 April 2001: The forecast knows the flights of January. One reading a week, 29 January 2001 to 23 April 2001.]
    • Since 23 April 2001: The forecast knows the flights of January (1 columns)
    Warning. Flight delay forecast: inputs that moved is 1 columns (limit 0 columns) since 23 April 2001: 1 week in a row.
    The forecast knows the flights of January. Look at what moved, and think of a version that has seen it."
  `)
})

/** What a feed does to others than those it has: one column ends, another one has a new name. */
async function withBadColumns() {
  const january = await januaryOf(BROKEN)
  const renamed = january.columns.map(it => (it.name === 'destination' ? { ...it, name: 'arrival' } : it))
  const { digest: _, ...profile } = { ...january, columns: renamed }
  const breach = MONITOR.replace('severity: warn', 'severity: breach')
  return filesOf(BROKEN, { ...profile, digest: digestOfProfile(profile) }, breach)
}

test('[D12] [D5] one column that ends and one that was renamed are each told, and the others are measured', async () => {
  const it = await scenario({ at: '2001-04-16T06:00:00Z', files: await withBadColumns() })
  await it.watch()
  it.clock.set('2001-04-16T06:20:00Z')
  await it.watch()
  await it.reconciles()
  const told = it.chat('flight-ops').split('\n')
  expect(told.filter(line => /inputs that moved:|distance|arrival/i.test(line)).join('\n')).toMatchInlineSnapshot(`
    "Inputs that moved: 1 columns, limit 0 columns; 2 bad weeks since 2 April 2001
    • Since 2 April 2001: its input distance has drifted (missing 0 % → 100 %)
    Inputs that cannot be judged: arrival (the query returns no such column).
    flight-delay: moved_inputs of 2001-04-09: query seen returns no column arrival; the 3 others were judged
    fix: Bring arrival back in the feed; or change the query, and count anew: kedge profile flight-delay --write."
  `)
  expect(await it.says('ana', 'flight-ops', '/kedge drift flight-delay')).toMatchInlineSnapshot(`
    "Flight delay forecast: 1 input has drifted.
    Held against its profile: 393,569 rows of 1 January 2001 to 24 January 2001.
    Inputs that moved: 1 columns, 6 hours 20 minutes old; firing
    column    state                                   moved by  much is  last windows       missing
    ────────  ──────────────────────────────────────  ────────  ───────  ─────────────────  ───────────
    distance  drifted since 2 April 2001                                                    0 % → 100 %
    arrival   gone: the query returns no such column
    delay     as it was                                 0.0048      0.1  0.0076 → 0.0048
    origin    as it was                                0.00097      0.1  0.00043 → 0.00097

    • distance: missing 0 % → 100 %
    9 April 2001 to 16 April 2001, by psi."
  `)
})

test('[D12] a bot that starts again goes on telling which column is gone, and keeps nothing anew', async () => {
  const data = await mkdtemp(join(tmpdir(), 'kedge-bad-columns-'))
  onTestFinished(() => rm(data, { recursive: true }))
  const it = await scenario({ at: '2001-04-16T06:00:00Z', files: await withBadColumns(), parts: { data } })
  await it.watch()
  await it.passes({ minutes: 20 })
  await it.reconciles()
  expect(it.chat('flight-ops')).toContain('returns no column arrival')
  await it.bot.stop()
  const { air, log } = it
  const again = await assemble(botParts(air, { data, log, now: it.clock.now, door: 'http', rulesMs: 0, accountsMs: 0 }))
  onTestFinished(() => again.stop())
  const kept = await again.world.store.readingsAfter(0)
  for (let round = 0; round < 3; round++) {
    it.clock.move(60_000)
    await again.watch()
    await again.reconcile()
    await again.settle()
  }
  expect(it.chat('flight-ops')).not.toContain('GOES ON')
  expect(await again.world.store.readingsAfter(0)).toEqual(kept)
})
