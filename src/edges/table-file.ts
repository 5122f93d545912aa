import { access } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { didYouMean } from '../core/did-you-mean.ts'
import { ProblemError, problem } from '../core/problem.ts'
import { identifier } from '../sources/count-statement.ts'
import { viewStatements } from '../sources/duckdb.ts'
import { openLocked } from './duckdb.ts'

/** A CSV or Parquet file that is open; every column of a CSV file is text. */
export interface TableFile {
  readonly file: string
  readonly columns: readonly string[]
  readonly connection: DuckDBConnection
  /** What to select from, as SQL. */
  readonly from: string
  close(): void
}

/** Opens a file over a locked database that sees its folder and no more. Throws `ProblemError` with the fix. */
export async function openTable(file: string): Promise<TableFile> {
  const name = basename(file)
  if (!/\.(csv|parquet)$/.test(name)) throw unreadable(file, 'It is neither .csv nor .parquet.')
  await access(file).catch(error => {
    throw unreadable(file, `It cannot be read (${error.code}).`)
  })
  const folder = dirname(resolve(file))
  const instance = await openLocked(folder)
  try {
    const connection = await instance.connect()
    for (const view of viewStatements(folder, [name], `'${name}'`)) await connection.run(view)
    const rows = (await connection.runAndReadAll(`describe ${identifier(name)}`)).getRowObjects()
    const columns = rows.map(row => String(row.column_name))
    return { file, columns, connection, from: identifier(name), close: () => instance.closeSync() }
  } catch (error) {
    instance.closeSync()
    throw unreadable(file, `DuckDB cannot read it: ${(error as Error).message.split('\n')[0]}`)
  }
}

/** Throws where a file has no such column. */
export function columnIn({ file, columns }: TableFile, column: string): string {
  if (columns.includes(column)) return identifier(column)
  const says = `${basename(file)} has no column ${column}.${didYouMean(column, columns)}`
  throw new ProblemError([problem('unknown-column', says, `Its columns are ${columns.slice(0, 20).join(', ')}`)])
}

function unreadable(file: string, says: string): ProblemError {
  return new ProblemError([problem('unreadable', says, 'Name a CSV or Parquet file that is there', { file })])
}
