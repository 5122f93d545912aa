import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { ProblemError } from '../../src/core/problem.ts'
import { type Duckdb, openDuckdb } from '../../src/edges/duckdb.ts'

const window = { start: new Date('2001-04-02T00:00:00Z'), end: new Date('2001-04-16T00:00:00Z') }
let above: string
let folder: string
let db: Duckdb

beforeAll(async () => {
  above = await mkdtemp(join(tmpdir(), 'kedge-'))
  folder = join(above, 'data')
  await mkdir(folder)
  await writeFile(join(folder, 'served.csv'), 'at,version\n2001-02-01T00:00:00Z,1.10\n')
  await writeFile(join(folder, 'days.json'), '[{"at":"2001-02-01","n":3},{"at":"2001-02-02","n":4}]')
  await writeFile(join(folder, 'days.ndjson'), '{"at":"2001-02-01","n":3}\n{"at":"2001-02-02","n":4}\n')
  await writeFile(join(folder, 'days.jsonl'), '{"n":7}\n')
  await writeFile(join(above, 'secret.csv'), 'secret\nhunter2\n')
  db = openDuckdb({ here: { type: 'duckdb', folder } }, { rows: 100, letters: 10_000, timeoutMs: 2000 })
})
afterAll(async () => {
  db.close()
  await rm(above, { recursive: true })
})

const problemOf = (connection: string, sql: string) =>
  db.query(connection, sql, window).then(
    rows => ({ code: 'answered', says: JSON.stringify(rows), fix: '' }),
    (e: ProblemError) => e.problems[0],
  )

describe('[D1] JSON files of the folder', () => {
  test.each(['days.json', 'days.ndjson'])('%s is read by its name, its numbers as numbers', async name => {
    expect(await db.query('here', `select sum(n) as n, count(*) as rows from '${name}'`, window)).toEqual([
      { n: 7, rows: 2 },
    ])
  })

  test('also one object a line under its other ending, and none above the folder', async () => {
    expect(await db.query('here', "select n from 'days.jsonl'", window)).toEqual([{ n: 7 }])
    expect((await problemOf('here', "from '../days.json'"))?.code).toBe('query-refused')
  })
})

describe('[A3] a query over a locked connection (attack 69)', () => {
  test.each([
    ['copy … to', () => "copy (select 1) to 'out.csv'"],
    ['copy … to, inside the folder', () => `copy (select 1) to '${folder}/out.csv'`],
    ['attach', () => `attach '${folder}/out.db'`],
    ['install', () => 'install httpfs'],
    ['load', () => 'load httpfs'],
    ['set', () => 'set enable_external_access = true'],
    ['reset', () => 'reset enable_external_access'],
    ['pragma', () => 'pragma database_list'],
    ['call', () => 'call pragma_version()'],
    ['explain', () => 'explain select 1'],
    ['export', () => `export database '${folder}'`],
    ['create', () => 'create table t as select 1'],
    ['a second statement', () => 'select 1; select 2'],
    ['a hidden second statement', () => `select 1; copy (select 1) to '${folder}/out.csv'`],
    ['nothing', () => '  '],
    ['another file', () => "select * from read_text('/etc/passwd')"],
    ['another file by name', () => "from '/etc/passwd.csv'"],
    ['the folder above', () => "from '../secret.csv'"],
    ['the folder above, the long way', () => `from read_csv('${folder}/../secret.csv')`],
    ['a list of files', () => "from glob('/etc/*')"],
    ['sniffing', () => "from sniff_csv('/etc/passwd')"],
    ['another host', () => "from 'http://169.254.169.254/latest.csv'"],
    ['this machine', () => "from 'http://localhost/a.csv'"],
    ['this machine, by its number', () => "from 'http://[::1]/a.csv'"],
    ['this machine, by a number in disguise', () => "from 'http://0x7f000001/a.parquet'"],
    ['a name that may mean anything tomorrow', () => "from read_json('https://rebind.test/a.json')"],
    ['an address of a file', () => "from read_text('file:///etc/passwd')"],
    ['another cloud', () => "from 's3://bucket/a.parquet'"],
  ])('is refused: %s', async (_, sql) => {
    expect(await problemOf('here', sql())).toMatchObject({
      code: 'query-refused',
      fix: expect.stringContaining('one SELECT'),
    })
    expect(await readdir(folder)).toEqual(['days.json', 'days.jsonl', 'days.ndjson', 'served.csv'])
  })

  test('has no way to the environment', async () => {
    expect(await problemOf('here', "select getenv('HOME')")).toMatchObject({
      code: 'query-failed',
      says: expect.stringContaining('getenv does not exist'),
    })
  })

  test('names the connections there are when it is none of them', async () => {
    const said = await problemOf('warehouse', 'select 1')
    expect(said).toMatchObject({
      code: 'unknown-connection',
      says: 'there is no connection warehouse: there are here',
      fix: expect.stringContaining('Name one'),
    })
    expect((await problemOf('constructor', 'select 1'))?.code).toBe('unknown-connection')
  })

  test('is stopped when it takes too long, and the next one is answered', async () => {
    expect((await problemOf('here', 'select count(*) from range(100000000) a, range(100000) b'))?.code).toBe(
      'query-too-slow',
    )
    expect(await db.query('here', 'select 1 as one', window)).toEqual([{ one: 1 }])
  })

  test('ends at once when Kedge stops, which is nobody’s fault, and none is begun any more', async () => {
    const other = openDuckdb({ here: { type: 'duckdb', folder } }, { rows: 100, letters: 10_000, timeoutMs: 60_000 })
    const long = other.query('here', 'select count(*) from range(100000000) a, range(100000) b', window)
    setTimeout(() => other.interrupt(), 100)
    await expect(long).rejects.toThrow('connection here: Kedge is stopping')
    await expect(other.query('here', 'select 1 as one', window)).rejects.toThrow('Kedge is stopping')
    other.close()
  })

  test('is refused when it returns too much, instead of cut', async () => {
    expect((await problemOf('here', 'from range(101)'))?.code).toBe('query-too-large')
    expect(await db.query('here', 'from range(100)', window)).toHaveLength(100)
    const large = "select repeat('x', 400) as a, [i, i] as b from range(30) t(i)"
    expect(await problemOf('here', large)).toMatchObject({
      code: 'query-too-large',
      says: expect.stringContaining('10000 letters'),
    })
    expect(await db.query('here', "select repeat('x', 9000) as a", window)).toHaveLength(1)
  })

  test('a file that grows a thousandfold when it is read is stopped, and the next one is answered', async () => {
    await writeFile(join(folder, 'bomb.csv.gz'), gzipSync(Buffer.alloc(30_000_000, 'a')))
    const before = process.memoryUsage().rss
    const said = await problemOf('here', `from read_csv('${folder}/bomb.csv.gz')`)
    await rm(join(folder, 'bomb.csv.gz'))
    expect(['query-failed', 'query-too-slow', 'query-too-large']).toContain(said?.code)
    expect(process.memoryUsage().rss - before).toBeLessThan(300_000_000)
    expect(await db.query('here', 'select 1 as one', window)).toEqual([{ one: 1 }])
  })
})

