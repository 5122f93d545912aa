import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Model } from '../../src/core/model.ts'
import { OutsideError } from '../../src/core/outside.ts'
import { ProblemError } from '../../src/core/problem.ts'
import { openDatabases } from '../../src/edges/databases.ts'
import { openPostgres } from '../../src/edges/postgres.ts'
import type { PostgresSettings } from '../../src/sources/postgres.ts'
import { type Limits, limits, readingsFrom } from '../../src/sources/query-rows.ts'
import { PASSWORD, type PostgresServer, startPostgres, withoutPostgres } from '../fixtures/postgres-server.ts'

const window = { start: new Date('2001-04-02T00:00:00Z'), end: new Date('2001-04-16T00:00:00Z') }

let server: PostgresServer
let folder: string
beforeAll(async () => {
  if (withoutPostgres) return
  folder = await mkdtemp(join(tmpdir(), 'kedge-'))
  // At every hour of three weeks, so that a zone or a bound that is off by one would show.
  const rows = Array.from({ length: 24 * 21 }, (_, hour) => {
    const at = new Date(Date.UTC(2001, 2, 30, hour)).toISOString()
    return `${at},${hour % 3 === 0 ? '1.10' : '1.9'},${((hour * 7) % 40) / 4}`
  })
  await writeFile(join(folder, 'outcomes.csv'), `at,version,error\n${rows.join('\n')}\n`)
  server = await startPostgres()
  await server.admin('create table outcomes (at timestamptz, version text, error numeric)')
  const values = rows.map(row => `('${row.replaceAll(',', "','")}')`).join(', ')
  await server.admin(`insert into outcomes values ${values}; grant select on outcomes to kedge`)
})
afterAll(async () => {
  await server?.close()
  if (folder) await rm(folder, { recursive: true, force: true })
})

async function ask(sql: string, more: Partial<PostgresSettings> = {}, most: Partial<Limits> = {}) {
  return openPostgres({ acme: { ...server.settings, ...more } }, { ...limits, ...most }).query('acme', sql, window)
}

async function told(sql: string, more: Partial<PostgresSettings> = {}, most: Partial<Limits> = {}) {
  const error = await ask(sql, more, most).catch((cause: unknown) => cause)
  if (!(error instanceof ProblemError || error instanceof OutsideError)) throw error
  expect(error.message).toMatch(/fix: ./)
  expect(error.message).not.toContain(PASSWORD)
  return `${error instanceof OutsideError ? error.is : error.problems[0]?.code}: ${error.message}`
}

const running = () => server.admin("select query from pg_stat_activity where usename = 'kedge' and state <> 'idle'")

