/** Columns of CSV and Parquet files, counted where they lie as far as that goes. */
import { chunksPicked } from '../core/chunks-picked.ts'
import type { Column } from '../core/drift.ts'
import { ProblemError, problem } from '../core/problem.ts'
import type { ProfileColumn } from '../core/profile.ts'
import { countedAs } from '../sources/column-type.ts'
import { countDuckdb } from '../sources/count-duckdb.ts'
import { countStatement, type WindowColumn, windowFrom } from '../sources/count-statement.ts'
import { says } from '../words/says.ts'
import { columnIn, type TableFile } from './table-file.ts'

/** More different texts than this are no categories, and would fill the memory. */
const TEXTS_MOST = 100_000

interface Looked {
  readonly table: TableFile
  readonly column: string
  /** What says nothing is null, as SQL. */
  readonly filled: string
  readonly rows: number
  readonly full: number
  readonly type: string
  readonly numeric: boolean
  /** One of the values that are no numbers, and how many there are. */
  readonly odd?: string
  readonly texts: number
}

/** How two columns are compared: as numbers where both are, as texts where either is not. */
export interface Pair {
  readonly are: Column['values']['are']
  /** Whether they are times, lists and the like, which are as different as rows. */
  readonly odd: boolean
  /** `chunks`: those of the reference as well, each of as many rows as the current one has. */
  read(chunks: boolean): Promise<readonly [Column, Column]>
}

/** Looks at a column of each file; `mixed`: numbers beside texts are names as well. Throws `ProblemError` with the fix. */
export async function lookAtPair(
  [a, column]: readonly [TableFile, string],
  [b, other]: readonly [TableFile, string],
  mixed: boolean,
): Promise<Pair> {
  const [reference, current] = [await look(a, column), await look(b, other)]
  // What says nothing is of neither kind.
  const saying = reference.full > 0 && current.full > 0
  if (!mixed && saying && reference.numeric !== current.numeric) throw unlike(reference, current)
  const are = reference.numeric && current.numeric ? 'numbers' : 'texts'
  const odd = [reference, current].some(it => countedAs(it.type, it.numeric) === undefined)
  const size = (chunks: boolean) => (chunks ? current.full : 0)
  const read = async (chunks: boolean) =>
    are === 'numbers'
      ? ([await numbersOf(reference), await numbersOf(current)] as const)
      : ([await textsOf(reference, size(chunks)), await textsOf(current, 0)] as const)
  return { are, odd, read }
}

async function look(table: TableFile, name: string): Promise<Looked> {
  const { from } = table
  const column = columnIn(table, name)
  const type = table.typeOf(name)
  // What is a number already need not become a text first.
  const filled = countedAs(type, false) === 'numbers' ? column : `nullif(trim(${column}::varchar), '')`
  const sql = `select count(*) as rows, count(${filled}) as filled, count(try_cast(${filled} as double)) as numbers,
    any_value(${filled}::varchar) filter (where try_cast(${filled} as double) is null) as odd from ${from}`
  const [row] = await table.read(async it => (await it.runAndReadAll(sql)).getRowObjectsJS())
  const [rows, full, numbers] = [Number(row?.rows), Number(row?.filled), Number(row?.numbers)]
  const named = ['BOOLEAN', 'DATE', 'TIMESTAMP'].includes(type)
  const odd = typeof row?.odd === 'string' ? { odd: row.odd } : {}
  return {
    table,
    column: name,
    filled,
    rows,
    full,
    type,
    numeric: numbers === full && !named,
    texts: full - numbers,
    ...odd,
  }
}

/** One bad value among numbers would make names of them all, and something else would be compared than was meant. */
function unlike(a: Looked, b: Looked): ProblemError {
  const [numbers, texts] = a.numeric ? [a, b] : [b, a]
  const { table, column, type, texts: count, odd } = texts
  const holds = odd === undefined ? { type: type.toLowerCase() } : { texts: count, example: odd.slice(0, 40) }
  const told = says.column.unlike({ file: table.file, column, holds, other: numbers.table.file })
  return new ProblemError([problem('unlike', ...told)])
}

function numbersOf({ table: { from, read }, filled, rows, full }: Looked): Promise<Column> {
  return read(async connection => {
    const numbers = new Float64Array(full)
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
    return {
      ...{ rows, missing: rows - full, notFinite: full - used },
      values: { are: 'numbers', numbers: numbers.subarray(0, used) },
    }
  })
}

async function textsOf({ table, column, filled, rows, full }: Looked, size: number): Promise<Column> {
  const { from, file } = table
  const sql = `select ${filled}::varchar as v, count(*) as n from ${from} where ${filled} is not null group by 1 limit ${TEXTS_MOST + 1}`
  const found = await table.read(async it => (await it.runAndReadAll(sql)).getRowObjectsJS())
  if (found.length > TEXTS_MOST)
    throw new ProblemError([problem('too-many', ...says.column.tooMany(file, column, TEXTS_MOST))])
  const counts = new Map(found.map(row => [String(row.v), Number(row.n)]))
  const chunks = size > 0 ? { chunks: await chunksOf(table, filled, chunksPicked(full, size), size) } : {}
  return { rows, missing: rows - full, notFinite: 0, values: { are: 'texts', counts }, ...chunks }
}

/** Each of as many rows that say something, in the order of the file. */
async function chunksOf({ read, from }: TableFile, filled: string, picked: readonly number[], size: number) {
  if (picked.length === 0) return []
  const sql = `select v, i, count(*) as n from (
    select ${filled}::varchar as v, (row_number() over () - 1) // ${size} as i from ${from} where ${filled} is not null
  ) where i in (${picked.join(', ')}) group by v, i`
  const chunks = new Map(picked.map(i => [i, new Map<string, number>()]))
  for (const row of await read(async it => (await it.runAndReadAll(sql)).getRowObjectsJS()))
    chunks.get(Number(row.i))?.set(String(row.v), Number(row.n))
  return [...chunks.values()]
}

/** A column of a profile, counted in a file as the bot counts it. */
export async function countColumn(
  table: TableFile,
  column: ProfileColumn,
): Promise<WindowColumn & { readonly rows: number }> {
  columnIn(table, column.name)
  const sql = countStatement(countDuckdb, `select * from ${table.from}`, [column])
  const { rows, columns } = windowFrom(
    [column],
    await table.read(async it => (await it.runAndReadAll(sql)).getRowObjectsJS()),
  )
  return { rows, ...(columns[0] as WindowColumn) }
}

/** Every finite number of a column. */
export async function numbersIn(table: TableFile, column: string): Promise<Float64Array> {
  const { values } = await numbersOf(await look(table, column))
  return values.are === 'numbers' ? values.numbers : new Float64Array()
}
