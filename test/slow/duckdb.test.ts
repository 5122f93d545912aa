/** What takes DuckDB long: whole steps of it look at no interrupt, so what cannot be stopped is left behind. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openDuckdb } from '../../src/edges/duckdb.ts'

const folder = await mkdtemp(join(tmpdir(), 'kedge-stuck-'))
afterAll(() => rm(folder, { recursive: true, force: true }))
const window = { start: new Date('2001-04-01'), end: new Date('2001-05-01') }
/** One step of some seconds, whose answer is not known before. */
const stuckFor = (letters: number) =>
  `select levenshtein(repeat('a', ${letters} + (random() * 0)::int), repeat('b', ${letters})) as n`

test('[D12] (attack 69) a query that does not end when it is told to holds up nobody; too many of them are refused, until they have ended', async () => {
  const settings = { type: 'duckdb', folder } as const
  const other = openDuckdb({ here: settings, there: settings }, { rows: 100, letters: 10_000, timeoutMs: 300 })
  const stuck = stuckFor(70_000)
  const said = (sql: string, connection = 'here') => other.query(connection, sql, window).catch((e: Error) => e.message)
  const [first, next] = await Promise.all([said(stuck), said('select 1 as one')])
  expect(first).toContain('no answer within 0.3 s')
  expect(next).toEqual([{ one: 1 }])
  expect(await said(stuck)).toContain('no answer within 0.3 s')
  const mine = `one of here since \\d+ \\w+ \\d{4}, \\d\\d:\\d\\d UTC`
  expect(await said('select 1 as one')).toMatch(
    new RegExp(`not asked, since queries of it cannot be stopped and have not ended yet: ${mine} and ${mine}`),
  )
  expect(await said('select 1 as one', 'there')).toEqual([{ one: 1 }])
  await expect.poll(() => said('select 1 as one'), { timeout: 180_000, interval: 200 }).toEqual([{ one: 1 }])
  other.close()
}, 240_000)

test('[D12] (attack 69) where as many do not end as there are threads to spare, others hear which they wait for, and go on after', async () => {
  const settings = { type: 'duckdb', folder } as const
  const most = { rows: 100, letters: 10_000, timeoutMs: 300 }
  const few = openDuckdb({ here: settings, there: settings, elsewhere: settings }, most, 3)
  const said = (sql: string, connection: string) =>
    few.query(connection, sql, window).then(
      () => 'answered',
      (e: Error) => e.message,
    )
  const stuck = await Promise.all(['here', 'there'].map(connection => said(stuckFor(70_000), connection)))
  for (const it of stuck) expect(it).toContain('no answer within 0.3 s')
  const refused = await said('select 1 as one', 'elsewhere')
  expect(refused).toMatch(
    /elsewhere: not asked, .*: one of (?:here|there) since .* UTC and one of (?:here|there) since /,
  )
  expect(refused).toContain('UV_THREADPOOL_SIZE')
  await expect.poll(() => said('select 1 as one', 'elsewhere'), { timeout: 180_000, interval: 200 }).toBe('answered')
  few.close()
}, 240_000)

test('[D12] many questions at once are answered one after the other, so that they do not share its memory', async () => {
  const big = (i: number) =>
    `select count(distinct a) as n, ${i} as i from (select range % 4000000 + ${i} as a from range(4000000))`
  const patient = openDuckdb({ here: { type: 'duckdb', folder } }, { rows: 100, letters: 10_000, timeoutMs: 60_000 })
  const answers = await Promise.all([0, 1, 2, 3, 4, 5].map(i => patient.query('here', big(i), window)))
  patient.close()
  expect(answers).toEqual([0, 1, 2, 3, 4, 5].map(i => [{ n: 4_000_000, i }]))
}, 120_000)