describe.skipIf(withoutPostgres)('[D1] PostgreSQL', () => {
  const sql = (from: string) => `
    select date_trunc('week', cast("at" as timestamp)) as period, version, count(*) as n,
      avg(cast(error as double precision)) as mae,
      cast(sum(case when cast(error as double precision) > 5 then 1 else 0 end) as double precision) / count(*) as late
    from ${from} -- not before $start
    where cast("at" as timestamp) < $end and cast("at" as timestamp) >= $start
    group by 1, 2 order by 1, 2`
  const kpi = { name: 'Error', kind: 'technical', unit: 'min', direction: 'lower-is-better', query: 'weekly' } as const
  const model = {
    kind: 'model',
    id: 'delay',
    queries: { weekly: { connection: 'acme', every: 'week', sql: '' } },
    kpis: { mae: kpi, late: kpi },
  } as unknown as Model

  test('brings the same readings as DuckDB from the same rows', async () => {
    const all = openDatabases({ acme: server.settings, files: { type: 'duckdb', folder } })
    const [rows, fromFiles] = [
      await all.query('acme', sql('outcomes'), window),
      await all.query('files', sql("'outcomes.csv'"), window),
    ]
    all.close()
    expect(rows).toEqual(fromFiles)
    const { readings, problems } = readingsFrom(model, 'weekly', rows, window.end.toISOString())
    expect(problems).toEqual([])
    expect(readings.map(it => [it.kpi, it.version, it.start, it.n])).toEqual(
      ['2001-04-02T00:00:00.000Z', '2001-04-09T00:00:00.000Z'].flatMap(start =>
        ['1.10', '1.9'].flatMap(version =>
          ['mae', 'late'].map(id => [id, version, start, version === '1.9' ? 112 : 56]),
        ),
      ),
    )
  })

  test('gives plain values, whatever its own zone, its date style and its figures', async () => {
    const [row] = await ask(`select $end as e, $start::date as d, timestamp '2001-04-02 10:11:12.5' as t,
      8::int8 as i, 9007199254740993 as far, 0.1::float8 + 0.2 as f, 12.50::numeric as n, true as b, null as none,
      'NaN'::float8 as nan, '-Infinity'::float8 as inf, 'NaN'::numeric as nn, 'infinity'::timestamptz as never, 'ü' as s`)
    expect(row).toEqual({
      ...{ e: '2001-04-16T00:00:00.000Z', d: '2001-04-02T00:00:00.000Z', t: '2001-04-02T10:11:12.500Z' },
      ...{ i: 8, far: '9007199254740993', f: 0.1 + 0.2, n: 12.5, b: true, none: null },
      ...{ nan: Number.NaN, inf: Number.NEGATIVE_INFINITY, nn: Number.NaN, never: 'infinity', s: 'ü' },
    })
  })

  test('reads what stands in quotes and comments as the server does', async () => {
    const pieces = ["'$start'", "E'\\'$end'", '$$ $start $$', '$start$ $end $start$', "'a''$start'", "U&'\\0061$end'"]
    const [row] = await ask(`select ${pieces.join(', ')}, /* $end /* $start */ ' */ $start as "$start"`)
    expect(Object.entries(row ?? {}).at(-1)).toEqual(['$start', '2001-04-02T00:00:00.000Z'])
    expect(await ask(`select ${pieces.map((it, i) => `${it} as c${i}`).join(', ')}`)).toEqual([
      { c0: '$start', c1: "'$end", c2: ' $start ', c3: ' $end ', c4: "a'$start", c5: 'a$end' },
    ])
  })

  test('a query that takes too long ends, here and on the server (attack 69)', async () => {
    const slow = 'select count(*) from generate_series(1, 1000000000) a'
    expect(await told(slow, {}, { timeoutMs: 400 })).toMatch(/^query-too-slow/)
    expect(await running()).toEqual([])
  })

  test('also where it takes the server’s limit away', async () => {
    const sleeping =
      "select set_config('statement_timeout', '0', false), pg_sleep(case when i > 1000 then 30 else 0 end)"
    const begun = performance.now()
    expect(await told(`${sleeping} from generate_series(1, 1100) i`, {}, { timeoutMs: 1000 })).toMatch(
      /^query-too-slow/,
    )
    expect(performance.now() - begun).toBeLessThan(5000)
    for (let tries = 0; (await running()).length > 0 && tries < 20; tries++)
      await new Promise(done => setTimeout(done, 50))
    expect(await running()).toEqual([])
  })

  test('200,000 rows are refused before all of them are made, and so is much text in few (attack 69)', async () => {
    // The last rows cannot be made: who reads them meets another error.
    const many = 'select 1 / (case when i > 150000 then 0 else 1 end) from generate_series(1, 200000) i'
    expect(await told(many)).toMatch(/^query-too-large.*100000 rows/)
    expect(await told('select 1 / (case when i > 90000 then 0 else 1 end) from generate_series(1, 200000) i')).toMatch(
      /division by zero/,
    )
    const before = process.memoryUsage().rss
    expect(await told("select repeat('x', 1000000) from generate_series(1, 1000)", {}, { letters: 1_000_000 })).toMatch(
      /^query-too-large.*1000000 letters/,
    )
    expect(process.memoryUsage().rss - before).toBeLessThan(300_000_000)
  })

  test('at most two sessions of a connection are open at once', async () => {
    const acme = openPostgres({ acme: server.settings })
    const seen = "select count(*) as n, pg_sleep(0.1) from pg_stat_activity where application_name = 'kedge'"
    const all = await Promise.all(Array.from({ length: 6 }, () => acme.query('acme', seen, window)))
    expect(all.map(rows => Number(rows[0]?.n)).sort()).toEqual(expect.arrayContaining([2]))
    expect(Math.max(...all.map(rows => Number(rows[0]?.n)))).toBe(2)
  })

  test('what runs ends when Kedge stops, and none is begun any more', async () => {
    const acme = openPostgres({ acme: server.settings })
    const long = acme.query('acme', 'select pg_sleep(30)', window)
    setTimeout(() => acme.interrupt(), 300)
    await expect(long).rejects.toThrow('Kedge is stopping')
    await expect(acme.query('acme', 'select 1', window)).rejects.toThrow('Kedge is stopping')
    for (let tries = 0; (await running()).length > 0 && tries < 20; tries++)
      await new Promise(done => setTimeout(done, 50))
    expect(await running()).toEqual([])
  })

  test('a lock of somebody else is not waited for until the end', async () => {
    await server.admin('create table held (a int); grant select on held to kedge')
    const holding = server.admin('begin; lock table held; select pg_sleep(4)')
    await new Promise(done => setTimeout(done, 300))
    expect(await told('select * from held')).toMatch(/^query-too-slow.*locked by somebody else/)
    await holding
  })

  test('a server that is killed in between is told as such, and asked again when it is back', async () => {
    const acme = openPostgres({ acme: server.settings })
    const asked = acme.query('acme', 'select pg_sleep(10)', window).catch((cause: unknown) => cause)
    await new Promise(done => setTimeout(done, 300))
    await server.kill()
    expect(await asked).toBeInstanceOf(OutsideError)
    const gone = await acme.query('acme', 'select 1', window).catch((cause: unknown) => cause)
    expect([gone instanceof OutsideError && gone.is, String(gone)]).toEqual([
      'unavailable',
      expect.stringContaining('fix: '),
    ])
    await server.start()
    expect(await acme.query('acme', 'select 1 as one', window)).toEqual([{ one: 1 }])
  })

  test.each<[string, string, Partial<PostgresSettings>, RegExp]>([
    ['a wrong password', 'select 1', { password: 'wrong' }, /^denied.*28P01/],
    ['an unknown user', 'select 1', { user: 'nobody' }, /^denied.*28/],
    ['an unknown database', 'select 1', { database: 'nowhere' }, /^denied.*no such database/],
    ['an unknown host', 'select 1', { host: 'nowhere.invalid' }, /^unavailable.*nobody knows the host/],
    ['a port where nobody listens', 'select 1', { port: 1 }, /^unavailable.*does not answer/],
    ['a certificate of nobody known', 'select 1', { ca: undefined as never }, /^denied.*certificate/],
    ['a certificate of another name', 'select 1', { host: '127.0.0.1' }, /^denied.*certificate/],
    ['a file of a password that is not there', 'select 1', { passwordFile: '/nowhere' }, /^denied.*passwordFile/],
    ['no such table', 'select * from nowhere', {}, /^query-failed.*"nowhere" does not exist/],
    ['no such column', 'select sum(nothing) from outcomes', {}, /^query-failed.*nothing/],
    ['words that are no SQL', 'select from from', {}, /^query-failed.*syntax/],
    ['an address of this machine', 'select 1', { private: false }, /^address-refused/],
    ['the same in disguise', 'select 1', { private: false, host: '0x7f000001' }, /^address-refused/],
    ['what clouds tell a machine of itself', 'select 1', { host: '169.254.169.254' }, /^address-refused/],
  ])('%s is told with its fix, and never with the password (attack 69)', async (_, text, more, words) => {
    expect(await told(text, more)).toMatch(new RegExp(words.source, 's'))
  })

  test('takes the password from a file, and goes without TLS where it is told to', async () => {
    await writeFile(join(folder, 'password'), `${PASSWORD}\n`)
    const { password: _, ca: __, ...rest } = server.settings
    const acme = { ...rest, passwordFile: join(folder, 'password'), tls: 'off' } as const
    expect(await openPostgres({ acme }).query('acme', 'select 1 as one', window)).toEqual([{ one: 1 }])
  })
})
