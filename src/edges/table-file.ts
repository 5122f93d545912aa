import { stat } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { nearest } from '../core/did-you-mean.ts'
import { ProblemError, problem, type WrongAndFix } from '../core/problem.ts'
import { identifier } from '../sources/count-statement.ts'
import { saysOf, viewStatements } from '../sources/duckdb.ts'
import { says } from '../words/says.ts'
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
  if (!/\.(csv|parquet)$/.test(name)) throw unreadable(file, says.tableFile.otherKind)
  const { size } = await plainFile(file)
  if (size === 0) throw unreadable(file, says.tableFile.empty)
  const folder = dirname(resolve(file))
  const instance = await openLocked(folder)
  const read = async <T>(ask: (connection: DuckDBConnection) => Promise<T>): Promise<T> => {
    try {
      return await ask(connection)
    } catch (error) {
      throw unreadable(file, says.tableFile.broken(saysOf(error as Error)))
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
    throw unreadable(file, says.tableFile.unreadable(error.code))
  })
  if (!found.isFile()) throw unreadable(file, says.tableFile.noFile)
  return found
}

/** Throws where a file has no such column. */
export function columnIn({ file, columns }: TableFile, column: string): string {
  if (columns.includes(column)) return identifier(column)
  throw unknownColumn(file, 'table', column, columns)
}

export function unknownColumn(
  file: string,
  kind: 'table' | 'profile',
  column: string,
  columns: readonly string[],
): ProblemError {
  const told = says.tableFile.unknownColumn({
    ...{ file: basename(file), kind, column, near: nearest(column, columns) },
    columns: columns.slice(0, 20),
  })
  return new ProblemError([problem('unknown-column', ...told, { file })])
}

function unreadable(file: string, why: WrongAndFix): ProblemError {
  return new ProblemError([problem('unreadable', ...why, { file })])
}
