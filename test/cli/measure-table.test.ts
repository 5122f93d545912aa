import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DriftReport, DriftTable } from '../../src/core/drift.ts'
import { even, normal } from '../fixtures/drift.ts'
import { kedgeIn } from '../fixtures/kedge-here.ts'
import { profileOfCsv } from '../fixtures/profile-of-csv.ts'

const ODD = 'we"ird: name'
const PROFILE = 'churn-profile.yaml'

let folder: string
const kedge = (...args: readonly string[]) => kedgeIn(folder, 'measure', ...args)
const between = (reference: string, current: string) => ['--reference', reference, '--current', current]
const json = async (...args: readonly string[]) => {
  const { code, out, err } = await kedge(...args, '--json')
  if (out === '') throw new Error(err)
  return { code, report: JSON.parse(out) as DriftReport & DriftTable }
}

/** Some columns over January, a day after the other: `delay` and the odd one are the ones that can move. */
function csv(delays: readonly number[], odd: readonly number[]): string {
  const rows = delays.map((delay, i) => {
    const day = String(Math.floor((31 * i) / delays.length) + 1).padStart(2, '0')
    return [delay, odd[i], ['AA', 'UA', 'DL', 'AA'][i % 4], i % 3, '', `2026-01-${day}`].join(',')
  })
  return `delay,"we""ird: name",carrier,stops,empty,day\n${rows.join('\n')}\n`
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kedge-measure-table-'))
  const write = (name: string, text: string) => writeFile(join(folder, name), text)
  await write('then.csv', csv(normal(3100, 1), even(3100)))
  await write('now.csv', csv(normal(300, 2, 0.9), even(300, 0.2)))
  await write('same.csv', csv(normal(300, 3), even(300)))
  await write(
    'bare.csv',
    `delay,extra\n${normal(300, 3)
      .map(x => `${x},1`)
      .join('\n')}\n`,
  )
  const columns = ['delay', ODD, 'carrier', 'stops']
  await write(PROFILE, await profileOfCsv({ folder, file: 'then.csv', columns }, { bins: 20 }))
})
afterAll(() => rm(folder, { recursive: true }))

