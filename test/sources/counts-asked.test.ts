import { expect, test } from 'vitest'
import type { CountedColumn } from '../../src/core/profile.ts'
import { countDuckdb } from '../../src/sources/count-duckdb.ts'
import { countPostgres } from '../../src/sources/count-postgres.ts'
import { countStatement } from '../../src/sources/count-statement.ts'
import { countsAsked, inBoth } from '../../src/sources/counts-asked.ts'

test('[D4] what is asked is asked in the words of whichever database holds the rows', () => {
  expect(inBoth(({ is }) => `for ${is}`)).toEqual({ sqlOf: { duckdb: 'for duckdb', postgres: 'for postgres' } })
  const columns: CountedColumn[] = [{ name: 'delay', is: 'numbers', edges: [0] }]
  const { duckdb, postgres } = countsAsked('select delay from flights', columns).sqlOf
  expect(duckdb).toBe(countStatement(countDuckdb, 'select delay from flights', columns))
  expect(postgres).toBe(countStatement(countPostgres, 'select delay from flights', columns))
  expect(duckdb).not.toBe(postgres)
})
