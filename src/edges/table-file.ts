import { stat } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { didYouMean } from '../core/did-you-mean.ts'
import { ProblemError, problem } from '../core/problem.ts'
import { identifier } from '../sources/count-statement.ts'
import { saysOf, viewStatements } from '../sources/duckdb.ts'
import { openLocked } from './duckdb.ts'

/** A CSV or Parquet file that is open; every column of a CSV file is text. */
export interface TableFile {
  readonly file: string
  readonly columns: readonly string[]
  /** DuckDB’s name of the type of a column. */
  typeOf(column: string): string
  /** What to select from, as SQL. */
  readonly from: string
  /** Asks the file; what is wrong in it may be found only then, and is told with its line. */
  read<T>(ask: (connection: DuckDBConnection) => Promise<T>): Promise<T>
  close(): void
}

/** Opens a file over a locked database that sees its folder and no more. Throws `ProblemError` with the fix. */
export async function openTable(file: string): Promise<TableFile> {
  const name = basename(file)
  if (!/\.(csv|parquet)$/.test(name)) throw unreadable(file, 'It is neither .csv nor .parquet.')
  const { size } = await plainFile(file)
  if (size === 0) throw unreadable(file, 'It is empty.', 'The first line of a CSV file names its columns, rows follow')
  const folder = dirname(resolve(file))
  const instance = await openLocked(folder)
  const read = async <T>(ask: (connection: DuckDBConnection) => Promise<T>): Promise<T> => {
    try {
      return await ask(connection)
    } catch (error) {
      throw unreadable(file, `DuckDB cannot read it: ${saysOf(error as Error)}`, 'Mend the file, or write it anew')
    }
  }
  const connection = await instance.connect()
  try {
    const rows = await read(async it => {
      for (const view of viewStatements(folder, [name], `'${name}'`)) await it.run(view)
      return (await it.runAndReadAll(`describe ${identifier(name)}`)).getRowObjects()
    })
    const columns = rows.map(row => String(row.column_name))
    const types = new Map(rows.map(row => [String(row.column_name), String(row.column_type)]))
    const typeOf = (column: string) => types.get(column) ?? ''
    return { file, columns, typeOf, read, from: identifier(name), close: () => instance.closeSync() }
  } catch (error) {
    instance.closeSync()
    throw error
  }
}

async function plainFile(file: string) {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(file, `It cannot be read (${error.code}).`)
  })
  if (!found.isFile()) throw unreadable(file, 'It is no file.')
  return found
}

/** Throws where a file has no such column. */
export function columnIn({ file, columns }: TableFile, column: string): string {
  if (columns.includes(column)) return identifier(column)
  throw unknownColumn({ file, called: basename(file) }, column, columns)
}

export function unknownColumn(
  { file, called }: { readonly file: string; readonly called: string },
  column: string,
  columns: readonly string[],
): ProblemError {
  const says = `${called} has no column ${column}.${didYouMean(column, columns)}`
  return new ProblemError([
    problem('unknown-column', says, `Its columns are ${columns.slice(0, 20).join(', ')}`, { file }),
  ])
}

function unreadable(file: string, says: string, fix = 'Name a CSV or Parquet file that is there'): ProblemError {
  return new ProblemError([problem('unreadable', says, fix, { file })])
}
