import { tmpdir } from 'node:os'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import type { CountedColumn } from '../../src/core/profile.ts'
import { openDuckdb } from '../../src/edges/duckdb.ts'
import { countDuckdb } from '../../src/sources/count-duckdb.ts'
import { countStatement, windowFrom } from '../../src/sources/count-statement.ts'
import { countedInMemory, type MadeColumn, madeColumns, sqlOfRows } from '../fixtures/counted.ts'

const duckdb = openDuckdb({ made: { type: 'duckdb', folder: tmpdir() } })
afterAll(() => duckdb.close())
const span = { start: new Date(0), end: new Date(1) }

async function windowOf(made: readonly MadeColumn[]) {
  const columns = made.map(({ counted }) => counted)
  return windowFrom(columns, await duckdb.query('made', countStatement(countDuckdb, sqlOfRows(made), columns), span))
}

describe('[D4] a window', () => {
  test('is counted by DuckDB as in memory: edges, nulls, NaN, infinities, any text and any name', async () => {
    await fc.assert(
      fc.asyncProperty(madeColumns, async made => {
        expect(await windowOf(made)).toEqual(countedInMemory(made))
      }),
      { numRuns: 150 },
    )
  }, 60_000)

  test.each(['constructor', 'toString', '__proto__'])('[D12] takes a column named %s for a column', name => {
    const counted: CountedColumn = { name, is: 'numbers', edges: [0] }
    expect(countStatement(countDuckdb, 'select 1', [counted])).toContain(`"${name}"`)
  })

  test('puts a value that equals an edge in the bin above, and what is no finite number in none', async () => {
    const counted: CountedColumn = { name: 'x', is: 'numbers', edges: [0, 0.1] }
    const cells = [-0, 0, 0.1, -5e-324, 0.09999999999999999, Number.NaN, Number.POSITIVE_INFINITY, null]
    expect(await windowOf([{ counted, cells: [...cells, Number.NEGATIVE_INFINITY] }])).toEqual({
      rows: 9,
      columns: [{ missing: 1, notFinite: 3, counts: [1, 3, 1] }],
    })
  })

  test('without a row, or with an empty column, has only zeros', async () => {
    const numbers: CountedColumn = { name: 'x', is: 'numbers', edges: [1] }
    const texts: CountedColumn = { name: 'y', is: 'texts', values: ['a'] }
    const empty = (cells: readonly null[]) => windowOf([numbers, texts].map(counted => ({ counted, cells })))
    expect((await empty([])).columns).toEqual([
      { missing: 0, notFinite: 0, counts: [0, 0] },
      { missing: 0, notFinite: 0, counts: [0, 0] },
    ])
    expect((await empty([null, null])).columns.map(it => it?.missing)).toEqual([2, 2])
  })
})

test('[D4] a query may end with a comment or a semicolon', async () => {
  const column: CountedColumn = { name: 'x', is: 'few-numbers', values: [1] }
  for (const sql of ['select 1 as x -- the only one', 'select 1 as x ; ;\n']) {
    const [row] = await duckdb.query('made', countStatement(countDuckdb, sql, [column]), span)
    expect(row).toEqual({ counted: 1, f0: 1, c0: '1,1' })
  }
})
