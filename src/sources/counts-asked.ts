import type { CountedColumn } from '../core/profile.ts'
import type { SqlOf } from '../core/query-forms.ts'
import { countDuckdb } from './count-duckdb.ts'
import { countPostgres } from './count-postgres.ts'
import { countStatement, type Dialect, type RowsKnown } from './count-statement.ts'

/** The same in the words of each database. */
export const inBoth = (write: (dialect: Dialect) => string): SqlOf => ({
  sqlOf: { duckdb: write(countDuckdb), postgres: write(countPostgres) },
})

/** One statement that counts all columns of a query, for whoever holds the rows. */
export const countsAsked = (sql: string, columns: readonly CountedColumn[], known: RowsKnown = {}): SqlOf =>
  inBoth(dialect => countStatement(dialect, sql, columns, known))
