/** The same numbers by what DuckDB’s own documentation shows: its plain histogram of each column, with nothing around it. */
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { type Counts, DRIFT_OPTIONS } from '../../src/core/drift.ts'
import psi from '../../src/drift/psi.ts'
import { ASKED, EDGES, REFERENCE, RUNS, whatOf } from './drift-asked.ts'
import { timed } from './told.ts'

const [word, folder = ''] = process.argv.slice(2)
const what = whatOf(word)
const { names } = ASKED[what]
const file = join(folder, what === 'psi' ? 'current.parquet' : 'wide.parquet')
const edges = [...EDGES, "'infinity'::double"].join(', ')
const instance = await DuckDBInstance.create(':memory:')
const duckdb = await instance.connect()
const told = names.map((name, i) => `array_to_string(map_values(histogram(${name}, [${edges}])), ',') as c${i}`)
let statistics: readonly number[] = []
const runs = await timed(RUNS[what], async () => {
  const [row] = (await duckdb.runAndReadAll(`select ${told.join(', ')} from '${file}'`)).getRowObjectsJS()
  statistics = names.map((_, i) => statisticOf(String(row?.[`c${i}`]).split(',').map(Number)))
})
instance.closeSync()
console.log(JSON.stringify({ ...runs, statistics }))

function statisticOf(current: readonly number[]): number {
  const reference = Array.from({ length: REFERENCE }, () => 1_000_000)
  const counts: Counts = { labels: current.map(String), reference, current: [...current], by: 'bins', how: '' }
  return psi.measure(counts, DRIFT_OPTIONS).statistic
}