describe('[D3] kedge measure over several columns', () => {
  test('judges them together, those that moved most first, and says why some were not judged', async () => {
    const { code, out } = await kedge('psi', ...between('then.csv', 'now.csv'))
    expect(code).toBe(1)
    expect(out).toMatchInlineSnapshot(`
      "┃ psi: 2 columns have drifted
      ┃ ━━━━━━━━━━━━━━━━━━━━━━━━━━━
      ┃
      ┃ 4 of 6 columns could be judged.
      ┃
      ┃ column        verdict                effect    much is  p, corrected     values  missing
      ┃ ────────────  ─────────────────────  ────────  ───────  ────────────  ─────────  ─────────────
      ┃ we"ird: name  drift                  1.6           0.1  5.084e-88     3100, 300
      ┃ delay         drift                  0.7196        0.1  3.068e-37     3100, 300
      ┃ day           too few values to say  0.002379      0.1                3100, 300
      ┃ empty         too few values to say                                        0, 0  100 % → 100 %
      ┃ stops         no drift               2.081e-7      0.1  1             3100, 300
      ┃ carrier       no drift               0             0.1  1             3100, 300
      ┃
      ┃ • day: Each sample needs 310 values for this; there are 3100 and 300: take a longer time, or make
      ┃   groups of rare categories.
      ┃ • empty: A sample has no values.
      ┃
      ┃ · Convention: natural logarithm, shares of zero are 0.0001 and nothing is renormalised.
      ┃
      ┃ · p-values are corrected for the number of columns (Benjamini-Hochberg).
      ┃
      ┃ · One column by itself, with bins and convention: --reference file:column
      "
    `)
  })

  test('[D12] says how many rows have lost their value, and judges the others as if they had not', async () => {
    const rows = normal(300, 3).map((x, i) => `${i % 10 > 0 ? '' : x},${['AA', 'UA', 'DL', 'AA'][i % 4]}`)
    await writeFile(join(folder, 'lost.csv'), `delay,carrier\n${rows.join('\n')}\n`)
    const { code, out } = await kedge('psi', ...between('then.csv', 'lost.csv'), '--columns', 'delay', 'carrier')
    expect(code).toBe(1)
    expect(out).toMatchInlineSnapshot(`
      "┃ psi: 1 column has drifted
      ┃ ━━━━━━━━━━━━━━━━━━━━━━━━━
      ┃
      ┃ 2 of 2 columns could be judged.
      ┃
      ┃ column   verdict   effect  much is  p, corrected     values  missing
      ┃ ───────  ────────  ──────  ───────  ────────────  ─────────  ──────────
      ┃ delay    drift     0.1684      0.1                 3100, 30  0 % → 90 %
      ┃ carrier  no drift       0      0.1             1  3100, 300
      ┃
      ┃ • delay: missing 0 % → 90 %
      ┃
      ┃ · Convention: natural logarithm, shares of zero are 0.0001 and nothing is renormalised.
      ┃
      ┃ · p-values are corrected for the number of columns (Benjamini-Hochberg).
      ┃
      ┃ · One column by itself, with bins and convention: --reference file:column
      "
    `)
    const alone = await kedge('psi', ...between('then.csv:delay', 'lost.csv'))
    expect([alone.code, alone.out]).toEqual([1, expect.stringContaining('Missing 0 % → 90 %: 5 % of all rows or more')])
    expect(alone.out).toMatch(/Missing +missing 0 % → 90 %, where 5 % is much; p-value .*: drift/)
  })

  test('leaves with 0 where each of those that were named is as it was', async () => {
    const { code, report } = await json('psi', ...between('then.csv', 'same.csv'), '--columns', 'delay', ODD, 'carrier')
    expect([code, report.verdict, report.leftOut]).toEqual([0, 'no-drift', []])
    expect(report.columns.map(it => [it.column, it.verdict])).toEqual([
      ['delay', 'no-drift'],
      [ODD, 'no-drift'],
      ['carrier', 'no-drift'],
    ])
  })

  test('tells of each column what it tells of that column alone, but for the corrected p-value', async () => {
    const { report } = await json('hellinger', ...between('then.csv', 'now.csv'))
    const { report: alone } = await json('hellinger', ...between('then.csv:delay', 'now.csv'))
    const { column, corrected, why, ...rest } = report.columns.find(it => it.column === 'delay') as never as Record<
      string,
      unknown
    >
    expect([column, corrected, why]).toEqual(['delay', expect.any(Number), expect.stringContaining('corrected')])
    expect(alone).toMatchObject(rest)
  })

  test('compares texts by no method of numbers unless they are named, and then says why', async () => {
    const { report } = await json('kolmogorov-smirnov', ...between('then.csv', 'same.csv'))
    expect([report.leftOut, report.columns.map(it => it.column)]).toEqual([
      ['carrier', 'day'],
      ['delay', ODD, 'stops', 'empty'],
    ])
    const named = await json('kolmogorov-smirnov', ...between('then.csv', 'same.csv'), '--columns', 'carrier', 'delay')
    expect([named.code, named.report.verdict]).toEqual([1, 'not-judged'])
    expect(named.report.columns[0]).toEqual({
      ...{ column: 'carrier', verdict: 'not-judged' },
      why: 'kolmogorov-smirnov compares numbers, and the column holds texts. fix: Use a method over categories, as psi, jensen-shannon or chi-square',
    })
    expect(named.report.columns[1]).toMatchObject({ verdict: 'no-drift' })
  })

  test('a column that is gone is not judged and stops no other; a new one is told of', async () => {
    const { code, report } = await json('psi', ...between('then.csv', 'bare.csv'))
    expect([code, report.verdict, report.leftOut]).toEqual([1, 'not-judged', ['extra']])
    const [delay, odd] = report.columns
    expect([delay?.verdict, odd?.verdict]).toEqual(['no-drift', 'not-judged'])
    expect(odd?.why).toContain(`bare.csv has no column ${ODD}.`)
  })

  test('calibrates on the chunks of the reference, of texts too', async () => {
    const asked = [...between('then.csv', 'same.csv'), '--threshold', 'calibrated', '--columns', 'delay', 'carrier']
    const { report } = await json('total-variation', ...asked)
    for (const column of report.columns)
      expect(column).toMatchObject({
        ...{ verdict: 'no-drift', options: { threshold: expect.any(Number) } },
        calibrated: 'the mean and three standard deviations over 10 chunks of 300 values of the reference',
      })
    const { out } = await kedge('total-variation', ...between('then.csv:delay', 'now.csv'), '--threshold', 'calibrated')
    expect(out).toMatch(/Threshold +0\.\d+, the mean and three standard deviations over 10 chunks of 300 values/)
  })
})

