import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lookAtPair } from '../../src/edges/column.ts'
import { columnIn, openTable } from '../../src/edges/table-file.ts'

let folder: string
const write = (name: string, text: string | Buffer) => writeFile(join(folder, name), text)
const rows = (n: number) => Array.from({ length: n }, (_, i) => `${i},1\n`).join('')

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kedge-table-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** How many rows a file has, read to its end. */
async function counted(name: string): Promise<number> {
  const table = await openTable(join(folder, name))
  try {
    const { read } = await lookAtPair([table, 'delay'], [table, 'delay'], true)
    return (await read(false))[0].rows
  } finally {
    table.close()
  }
}

describe('[D3] a file of rows', () => {
  test.each([
    ['a[1].csv', 'a1.csv'],
    ['b*.csv', 'bb.csv'],
    ['c?.csv', 'cc.csv'],
    [`it's "d".csv`, 'd.csv'],
  ])('is the one of the name %s, and not %s', async (name, other) => {
    await write(name, `delay,x\n${rows(3)}`)
    await write(other, `delay,x\n${rows(5)}`)
    expect([await counted(name), await counted(other)]).toEqual([3, 5])
  })

  test.each([
    ['empty.csv', '', /It is empty\.[\s\S]*fix: The first line/],
    ['junk.parquet', 'no parquet', /DuckDB cannot read it: .*too small to be a Parquet file[\s\S]*fix: Mend the file/],
    [
      'long.csv',
      `delay,x\n${rows(60_000)}1,2,3\n${rows(9)}`,
      /CSV Error on Line: 60002; Expected Number of Columns: 2/,
    ],
    [
      'quote.csv',
      `delay,x\n${rows(60_000)}1,"2\n${rows(9)}`,
      /CSV Error on Line: 60002; Value with unterminated quote/,
    ],
    ['early.csv', 'delay\n1\n"2\n3\n', /DuckDB cannot read it: [\s\S]*fix: Mend the file/],
    ['latin.csv', Buffer.from('delay,x\n1,\xe9\n', 'latin1'), /not utf-8 encoded/],
  ])('%s that is broken is told with the reason and the fix, and none of it is left out', async (name, text, said) => {
    await write(name, text)
    const error = await counted(name).then(
      () => '',
      (it: Error) => `${it.name} ${it.message}`,
    )
    expect(error).toMatch(said)
    expect(error).toMatch(/^ProblemError /)
    expect(error.length).toBeLessThan(600)
  })

  test('of which lines do not fit the first one keeps that as its head, and no line is lost', async () => {
    await write('ragged.csv', 'delay,x\n1\n2,3,4\n')
    await expect(counted('ragged.csv')).rejects.toThrow(/has no column delay/)
  })

  test('is no folder', async () => {
    await mkdir(join(folder, 'folder.csv'))
    await expect(openTable(join(folder, 'folder.csv'))).rejects.toThrow(/It is no file/)
  })

  test('may name its columns as it likes', async () => {
    await write('odd.csv', '"we""ird","a,b","; drop table x"\n1,2,3\n')
    const table = await openTable(join(folder, 'odd.csv'))
    expect(table.columns).toEqual(['we"ird', 'a,b', '; drop table x'])
    expect(columnIn(table, 'we"ird')).toBe('"we""ird"')
    const [a] = await (await lookAtPair([table, 'we"ird'], [table, '; drop table x'], false)).read(false)
    expect(a.values).toEqual({ are: 'numbers', numbers: Float64Array.of(1) })
    table.close()
  })
})

test('[D3] one text among numbers is told and not taken for a reason to compare names, unless asked', async () => {
  await write('numbers.csv', `delay,x\n${rows(9)}`)
  await write('mixed.csv', `delay,x\n${rows(9)}n/a,1\n`)
  const [numbers, mixed] = await Promise.all(['numbers.csv', 'mixed.csv'].map(name => openTable(join(folder, name))))
  if (numbers === undefined || mixed === undefined) throw new Error('both are there')
  await expect(lookAtPair([numbers, 'delay'], [mixed, 'delay'], false)).rejects.toThrow(
    /mixed\.csv holds 1 text, as “n\/a” in delay, and .*numbers\.csv numbers alone\.[\s\S]*fix: Mend that file, or .*--categories/,
  )
  await expect(lookAtPair([mixed, 'delay'], [numbers, 'delay'], false)).rejects.toThrow(/mixed\.csv holds 1 text/)
  expect((await lookAtPair([mixed, 'delay'], [numbers, 'delay'], true)).are).toBe('texts')
  expect((await lookAtPair([mixed, 'delay'], [mixed, 'delay'], false)).are).toBe('texts')
  numbers.close()
  mixed.close()
})

test('[D3] the types of a Parquet file say what its columns are, and numbers are read as they are', async () => {
  const instance = await DuckDBInstance.create(':memory:')
  const made = `select i::double / 7 as d, i::decimal(10, 2) as money, i % 2 = 0 as yes, date '2026-01-01' + i::int as day,
    [i] as list, if(i = 1, 'nan'::double, i) as n, if(i = 2, null, i) as gap from range(4) as made(i)`
  await (await instance.connect()).run(`copy (${made}) to '${join(folder, 'types.parquet')}'`)
  instance.closeSync()
  const table = await openTable(join(folder, 'types.parquet'))
  const looked = async (name: string) => {
    const { are, odd, read } = await lookAtPair([table, name], [table, name], false)
    const [{ rows, missing, notFinite, values }] = await read(false)
    const seen = values.are === 'numbers' ? [...values.numbers] : [...values.counts.keys()].sort()
    return [are, odd, rows, missing, notFinite, seen]
  }
  expect(await looked('d')).toEqual(['numbers', false, 4, 0, 0, [0, 1 / 7, 2 / 7, 3 / 7]])
  expect(await looked('money')).toEqual(['numbers', false, 4, 0, 0, [0, 1, 2, 3]])
  expect(await looked('n')).toEqual(['numbers', false, 4, 0, 1, [0, 2, 3]])
  expect(await looked('gap')).toEqual(['numbers', false, 4, 1, 0, [0, 1, 3]])
  expect(await looked('yes')).toEqual(['texts', false, 4, 0, 0, ['false', 'true']])
  expect((await looked('day')).slice(0, 2)).toEqual(['texts', true])
  expect((await looked('list')).slice(0, 2)).toEqual(['texts', true])
  const [named] = await (await lookAtPair([table, 'd'], [table, 'yes'], true)).read(false)
  expect(named.values).toMatchObject({
    are: 'texts',
    counts: new Map([
      ['0.0', 1],
      ['0.14285714285714285', 1],
      ['0.2857142857142857', 1],
      ['0.42857142857142855', 1],
    ]),
  })
  table.close()
})
