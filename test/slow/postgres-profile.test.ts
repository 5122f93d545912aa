import { tmpdir } from 'node:os'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CountedColumn } from '../../src/core/profile.ts'
import type { SqlOf } from '../../src/core/query-forms.ts'
import { openDatabases } from '../../src/edges/databases.ts'
import { countProfile, type ProfileAsked } from '../../src/flows/count-profile.ts'
import { profileFile } from '../../src/reports/profile-file.ts'
import { windowFrom } from '../../src/sources/count-statement.ts'
import { countsAsked } from '../../src/sources/counts-asked.ts'
import { countedInMemory, type MadeColumn, madeColumns, ODD_TEXTS, sqlOfRows } from '../fixtures/counted.ts'
import { type PostgresServer, startPostgres, withoutPostgres } from '../fixtures/postgres-server.ts'

const BOTH = ['duckdb', 'postgres'] as const
const span = { start: new Date('2001-01-01T00:00:00Z'), end: new Date('2001-02-12T00:00:00Z') }

let server: PostgresServer
let databases: ReturnType<typeof openDatabases>
beforeAll(async () => {
  if (withoutPostgres) return
  server = await startPostgres()
  databases = openDatabases({ duckdb: { type: 'duckdb', folder: tmpdir() }, postgres: server.settings })
})
afterAll(async () => {
  databases?.close()
  await server?.close()
})

const asks = (of: (typeof BOTH)[number]) => (asked: SqlOf, window: typeof span) =>
  databases.query(of, asked.sqlOf[of], window)

async function windowOf(of: (typeof BOTH)[number], made: readonly MadeColumn[]) {
  const columns = made.map(({ counted }) => counted)
  return windowFrom(columns, await asks(of)(countsAsked(sqlOfRows(made), columns), span))
}

describe.skipIf(withoutPostgres)('[D4] DuckDB and PostgreSQL', () => {
  test('count the same of any rows, and the same as in memory', async () => {
    await fc.assert(
      fc.asyncProperty(madeColumns, async made => {
        const all = await Promise.all(BOTH.map(of => windowOf(of, made)))
        expect(all).toEqual([countedInMemory(made), countedInMemory(made)])
      }),
      { numRuns: 60 },
    )
  }, 120_000)

  test('know é from e with an accent, A from a, and no quote or comment in a text as one', async () => {
    const values = [...new Set(ODD_TEXTS.filter(it => it !== ''))].sort((a, b) =>
      Buffer.compare(Buffer.from(a), Buffer.from(b)),
    )
    const counted: CountedColumn = { name: '"odd"', is: 'texts', values }
    const cells = [...ODD_TEXTS, ...ODD_TEXTS, 'unseen', null]
    for (const of of BOTH) {
      const [column] = (await windowOf(of, [{ counted, cells }])).columns
      expect(column).toEqual({ missing: 3, notFinite: 0, counts: [...values.map(() => 2), 1] })
    }
  })

  test('make the same profile to the byte, of numbers, few numbers, texts, nulls and what is not finite', async () => {
    const profiles = await Promise.all(
      BOTH.map(of => countProfile({ ...REFERENCE, connection: 'acme' }, asks(of), new Date(0))),
    )
    const [one, other] = profiles.map(({ profile }) => profileFile(profile))
    expect(one).toBe(other)
    const [{ profile, leftOut }] = profiles as [Awaited<ReturnType<typeof countProfile>>]
    expect(leftOut).toEqual(['moment'])
    expect(
      profile.columns.map(({ name, is, missing, notFinite, chunks }) => [name, is, missing, notFinite, chunks.length]),
    ).toEqual([
      ['delay', 'numbers', 101, 67, 6],
      ['price', 'numbers', 0, 0, 6],
      ['hour', 'few-numbers', 0, 0, 6],
      ['city', 'texts', 60, 0, 6],
      ['paid', 'texts', 0, 0, 6],
      ['nothing', 'few-numbers', 1008, 0, 6],
    ])
  })
})

/** Six weeks of hours, with what both databases can say in the same words. */
const REFERENCE: ProfileAsked = {
  ...{ model: 'acme', query: 'seen', connection: 'acme', every: 'week', bins: 10 },
  ...{ from: '2001-01-01', to: '2001-02-11' },
  sql: `
    select moment, case when i % 10 = 3 then null when i % 15 = 4 then cast('NaN' as double precision)
        else cast((i * 7919) % 1009 as double precision) / 7 end as delay,
      cast(i as decimal(9, 2)) + 0.25 as price, cast(i % 12 as smallint) as hour,
      case i % 17 when 0 then '' when 1 then 'São Paulo' when 2 then 'it''s' when i then 'once' else 'ČB' end as city,
      i % 2 = 0 as paid, cast(null as double precision) as nothing
    from (select cast(i as int) as i, timestamp '2001-01-01' + i * interval '1 hour' as moment
      from generate_series(0, 1007) as made(i)) as hours
    where moment >= cast($start as timestamp) and moment < cast($end as timestamp);`,
}
