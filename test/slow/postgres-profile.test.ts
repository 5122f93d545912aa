import { tmpdir } from 'node:os'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CountedColumn, Profile } from '../../src/core/profile.ts'
import type { SqlOf } from '../../src/core/query-forms.ts'
import { openDatabases } from '../../src/edges/databases.ts'
import { countProfile, type ProfileAsked } from '../../src/flows/count-profile.ts'
import { countingOf } from '../../src/flows/count-window.ts'
import { profileFile } from '../../src/reports/profile-file.ts'
import { literal, windowFrom } from '../../src/sources/count-statement.ts'
import { countsAsked, inBoth } from '../../src/sources/counts-asked.ts'
import { lookStatement } from '../../src/sources/look-statement.ts'
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

  test('read a text of digits as the same number, and of any other text that it is none', async () => {
    const counted: CountedColumn = { name: 'x', is: 'numbers', edges: [-1, 0, 1, 7, 1000, 1e300] }
    const told = await Promise.all(
      BOTH.flatMap(of =>
        SPELLINGS.map(async text => {
          const sql = `select cast(x as varchar) as x from (values (${literal(text)}), (null)) as made(x)`
          const looked = (
            await asks(of)(
              inBoth(dialect => lookStatement(dialect, sql, ['x'])),
              span,
            )
          )[0]?.k0
          return [of, text, looked, await countingOf(sql, [counted])(asked => asks(of)(asked, span))] as const
        }),
      ),
    )
    const by = (which: string) => told.filter(([of]) => of === which).map(([, ...rest]) => rest)
    expect(by('postgres')).toEqual(by('duckdb'))
    expect(by('duckdb').filter(([, looked]) => looked === 1).length).toBeGreaterThan(20)
  }, 120_000)

  test('make the same profile of columns of text, as a CSV file has no others', async () => {
    const texts = { ...REFERENCE, sql: TEXTS, connection: 'acme' }
    const profiles = await Promise.all(BOTH.map(of => countProfile(texts, asks(of), new Date(0))))
    const [one, other] = profiles.map(({ profile }) => profileFile(profile))
    expect(one).toBe(other)
    const kinds = (it: (typeof profiles)[number] | undefined) => it?.profile.columns.map(({ name, is }) => [name, is])
    expect(kinds(profiles[0])).toEqual([
      ['delay', 'numbers'],
      ['hour', 'few-numbers'],
      ['zip', 'few-numbers'],
      ['mixed', 'texts'],
    ])
    const declared = { zip: 'texts', mixed: 'numbers' } as const
    const said = await Promise.all(BOTH.map(of => countProfile({ ...texts, declared }, asks(of), new Date(0))))
    expect(kinds(said[0])?.slice(2)).toEqual([
      ['zip', 'texts'],
      ['mixed', 'numbers'],
    ])
    expect(profileFile(said[0]?.profile as Profile)).toBe(profileFile(said[1]?.profile as Profile))
  })

  test('count later windows of such texts by the kind of the profile, also where they turn into something else', async () => {
    const { profile } = await countProfile({ ...REFERENCE, sql: TEXTS }, asks('duckdb'), new Date(0))
    const windows = await Promise.all(
      BOTH.map(of =>
        countingOf(
          TEXTS.replace('cast(i % 12 as varchar)', "case when i % 3 = 0 then 'n/a' else cast(i % 12 as varchar) end"),
          profile.columns,
        )(asked => asks(of)(asked, span)),
      ),
    )
    expect(windows[0]).toEqual(windows[1])
    const [bad] = await Promise.all([
      countingOf(
        TEXTS.replace('as delay', "|| case when i % 3 = 0 then ' late' else '' end as delay"),
        profile.columns,
      )(asked => asks('postgres')(asked, span)),
    ])
    expect(bad?.columns[0]).toMatchObject({ missing: 0, notFinite: 336 })
  })

  test('[D12] tell a column that was renamed, dropped, or is of another type, and count the others', async () => {
    const columns: readonly CountedColumn[] = [
      { name: 'delay', is: 'numbers', edges: [1] },
      { name: 'hour', is: 'few-numbers', values: [7] },
      { name: 'flag', is: 'few-numbers', values: [0, 1] },
      { name: 'origin', is: 'texts', values: ['JFK'] },
    ]
    const there = `(select cast(1 as double precision) as dep_delay, '7' as hour, true as flag, 'JFK' as origin) as made`
    for (const list of ['*', 'delay, hour, flag, origin', 'delay, upper(origin) as origin, hour, flag']) {
      const windows = await Promise.all(
        BOTH.map(of => countingOf(`select ${list} from ${there}`, columns)(asked => asks(of)(asked, span))),
      )
      expect(windows[1]).toEqual({
        rows: 1,
        columns: [
          undefined,
          { missing: 0, notFinite: 0, counts: [1, 0] },
          { missing: 0, notFinite: 0, counts: [0, 1, 0] },
          { missing: 0, notFinite: 0, counts: [1, 0] },
        ],
      })
      expect(windows[0]).toEqual(windows[1])
    }
  })
})

const SPELLINGS = [
  ...['1', '+1', '-1', ' 1 ', '\t1\n', '1.', '.5', '1e3', '1E+3', '007', '1e0001', '1_000', '1_0.5', '5e299', '4e-324'],
  ...['1e400', '-1e400', '1e-400', '9'.repeat(350), '1.5', '-0', '0e0', '1e99', '1e-99', '1.7976931348623157e308'],
  ...['NaN', 'nan', 'inf', '-Infinity', '+inf', 'infinity'],
  ...[
    '',
    '  ',
    '.',
    '1e',
    '1e+',
    '0x10',
    '1,000',
    '1f',
    '-',
    '+',
    '1e5.5',
    '--1',
    'true',
    '1 2',
    '1__0',
    '_1',
    '١',
    'n/a',
  ],
]

/** What the rows of a CSV file are to DuckDB, and a table that was loaded from it as it is to PostgreSQL. */
const TEXTS = `
  select cast((i * 7919) % 1009 as varchar) as delay, cast(i % 12 as varchar) as hour,
    cast(10000 + i % 15 as varchar) as zip, case when i % 50 = 0 then 'n/a' else cast(i as varchar) end as mixed
  from (select cast(i as int) as i, timestamp '2001-01-01' + i * interval '1 hour' as moment
    from generate_series(0, 1007) as made(i)) as hours
  where moment >= cast($start as timestamp) and moment < cast($end as timestamp)`

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
