/** One column of a CSV or Parquet file, counted where it lies as far as that goes. */
import { access } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { didYouMean } from '../core/did-you-mean.ts'
import type { Column } from '../core/drift.ts'
import { ProblemError, problem } from '../core/problem.ts'
import { instanceOptions, lockingStatements, viewStatements } from '../sources/duckdb.ts'

/** A column of a file. */
export interface ColumnPlace {
  readonly file: string
  readonly column: string
}

/** More different texts than this are no categories, and would fill the memory. */
const TEXTS_MOST = 100_000

/** Both as numbers where both are; as texts where either is not. Throws `ProblemError` with the fix. */
export async function readColumns(reference: ColumnPlace, current: ColumnPlace): Promise<readonly [Column, Column]> {
  const [a, b] = [await opened(reference), await opened(current)]
  try {
    const [first, second] = [await a.look(), await b.look()]
    const are = first.numeric && second.numeric ? 'numbers' : 'texts'
    return [await a.read(first, are), await b.read(second, are)]
  } finally {
    a.close()
    b.close()
  }
}

interface Looked {
  readonly rows: number
  readonly filled: number
  readonly numeric: boolean
}

async function opened(place: ColumnPlace) {
  const folder = resolve(dirname(place.file))
  const name = basename(place.file)
  const from = `"${name.replaceAll('"', '""')}"`
  if (!/\.(csv|parquet)$/.test(name)) throw unreadable(place, 'It is neither .csv nor .parquet.')
  await access(place.file).catch(error => {
    throw unreadable(place, `It cannot be read (${error.code}).`)
  })
  const instance = await DuckDBInstance.create(':memory:', instanceOptions)
  const connection = await instance.connect()
  for (const statement of lockingStatements(folder)) await connection.run(statement)
  try {
    for (const view of viewStatements(folder, [name], from)) await connection.run(view)
  } catch (error) {
    instance.closeSync()
    throw unreadable(place, `DuckDB cannot read it: ${firstLine(error)}`)
  }
  const names = (await connection.runAndReadAll(`describe ${from}`)).getRowObjects().map(row => String(row.column_name))
  if (!names.includes(place.column)) {
    instance.closeSync()
    const says = `${name} has no column ${place.column}.${didYouMean(place.column, names)}`
    throw new ProblemError([problem('unknown-column', says, `Its columns are ${names.slice(0, 20).join(', ')}`)])
  }
  const column = `"${place.column.replaceAll('"', '""')}"`
  const filled = `nullif(trim(${column}::varchar), '')`
  return {
    look: () => look(connection, filled, column, from),
    read: (looked: Looked, are: 'numbers' | 'texts') =>
      are === 'numbers'
        ? numbersOf(connection, looked, filled, from)
        : textsOf(connection, looked, filled, from, place),
    close: () => instance.closeSync(),
  }
}

async function look(connection: DuckDBConnection, filled: string, column: string, from: string): Promise<Looked> {
  const sql = `select count(*) as rows, count(${filled}) as filled, count(try_cast(${filled} as double)) as numbers,
    coalesce(first(typeof(${column})), '') in ('BOOLEAN', 'DATE', 'TIMESTAMP') as named from ${from}`
  const [row] = (await connection.runAndReadAll(sql)).getRowObjectsJS()
  const [rows, full, numbers] = [Number(row?.rows), Number(row?.filled), Number(row?.numbers)]
  return { rows, filled: full, numeric: numbers === full && row?.named !== true }
}

async function numbersOf(connection: DuckDBConnection, looked: Looked, filled: string, from: string): Promise<Column> {
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

async function textsOf(
  connection: DuckDBConnection,
  { rows, filled: full }: Looked,
  filled: string,
  from: string,
  place: ColumnPlace,
): Promise<Column> {
  const sql = `select ${filled} as v, count(*) as n from ${from} where ${filled} is not null group by 1 limit ${TEXTS_MOST + 1}`
  const found = (await connection.runAndReadAll(sql)).getRowObjectsJS()
  if (found.length > TEXTS_MOST) {
    const says = `${place.file}: ${place.column} has more than ${TEXTS_MOST.toLocaleString('en')} different texts.`
    throw new ProblemError([problem('too-many', says, 'Compare a column of categories, or make groups of it first')])
  }
  const counts = new Map(found.map(row => [String(row.v), Number(row.n)]))
  return { rows, missing: rows - full, notFinite: 0, values: { are: 'texts', counts } }
}

const firstLine = (error: unknown) => (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''

function unreadable({ file }: ColumnPlace, says: string): ProblemError {
  return new ProblemError([problem('unreadable', says, 'Name a CSV or Parquet file that is there', { file })])
}
