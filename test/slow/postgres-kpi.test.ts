import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { BREACH_LINES } from '../fixtures/breach-lines.ts'
import { flightReadings } from '../fixtures/flights.ts'
import { type PostgresServer, startPostgres, withoutPostgres } from '../fixtures/postgres-server.ts'
import { BREACH, MODEL, scenario } from '../scenarios/world.ts'

/** The model of the airline, but all it asks is asked of a warehouse. */
async function modelOfTheWarehouse(): Promise<string> {
  const text = await readFile(join(import.meta.dirname, '../..', MODEL), 'utf8')
  const column = (kpi: string) => `max(value) filter (where kpi = '${kpi}') as ${kpi}`
  const query = (every: string, kpis: readonly string[]) => `
    connection: warehouse
    every: ${every}
    since: 2001-01-29
    sql: |
      select date_trunc('${every}', begins) as period, version, max(n) as n, ${kpis.map(column).join(', ')}
      from figures where begins >= $start and begins < $end and kpi in ('${kpis.join("', '")}')
      group by 1, 2
`
  const weekly = query('week', ['mae', 'false_notices', 'announced'])
  const served = '\n    connection: warehouse\n    sql: select version from served order by at desc limit 1\n'
  return text.replace(
    / {2}weekly:\n[\s\S]*?(?=\nkpis:)/,
    `  weekly:${weekly}  daily:${query('day', ['unseen'])}  served:${served}`,
  )
}

async function filled(): Promise<PostgresServer> {
  const server = await startPostgres()
  onTestFinished(() => server.close())
  const rows = flightReadings(new Date(BREACH)).map(
    ({ kpi, version, start, value, n }) => `('${kpi}', '${version}', '${start}', ${value}, ${n})`,
  )
  await server.admin(`
    create table figures (kpi text, version text, begins timestamptz, value numeric, n int);
    insert into figures values ${rows.join(', ')};
    create table served (version text, at timestamptz); insert into served values ('1.1.0', '2001-01-31');
    grant select on figures, served to kedge`)
  return server
}

test.skipIf(withoutPostgres)('[D1] KPIs that are read from PostgreSQL open the case that files open', async () => {
  const server = await filled()
  const parts = { connections: { warehouse: server.settings } }
  const it = await scenario({ seeded: false, files: { [MODEL]: await modelOfTheWarehouse() }, parts })
  await it.watch()
  expect(it.log.lines.filter(line => line.startsWith('error'))).toEqual([])
  expect(it.card('flight-ops').split('\n').slice(0, 5)).toEqual(BREACH_LINES)
})
