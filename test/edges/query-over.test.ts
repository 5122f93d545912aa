import { expect, test } from 'vitest'
import { ProblemError } from '../../src/core/problem.ts'
import { queryOver } from '../../src/edges/query-over.ts'
import { DESK_TOKEN } from '../fixtures/pushed.ts'

const asked: unknown[] = []
const duckdb = {
  query: async (...all: unknown[]) => {
    asked.push(all)
    return [{ n: 1 }]
  },
}
const query = queryOver(
  duckdb,
  { flights: { type: 'duckdb', folder: '/x' } },
  { desk: { type: 'push', token: DESK_TOKEN } },
  {
    apis: {
      prom: { type: 'prometheus', url: 'https://p.test' },
      api: { type: 'http-json', url: 'https://a.test', paths: ['/'] },
      lab: { type: 'mlflow', url: 'https://m.test' },
    },
    http: { query: async (name, it) => [{ name, asked: it }] },
  },
)
const window = { start: new Date(0), end: new Date(1) }

test('[D2] who is asked is asked, and who pushes has nothing to say', async () => {
  expect(await query('flights', 'select 1', window)).toEqual([{ n: 1 }])
  expect(await query('desk', undefined, window)).toEqual([])
  expect(asked).toEqual([['flights', 'select 1', window]])
})

const every = 'day' as const
const promql = { every, promql: { mae: 'x', n: 'y' } }
const get = { every, get: { path: '/kpis' } }
const mlflow = { every, mlflow: { model: 'm', alias: 'a' } }

test.each([
  ['prom', promql],
  ['api', get],
  ['lab', mlflow],
])('[D1] %s is asked over HTTP, in its own form', async (name, it) => {
  expect(await query(name, it, window)).toEqual([{ name, asked: it }])
})

test.each([
  ['flights', promql, /is asked by `sql`, and the query holds `promql`[\s\S]*fix: Write the SELECT as `sql`/],
  ['prom', 'select 1', /is asked by `promql`, and the query holds `sql`[\s\S]*fix: Write what is asked as `promql`/],
  ['api', mlflow, /is asked by `get`, and the query holds `mlflow`/],
  ['lab', undefined, /is asked by `mlflow`, and the query holds none[\s\S]*or name a connection of type push/],
  ['desk', get, /is pushed to, and the query holds `get`/],
  ['nobody', get, /there is no connection nobody: there are flights, prom, api, lab, desk/],
  ['constructor', 'select 1', /there is no connection constructor/],
] as const)('[D1] what does not fit %s is refused before anybody is called', async (name, it, says) => {
  const before = asked.length
  const told = await query(name, it, window).catch((error: unknown) => error)
  expect(told).toBeInstanceOf(ProblemError)
  expect((told as Error).message).toMatch(says)
  expect(asked).toHaveLength(before)
})

test.each([
  ['a source that pushes, with SQL', 'desk', 'select 1', /desk is pushed to[\s\S]*fix: Take `sql` out/],
  ['a connection that is asked, without SQL', 'flights', undefined, /flights is asked[\s\S]*fix: Write the SELECT/],
] as const)('[D2] refused with the fix: %s', async (_, name, sql, says) => {
  const told = await query(name, sql, window).catch((error: unknown) => error)
  expect(told).toBeInstanceOf(ProblemError)
  expect((told as Error).message).toMatch(says)
})
