import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { OutsideError } from '../../src/core/outside.ts'
import { ProblemError, problem } from '../../src/core/problem.ts'
import type { CountedColumn } from '../../src/core/profile.ts'
import type { SqlOf } from '../../src/core/query-forms.ts'
import { openDuckdb } from '../../src/edges/duckdb.ts'
import { countingOf } from '../../src/flows/count-window.ts'

const DELAY: CountedColumn = { name: 'delay', is: 'numbers', edges: [2] }
const ORIGIN: CountedColumn = { name: 'origin', is: 'texts', values: ['JFK'] }
const HOUR: CountedColumn = { name: 'hour', is: 'few-numbers', values: [7] }
const COLUMNS = [DELAY, ORIGIN, HOUR]

let folder: string
let duckdb: ReturnType<typeof openDuckdb>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kedge-window-'))
  await writeFile(join(folder, 'whole.csv'), 'delay,origin,hour\n1,JFK,7\n3,LAX,8\n,JFK,7\nlate,JFK,\n')
  await writeFile(join(folder, 'renamed.csv'), 'dep_delay,origin,hour\n1,JFK,7\n3,LAX,8\n')
  await writeFile(join(folder, 'bare.csv'), 'origin\nJFK\n')
  duckdb = openDuckdb({ files: { type: 'duckdb', folder } })
})
afterAll(async () => {
  duckdb.close()
  await rm(folder, { recursive: true })
})

const asked: string[] = []
const ask = ({ sqlOf }: SqlOf) => {
  asked.push(sqlOf.duckdb)
  return duckdb.query('files', sqlOf.duckdb, { start: new Date(0), end: new Date(1) })
}
async function counted(sql: string) {
  asked.length = 0
  const counting = countingOf(sql, COLUMNS)
  return { window: await counting(ask), again: () => counting(ask), questions: asked.length }
}

describe('[D12] a window', () => {
  test('of which all columns are there is one question', async () => {
    const { window, questions } = await counted("select * from 'whole.csv'")
    expect([questions, window]).toEqual([
      1,
      {
        rows: 4,
        columns: [
          { missing: 1, notFinite: 1, counts: [1, 1] },
          { missing: 0, notFinite: 0, counts: [3, 1] },
          { missing: 1, notFinite: 0, counts: [2, 1] },
        ],
      },
    ])
  })

  test.each([
    ['that takes all there are', "select * from 'renamed.csv'"],
    ['that names them', "select delay, origin, hour from 'renamed.csv'"],
    ['with a table of its own', "with it as (select * from 'renamed.csv') select delay, origin, hour from it -- all"],
  ])('of a query %s is told without the column that was renamed, and learnt once', async (_, sql) => {
    const { window, again, questions } = await counted(sql)
    expect([questions, window]).toEqual([
      2,
      {
        rows: 2,
        columns: [
          undefined,
          { missing: 0, notFinite: 0, counts: [1, 1] },
          { missing: 0, notFinite: 0, counts: [1, 1] },
        ],
      },
    ])
    expect(await again()).toEqual(window)
    expect(asked).toHaveLength(3)
  })

  test('may lack several columns, and all', async () => {
    const { window } = await counted("select delay, origin, hour from 'bare.csv'")
    expect(window.columns.map(it => it?.counts)).toEqual([undefined, [1, 0], undefined])
    const none = countingOf("select 1 as other from 'bare.csv'", COLUMNS)
    expect(await none(ask)).toEqual({ rows: 1, columns: [undefined, undefined, undefined] })
  })

  test('of a query that is wrong fails in the words of the database, and is not asked forever', async () => {
    await expect(counted("select * from 'nowhere.csv'")).rejects.toThrow(ProblemError)
    expect(asked.length).toBeLessThanOrEqual(2)
    await expect(counted("select f.delay, f.origin from 'renamed.csv' f")).rejects.toThrow(/"delay"/)
  })

  test('of a server that is away is not asked otherwise', async () => {
    let questions = 0
    const away = () => {
      questions++
      return Promise.reject(new OutsideError('unavailable', 'away'))
    }
    await expect(countingOf('select 1', COLUMNS)(away)).rejects.toThrow(OutsideError)
    expect(questions).toBe(1)
  })

  test('of which the types are asked in vain says why it failed at first', async () => {
    const fails = (says: string) => Promise.reject(new ProblemError([problem('query-failed', says, 'Mend it.')]))
    let questions = 0
    const broken = () => fails(questions++ === 0 ? 'operator does not exist' : 'something else')
    await expect(countingOf('select 1', COLUMNS)(broken)).rejects.toThrow('operator does not exist')
  })
})
