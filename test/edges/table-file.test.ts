import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
