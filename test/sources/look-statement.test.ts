import { tmpdir } from 'node:os'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { openDuckdb } from '../../src/edges/duckdb.ts'
import { edgesBetween, edgesOf, ranksFor } from '../../src/numbers/bins.ts'
import { countDuckdb } from '../../src/sources/count-duckdb.ts'
import { differentNumbers, frequentTexts, lookStatement, rankStatement } from '../../src/sources/look-statement.ts'
import { type MadeColumn, sqlOfRows } from '../fixtures/counted.ts'

const duckdb = openDuckdb({ made: { type: 'duckdb', folder: tmpdir() } })
afterAll(() => duckdb.close())
const ask = (sql: string) => duckdb.query('made', sql, { start: new Date(0), end: new Date(1) })
const numbers = (cells: MadeColumn['cells']) => sqlOfRows([{ counted: { name: 'x', is: 'numbers', edges: [] }, cells }])
const texts = (cells: MadeColumn['cells']) => sqlOfRows([{ counted: { name: 'x', is: 'texts', values: [] }, cells }])

test('[D4] a look tells of each column its type, and how many of its texts are numbers', async () => {
  const [row] = await ask(lookStatement(countDuckdb, texts(['1', '2.5', 'x', '', null]), ['x']))
  expect(row).toEqual({ f0: 4, t0: 'varchar', k0: 2 })
})

test('[D4] the different numbers of a column are rising, finite, and zero once', async () => {
  const cells = [3, -0, 0, 1, 3, Number.NaN, Number.POSITIVE_INFINITY, null]
  const rows = await ask(differentNumbers(countDuckdb, numbers(cells), { name: 'x' }, 21))
  expect(rows.map(row => row.v)).toEqual([0, 1, 3])
  expect(await ask(differentNumbers(countDuckdb, numbers(cells), { name: 'x' }, 2))).toHaveLength(2)
})

test('[D4] a text of few rows is not told, and of equal ones that which sorts first', async () => {
  const cells = ['b', 'b', 'a', 'a', 'Zoe', 'c', 'c', 'c', null, '']
  const rows = await ask(frequentTexts(countDuckdb, texts(cells), 'x', { most: 2, least: 2 }))
  expect(rows.map(row => row.v)).toEqual(['c', 'a'])
})

test('[D4] edges made of the values around them are those of all values, to the bit', async () => {
  const value = fc.oneof(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 9 }))
  await fc.assert(
    fc.asyncProperty(
      fc.array(value, { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 2, max: 20 }),
      async (all, bins) => {
        const ranks = ranksFor(all.length, bins)
        const asked = [{ name: 'x', used: all.length, ranks }]
        const [row] = await ask(rankStatement(countDuckdb, numbers([...all, Number.NaN, null]), asked))
        const values = String(row?.q0).split(',').map(Number)
        const edges = edgesBetween(all.length, bins, rank => values[ranks.indexOf(rank)] as number)
        expect(edges).toEqual(edgesOf(Float64Array.from(all), bins))
      },
    ),
    { numRuns: 60 },
  )
})
