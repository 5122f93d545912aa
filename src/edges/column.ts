/** One column of a CSV or Parquet file, counted where it lies as far as that goes. */
import { access } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { didYouMean } from '../core/did-you-mean.ts'
import type { Column } from '../core/drift.ts'
import { ProblemError, problem } from '../core/problem.ts'
import { identifier } from '../sources/count-statement.ts'
import { viewStatements } from '../sources/duckdb.ts'
import { openLocked } from './duckdb.ts'

/** A column of a file. */
export interface ColumnPlace {
  readonly file: string
  readonly column: string
}

/** More different texts than this are no categories, and would fill the memory. */
const TEXTS_MOST = 100_000

/** Both as numbers where both are; as texts where either is not. Throws `ProblemError` with the fix. */
export async function readColumns(reference: ColumnPlace, current: ColumnPlace): Promise<readonly [Column, Column]> {
  const a = await lookedAt(reference)
  try {
    const b = await lookedAt(current)
    try {
      const are = a.looked.numeric && b.looked.numeric ? 'numbers' : 'texts'
      return [await readColumn(a, are), await readColumn(b, are)]
    } finally {
      b.instance.closeSync()
    }
  } finally {
    a.instance.closeSync()
  }
}

interface Looked {
  readonly rows: number
  readonly filled: number
  readonly numeric: boolean
}

interface Opened {
  readonly place: ColumnPlace
  readonly instance: DuckDBInstance
  readonly connection: DuckDBConnection
  readonly looked: Looked
  /** The column without what says nothing, and where it is from, as SQL. */
  readonly filled: string
  readonly from: string
}

async function lookedAt(place: ColumnPlace): Promise<Opened> {
  const name = basename(place.file)
  if (!/\.(csv|parquet)$/.test(name)) throw unreadable(place, 'It is neither .csv nor .parquet.')
  await access(place.file).catch(error => {
    throw unreadable(place, `It cannot be read (${error.code}).`)
  })
  const instance = await openLocked(resolve(dirname(place.file)))
  try {
    const connection = await instance.connect()
    const [from, column] = [identifier(name), identifier(place.column)]
    const names = await columnsOf(connection, place, name, from)
    if (!names.includes(place.column)) {
      const says = `${name} has no column ${place.column}.${didYouMean(place.column, names)}`
      throw new ProblemError([problem('unknown-column', says, `Its columns are ${names.slice(0, 20).join(', ')}`)])
    }
    const filled = `nullif(trim(${column}::varchar), '')`
    return { place, instance, connection, looked: await look(connection, filled, column, from), filled, from }
  } catch (error) {
    instance.closeSync()
    throw error
  }
}

async function columnsOf(connection: DuckDBConnection, place: ColumnPlace, name: string, from: string) {
  try {
    for (const view of viewStatements(dirname(resolve(place.file)), [name], from)) await connection.run(view)
    const rows = (await connection.runAndReadAll(`describe ${from}`)).getRowObjects()
    return rows.map(row => String(row.column_name))
  } catch (error) {
    throw unreadable(place, `DuckDB cannot read it: ${(error as Error).message.split('\n')[0]}`)
  }
}

function readColumn(it: Opened, are: Column['values']['are']): Promise<Column> {
  return are === 'numbers' ? numbersOf(it) : textsOf(it)
}

async function look(connection: DuckDBConnection, filled: string, column: string, from: string): Promise<Looked> {
  const sql = `select count(*) as rows, count(${filled}) as filled, count(try_cast(${filled} as double)) as numbers,
    coalesce(first(typeof(${column})), '') in ('BOOLEAN', 'DATE', 'TIMESTAMP') as named from ${from}`
  const [row] = (await connection.runAndReadAll(sql)).getRowObjectsJS()
  const [rows, full, numbers] = [Number(row?.rows), Number(row?.filled), Number(row?.numbers)]
  return { rows, filled: full, numeric: numbers === full && row?.named !== true }
}

async function numbersOf({ connection, looked, filled, from }: Opened): Promise<Column> {
  const numbers = new Float64Array(looked.filled)
  let used = 0
  const sql = `select try_cast(${filled} as double) as v from ${from} where ${filled} is not null`
  const stream = await connection.stream(sql)
  for (let chunk = await stream.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await stream.fetchChunk()) {
    const vector = chunk.getColumnVector(0)
    for (let i = 0; i < chunk.rowCount; i++) {
      const value = vector.getItem(i) as number
      if (Number.isFinite(value)) numbers[used++] = value
    }
  }
  const { rows } = looked
  return {
    ...{ rows, missing: rows - looked.filled, notFinite: looked.filled - used },
    values: { are: 'numbers', numbers: numbers.subarray(0, used) },
  }
}

async function textsOf({ connection, looked, filled, from, place }: Opened): Promise<Column> {
  const { rows, filled: full } = looked
  const sql = `select ${filled} as v, count(*) as n from ${from} where ${filled} is not null group by 1 limit ${TEXTS_MOST + 1}`
  const found = (await connection.runAndReadAll(sql)).getRowObjectsJS()
  if (found.length > TEXTS_MOST) {
    const says = `${place.file}: ${place.column} has more than ${TEXTS_MOST.toLocaleString('en')} different texts.`
    throw new ProblemError([problem('too-many', says, 'Compare a column of categories, or make groups of it first')])
  }
  const counts = new Map(found.map(row => [String(row.v), Number(row.n)]))
  return { rows, missing: rows - full, notFinite: 0, values: { are: 'texts', counts } }
}

function unreadable({ file }: ColumnPlace, says: string): ProblemError {
  return new ProblemError([problem('unreadable', says, 'Name a CSV or Parquet file that is there', { file })])
}
