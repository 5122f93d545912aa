import { sum } from '../core/drift.ts'
import type { CountedColumn } from '../core/profile.ts'
import type { Row } from './query-rows.ts'

/** How one database writes what all of them can do. `v` is the value of a column, null where it says nothing. */
export interface Dialect {
  readonly is: 'duckdb' | 'postgres'
  /**
   * A column as a double; of a text that is no number, null. `type`: where it is known; else it is taken to be a number’s, and
   * a statement over another one may fail.
   */
  number(column: string, type?: string): string
  /** A column as text that is compared byte by byte, null where it is empty. */
  text(column: string): string
  /** The counts of the bins, of finite numbers alone, as an array or null. */
  bins(v: string, edges: readonly number[]): string
  /** The counts of the values, which are sorted, and at the end of all that are finite. */
  numbers(v: string, values: readonly number[]): string
  /** The same of texts. */
  texts(v: string, values: readonly string[]): string
  /** The name of a column’s type. */
  typeOf(column: string): string
  /** How many values of a column of text are numbers, and of no other column all. */
  numbersIn(column: string): string
  /** The values at these shares of all, as an array. */
  valuesAt(v: string, shares: readonly number[]): string
}

/** The rows of one column in a window: one count more than there are edges or values. */
export interface WindowColumn {
  readonly missing: number
  readonly notFinite: number
  readonly counts: readonly number[]
}

export interface Window {
  readonly rows: number
  /** Undefined: the query returns no such column. */
  readonly columns: readonly (WindowColumn | undefined)[]
}

/** What is known of the rows besides. */
export interface RowsKnown {
  /** The type of each column, by its name. */
  readonly types?: Readonly<Record<string, string>>
  /** Columns that the query asks for, and nobody has. */
  readonly gone?: readonly Gone[]
}

export type Gone = Pick<CountedColumn, 'name' | 'is'>

/** One SELECT that counts all these columns of a query in one pass: only counts leave the database. */
export function countStatement(
  dialect: Dialect,
  sql: string,
  columns: readonly CountedColumn[],
  { types = {}, gone = [] }: RowsKnown = {},
): string {
  const read = columns.map((column, i) =>
    readAs(dialect, column, i, Object.hasOwn(types, column.name) ? types[column.name] : undefined),
  )
  const told = ['count(*) as counted', ...columns.map(countsOf(dialect))]
  const columnsRead = read.length > 0 ? read.join(',\n') : '1 as kedge_row'
  return `select ${told.join(',\n')}\nfrom (select ${columnsRead}\nfrom ${below(sql, gone)}) as kedge_columns`
}

/**
 * A query as something to select from; a comment at its end ends with its line, and a semicolon is not part of it. A name
 * that none of its tables has is found outside of it, and is null there.
 */
export function below(sql: string, gone: readonly Gone[] = []): string {
  const rows = `(\n${sql.replace(/[;\s]+$/, '')}\n) as kedge_rows`
  if (gone.length === 0) return rows
  const type = ({ is }: Gone) => (is === 'texts' ? 'varchar' : 'double precision')
  const nulls = gone.map(it => `cast(null as ${type(it)}) as ${identifier(it.name)}`).join(', ')
  return `(select kedge_rows.* from (select ${nulls}) as kedge_gone cross join lateral ${rows}) as kedge_rows`
}

function readAs(dialect: Dialect, { name, is }: CountedColumn, i: number, type: string | undefined): string {
  const column = identifier(name)
  if (is === 'texts') return `${dialect.text(column)} as v${i}`
  return `${column} as r${i}, ${dialect.number(column, type)} as v${i}`
}

const countsOf = (dialect: Dialect) => (column: CountedColumn, i: number) => {
  const v = `v${i}`
  const filled = column.is === 'texts' ? `count(${v})` : `count(r${i})`
  return `${filled} as f${i}, array_to_string(${arrayOf(dialect, column, v)}, ',') as c${i}`
}

function arrayOf(dialect: Dialect, column: CountedColumn, v: string): string {
  switch (column.is) {
    case 'numbers':
      return dialect.bins(v, column.edges)
    case 'few-numbers':
      return dialect.numbers(v, column.values)
    case 'texts':
      return dialect.texts(v, column.values)
  }
}

/** The one row of such a statement. What is missing, and what is no finite number, follows from how many rows there are. */
export function windowFrom(columns: readonly CountedColumn[], [row = {}]: readonly Row[]): Window {
  const rows = Number(row.counted ?? 0)
  return { rows, columns: columns.map((column, i) => windowColumn(column, rows, Number(row[`f${i}`]), row[`c${i}`])) }
}

function windowColumn(column: CountedColumn, rows: number, filled: number, text: unknown): WindowColumn {
  const told = typeof text === 'string' && text !== '' ? text.split(',').map(Number) : []
  const bins = column.is === 'numbers' ? column.edges.length + 1 : column.values.length
  const counts = Array.from({ length: bins }, (_, i) => told[i] ?? 0)
  const listed = sum(counts)
  const used = column.is === 'numbers' ? listed : (told[bins] ?? 0)
  return {
    missing: rows - filled,
    notFinite: filled - used,
    counts: column.is === 'numbers' ? counts : [...counts, used - listed],
  }
}

/** A name, whatever it holds, in both databases. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A text, in both databases: neither reads escapes in it. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** A number that arrives as it was: written in decimal as such, it would pass through another type. */
export function double(value: number): string {
  return `cast('${String(value)}' as double precision)`
}

/** In both databases NaN is larger than infinity. */
export function finite(v: string): string {
  return `${v} > ${double(Number.NEGATIVE_INFINITY)} and ${v} < ${double(Number.POSITIVE_INFINITY)}`
}
