/** What the bench of drift reads: Parquet for those who read it, and the same values as plain doubles for NumPy and the rest. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { ASKED, ROWS, WIDE_ROWS } from './drift-asked.ts'

const [folder = ''] = process.argv.slice(2)

/** About a normal value for each row, the same in each run (Box & Muller 1958), moved and stretched a little. */
const normal = (seed: number, moved: number) =>
  `${moved} + 1.1 * sqrt(-2 * ln(${uniform(2 * seed)})) * cos(2 * pi() * ${uniform(2 * seed + 1)})`

// In doubles throughout: as decimals these numbers take many times as long.
const uniform = (seed: number) => `(hash(i, ${seed})::double + 0.5::double) / 1.8446744073709552e19`

async function write(duckdb: DuckDBConnection, name: string, from: string, columns: readonly string[]): Promise<void> {
  const to = `'${join(folder, name)}.parquet' (format parquet)`
  await duckdb.run(`copy (select ${columns.join(', ')} from ${from}) to ${to}`)
}

async function valuesOf(duckdb: DuckDBConnection, name: string, rows: number): Promise<Float64Array> {
  const values = new Float64Array(rows)
  let at = 0
  const stream = await duckdb.stream(`select v from '${join(folder, name)}.parquet'`)
  for (let chunk = await stream.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await stream.fetchChunk()) {
    const vector = chunk.getColumnVector(0)
    for (let i = 0; i < chunk.rowCount; i++) values[at++] = vector.getItem(i) as number
  }
  return values
}

const unpacked = (name: string, values: Float64Array) =>
  writeFile(join(folder, `${name}.f64`), new Uint8Array(values.buffer, values.byteOffset, values.byteLength))

const instance = await DuckDBInstance.create(':memory:')
const duckdb = await instance.connect()
await write(duckdb, 'reference', `range(${ROWS}) as rows(i)`, [`${normal(1, 0)} as v`])
await write(duckdb, 'current', `range(${ROWS}) as rows(i)`, [`${normal(2, 0.1)} as v`])
// Each column is a little further away: to make new chance for all of them would take longer than the bench.
const wide = ASKED.wide.names.map((name, n) => `v + ${n}::double / 100 as ${name}`)
await write(duckdb, 'wide', `(from '${join(folder, 'current')}.parquet' limit ${WIDE_ROWS})`, wide)
await unpacked('reference', await valuesOf(duckdb, 'reference', ROWS))
const current = await valuesOf(duckdb, 'current', ROWS)
await unpacked('current', current)
for (const [n, name] of ASKED.wide.names.entries()) {
  const moved = current.slice(0, WIDE_ROWS).map(value => value + n / 100)
  await unpacked(`wide-${name}`, moved)
}
instance.closeSync()
console.log('{}')