describe('what a query finds', () => {
  test('are the bounds asked for, as moments in UTC', async () => {
    expect(await db.query('here', "select $start as a, $end as b, date_trunc('week', $start) as week", window)).toEqual(
      [{ a: '2001-04-02T00:00:00.000Z', b: '2001-04-16T00:00:00.000Z', week: '2001-04-02T00:00:00.000Z' }],
    )
  })

  test('are the files of the folder as they are now, their columns as text', async () => {
    const newest = () => db.query('here', `select version from 'served.csv' order by "at" desc limit 1`, window)
    expect(await newest()).toEqual([{ version: '1.10' }])
    await writeFile(join(folder, 'served.csv'), 'at,version\n2001-02-01T00:00:00Z,1.10\n2001-04-16T09:00:00Z,1.9\n')
    expect(await newest()).toEqual([{ version: '1.9' }])
  })

  test('is told apart by ten queries at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) => db.query('here', `select ${i} as i`, window)),
    )
    expect(answers.map(rows => rows[0]?.i)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  })

  test('is a problem with a fix where the file is not there', async () => {
    expect(await problemOf('here', "from 'missing.parquet'")).toMatchObject({
      fix: expect.stringMatching(/If missing\.parquet is to be read, bring it there/),
    })
  })
})

test('[D1] where Node has a single thread for such work, a query is asked all the same', async () => {
  const db = openDuckdb({ here: { type: 'duckdb', folder } }, undefined, 1)
  onTestFinished(() => db.close())
  const window = { start: new Date('2001-04-02T00:00:00Z'), end: new Date('2001-04-16T00:00:00Z') }
  expect(await db.query('here', 'select 1 as n', window)).toEqual([{ n: 1 }])
})

test('[D1] a folder that is none is told by what is wrong with it, and heals as soon as it is there', async () => {
  const [late, file] = [join(above, 'late'), join(above, 'file')]
  await writeFile(file, 'no folder')
  const db = openDuckdb({ late: { type: 'duckdb', folder: late }, file: { type: 'duckdb', folder: join(file, 'x') } })
  onTestFinished(() => db.close())
  const told = (name: string) => db.query(name, 'select 1 as n', window).catch((e: ProblemError) => e.problems)
  const fix = 'correct `folder` in the file KEDGE_CONNECTIONS names and start anew.'
  expect(await told('late')).toMatchObject([
    { code: 'no-folder', says: `connection late: the folder ${late} is not there`, fix: `Create it, or ${fix}` },
  ])
  expect(await told('file')).toMatchObject([
    { says: `connection file: the folder ${file}/x is no folder`, fix: `Put one there, or ${fix}` },
  ])
  await mkdir(late)
  await writeFile(join(late, 'n.csv'), 'n\n7\n')
  expect(await db.query('late', "from 'n.csv'", window)).toEqual([{ n: '7' }])
})
