/** PSI against a stored profile as the bot measures it: one statement for all columns over a locked DuckDB. */
import type { ProfileColumn } from '../../src/core/profile.ts'
import { openDuckdb } from '../../src/edges/duckdb.ts'
import { driftedInputs } from '../../src/flows/drifted-inputs.ts'
import { windowFrom } from '../../src/sources/count-statement.ts'
import { countsAsked } from '../../src/sources/counts-asked.ts'
import { ASKED, EDGES, REFERENCE, RUNS, whatOf } from './drift-asked.ts'
import { timed } from './told.ts'

const [word, folder = ''] = process.argv.slice(2)
const what = whatOf(word)
const { sql, names } = ASKED[what]
const column = (name: string): ProfileColumn => ({
  ...({ is: 'numbers', name, edges: EDGES, missing: 0, notFinite: 0, chunks: [] } as const),
  counts: Array.from({ length: REFERENCE }, () => 1_000_000),
})
const columns = names.map(column)
const duckdb = openDuckdb({ data: { type: 'duckdb', folder } })
const span = { start: new Date(0), end: new Date() }
let statistics: readonly (number | undefined)[] = []
const runs = await timed(RUNS[what], async () => {
  const rows = await duckdb.query('data', countsAsked(sql, columns).sqlOf.duckdb, span)
  const judged = driftedInputs({ method: 'psi' }, { columns, rows: 10 * 1_000_000 }, windowFrom(columns, rows))
  statistics = judged.map(it => it.statistic)
})
duckdb.close()
console.log(JSON.stringify({ ...runs, statistics }))
