import { describe, expect, test } from 'vitest'
import type { Model } from '../../src/core/model.ts'
import { refusal, viewStatements } from '../../src/sources/duckdb.ts'
import { readingsFrom } from '../../src/sources/query-rows.ts'

const kpi = { name: 'Error', kind: 'technical', unit: 'min', direction: 'lower-is-better', query: 'weekly' } as const
const model: Model = {
  kind: 'model',
  id: 'flight-delay',
  name: 'Flight delay',
  useCase: 'notices',
  tier: 'medium',
  owners: { business: 'mara', technical: 'ana' },
  serving: { version: '1.1.0', mode: 'batch', observe: 'served' },
  queries: { weekly: { connection: 'flights', every: 'week', sql: 'select 1' } },
  kpis: { mae: kpi, announced: { ...kpi, minSamples: 1000 }, unseen: { ...kpi, query: 'daily' } },
}
const _row = { period: '2001-04-09T00:00:00.000Z', version: '1.1.0', n: 110_000, mae: 19.83, announced: 41 }
const available = '2001-04-16T00:05:00.000Z'
const _read = (...rows: Record<string, unknown>[]) => readingsFrom(model, 'weekly', rows, available)

describe('statements', () => {
  test('only files that are there and named get a view, whatever quotes their names hold', () => {
    expect(
      viewStatements("/d'ata", ['a.csv', 'b.parquet', 'c.csv', 'd.txt'], "from 'a.csv', 'b.parquet', 'd.txt'"),
    ).toEqual([
      `create or replace temp view "a.csv" as from read_csv('/d''ata/a.csv', header = true, skip = 0, all_varchar = true, quote = '"', escape = '"')`,
      `create or replace temp view "b.parquet" as from read_parquet('/d''ata/b.parquet')`,
    ])
  })
  test('a comment does not hide the first word', () => {
    expect(refusal('-- hello\n/* a */ select 1', [1], [])).toBeUndefined()
    expect(refusal('-- select\npragma database_list', [1], [])?.says).toBe('the query is PRAGMA, not SELECT')
  })
  test('other parameters than the period’s bounds are refused', () => {
    expect(refusal('select $password', [1], ['password'])?.says).toBe('the query has a parameter $password')
  })
})