describe('[D3] kedge measure against a profile', () => {
  test('says of its counts what it says of the rows they were made of', async () => {
    const options = ['--columns', 'delay', ODD, 'carrier', 'stops']
    const [rows, counts] = await Promise.all([
      json('jensen-shannon', ...between('then.csv', 'now.csv'), '--bins', '20', ...options),
      json('jensen-shannon', ...between(PROFILE, 'now.csv'), ...options),
    ])
    const told = ({ columns }: DriftTable) =>
      columns.map(it => 'measured' in it && [it.column, it.verdict, it.measured.statistic.toFixed(12), it.rows])
    expect(told(counts.report)).toEqual(told(rows.report))
    expect(counts.report.verdict).toBe('drift')
  })

  test('prints the bounds of kolmogorov-smirnov and the convention', async () => {
    const { code, out } = await kedge('kolmogorov-smirnov', ...between(`${PROFILE}:delay`, 'now.csv'))
    expect(code).toBe(1)
    expect(out).toMatchInlineSnapshot(`
      "┃ kolmogorov-smirnov: drift
      ┃ ━━━━━━━━━━━━━━━━━━━━━━━━━
      ┃
      ┃ kolmogorov-smirnov 0.3367 is 0.1 or more; chance brings that with p = 4.314e-28.
      ┃
      ┃ Statistic   0.336667 to 0.386667
      ┃ p-value     4.31446e-28
      ┃ Reference   3,100 values of 3,100 rows
      ┃ Current     300 values of 300 rows
      ┃ Convention  20 bins with the edges of the profile; every current value; p-value exact, by counting
      ┃             paths
      "
    `)
  })

  test('compares a column of another name, and all that it knows of', async () => {
    const { report } = await json('wasserstein', ...between(`${PROFILE}:${ODD}`, 'now.csv:delay'), '--threshold', '0.1')
    expect(report).toMatchObject({ verdict: 'drift', measured: { bound: null } })
    const { report: all } = await json('kolmogorov-smirnov', ...between(PROFILE, 'now.csv'))
    expect([all.columns.map(it => it.column), all.leftOut]).toEqual([
      ['delay', ODD, 'stops'],
      ['carrier', 'empty', 'day'],
    ])
  })

  test('believes none that is not what was counted, and says where', async () => {
    const text = await readFile(join(folder, PROFILE), 'utf8')
    await writeFile(join(folder, 'edited-profile.yaml'), text.replace('churn-profile', 'edited-profile'))
    await writeFile(join(folder, 'model.yaml'), 'kind: model\nid: model\n')
    const [edited, model, gone, bins] = await Promise.all([
      kedge('psi', ...between('edited-profile.yaml:delay', 'now.csv')),
      kedge('psi', ...between('model.yaml:delay', 'now.csv')),
      kedge('psi', ...between(`${PROFILE}:dealy`, 'now.csv')),
      kedge('psi', ...between(`${PROFILE}:delay`, 'now.csv'), '--bins', '5'),
    ])
    expect([edited.code, model.code, gone.code, bins.code]).toEqual([2, 2, 2, 2])
    expect(edited.err).toMatch(/^edited-profile\.yaml:\d+:\d+ error edited-profile: .*\n {2}fix: Count it again/m)
    expect(model.err).toMatch(/^model\.yaml:/)
    expect(gone.err).toMatch(/no column dealy\. Did you mean `delay`\?/)
    expect(bins.err).toMatch(/A profile has bins and categories of its own\.[\s\S]*fix: Leave out --bins/)
  })
})

test.each([
  [['--columns', 'delay', '--edges', '1', '--bins', '3'], /--edges says the bins/],
  [['--bins', '1e9'], /write a whole number from 2 to 1000/],
  [['--zero', '2'], /write a number between 0 and 1/],
  [['--threshold', '-1'], /write a number above 0, or “calibrated”/],
  [['--threshold', 'callibrated'], /write a number above 0, or “calibrated”/],
])('[D3] %j says what is wrong, and leaves with 2', async (options, said) => {
  const { code, err } = await kedge('psi', ...between('then.csv', 'now.csv'), ...options)
  expect([code, err]).toEqual([2, expect.stringMatching(said)])
})

test('[D3] a column cannot move the cursor by its name, and a file that is not what it seems is told', async () => {
  await writeFile(join(folder, 'escape.csv'), 'delay,"\u001b[31mred"\n1,2\n')
  const gone = await kedge('psi', ...between('escape.csv:dlay', 'now.csv'))
  expect([gone.code, gone.err]).toEqual([2, expect.stringMatching(/Its columns are delay, \[31mred/)])
  expect(gone.err).not.toContain('\u001b')
  const table = await kedge('psi', ...between('escape.csv', 'now.csv'))
  expect(table.out).not.toContain('\u001b')
})
