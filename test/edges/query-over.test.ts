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
)
const window = { start: new Date(0), end: new Date(1) }

test('[D2] who is asked is asked, and who pushes has nothing to say', async () => {
  expect(await query('flights', 'select 1', window)).toEqual([{ n: 1 }])
  expect(await query('desk', undefined, window)).toEqual([])
  expect(asked).toEqual([['flights', 'select 1', window]])
})

test.each([
  ['a source that pushes, with SQL', 'desk', 'select 1', /desk is pushed to[\s\S]*fix: Take `sql` out/],
  ['a connection that is asked, without SQL', 'flights', undefined, /flights is asked[\s\S]*fix: Write the SELECT/],
] as const)('[D2] refused with the fix: %s', async (_, name, sql, says) => {
  const told = await query(name, sql, window).catch((error: unknown) => error)
  expect(told).toBeInstanceOf(ProblemError)
  expect((told as Error).message).toMatch(says)
})
