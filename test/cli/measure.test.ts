import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Counts, DriftReport } from '../../src/core/drift.ts'
import psi from '../../src/drift/psi.ts'
import { countsIn, edgesOf } from '../../src/numbers/bins.ts'
import { even } from '../fixtures/drift.ts'
import { kedgeIn } from '../fixtures/kedge-here.ts'

let folder: string
const kedge = (...args: readonly string[]) => kedgeIn(folder, 'measure', ...args)
const between = (reference: string, current: string) => ['--reference', reference, '--current', current]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kedge-measure-'))
  const csv = (rows: readonly string[]) => `delay,carrier,"a:b"\n${rows.join('\n')}\n`
  const then = even(200).map((x, i) => `${x},${i % 2 ? 'AA' : 'UA'},1`)
  await writeFile(join(folder, 'then.csv'), csv(then))
  await writeFile(join(folder, 'same.csv'), csv([...then.toReversed(), ',AA,1', 'nan,UA,1']))
  await writeFile(join(folder, 'now.csv'), csv(even(150, 0.4).map((x, i) => `${x},${i % 3 ? 'AA' : 'WN'},1`)))
  await writeFile(join(folder, 'few.csv'), csv(then.slice(0, 30)))
})
afterAll(() => rm(folder, { recursive: true }))

describe('[D3] kedge measure', () => {
  test('a category that a fit has never seen is drift, not a number too large to tell', async () => {
    const { code, out } = await kedge('chi-square', ...between('then.csv:carrier', 'now.csv:carrier'), '--test', 'fit')
    expect(code).toBe(1)
    expect(out).toContain('There are values that the reference, taken for the truth, has none of.')
  })

  test('a p-value that no number can hold reads below 1e-300, and in JSON it is a number and not 0', async () => {
    const rows = (from: number) =>
      `x\n${even(3000)
        .map(x => from + x)
        .join('\n')}\n`
    await writeFile(join(folder, 'low.csv'), rows(0))
    await writeFile(join(folder, 'high.csv'), rows(5))
    const { out } = await kedge('kolmogorov-smirnov', ...between('low.csv:x', 'high.csv:x'))
    expect(out).toContain('chance brings that with p below 1e-300.')
    expect(out).toMatch(/p-value +below 1e-300/)
    const { out: json } = await kedge('kolmogorov-smirnov', ...between('low.csv:x', 'high.csv:x'), '--json')
    expect(json).toContain('"p": 5e-324')
    const { out: table } = await kedge('chi-square', ...between('low.csv', 'high.csv'))
    expect(table).toContain('below 1e-300')
  })

  test('prints statistic, counts, the convention and the verdict, and leaves with 1 on drift', async () => {
    const { code, out } = await kedge('psi', ...between('then.csv:delay', 'now.csv:delay'))
    expect(code).toBe(1)
    expect(out).toMatchInlineSnapshot(`
      "┃ psi: drift
      ┃ ━━━━━━━━━━
      ┃
      ┃ psi 3.404 is 0.1 or more; up to 0.3252 it can be chance.
      ┃
      ┃ Statistic   3.40411
      ┃ Reference   200 values of 200 rows
      ┃ Current     150 values of 150 rows
      ┃ Convention  10 bins by quantiles of the reference (type 7); natural logarithm, shares of zero are
      ┃             0.0001 and nothing is renormalised
      ┃
      ┃           reference  current  share then  share now
      ┃ ────────  ─────────  ───────  ──────────  ─────────
      ┃ < 0.102          20        0      10.0 %      0.0 %
      ┃ < 0.2015         20        0      10.0 %      0.0 %
      ┃ < 0.301          20        0      10.0 %      0.0 %
      ┃ < 0.4005         20        0      10.0 %      0.0 %
      ┃ < 0.5            20       15      10.0 %     10.0 %
      ┃ < 0.5995         20       15      10.0 %     10.0 %
      ┃ < 0.699          20       15      10.0 %     10.0 %
      ┃ < 0.7985         20       15      10.0 %     10.0 %
      ┃ < 0.898          20       15      10.0 %     10.0 %
      ┃ ≥ 0.898          20       75      10.0 %     50.0 %
      "
    `)
  })

  test('leaves with 0 where nothing has moved, and counts what it dropped', async () => {
    const { code, out } = await kedge('kolmogorov-smirnov', ...between('then.csv:delay', 'same.csv:delay'))
    expect(code).toBe(0)
    expect(out).toMatchInlineSnapshot(`
      "┃ kolmogorov-smirnov: no drift
      ┃ ━━━━━━━━━━━━━━━━━━━━━━━━━━━━
      ┃
      ┃ kolmogorov-smirnov 0 is below 0.1.
      ┃
      ┃ Statistic   0
      ┃ p-value     1
      ┃ Reference   200 values of 200 rows
      ┃ Current     200 values of 202 rows, 1 without a value, 1 not finite
      ┃ Missing     missing or no number 0 % → 1 %, where 5 % is much: no drift
      ┃ Convention  every number; every value compared; p-value exact, by counting paths
      "
    `)
  })

  test('leaves with 1 where there are too few rows to say', async () => {
    const { code, out } = await kedge('psi', '--json', ...between('then.csv:delay', 'few.csv:delay'))
    expect([code, JSON.parse(out)]).toMatchObject([
      1,
      { verdict: 'insufficient-data', rows: { current: { used: 30 } } },
    ])
  })

  test('compares texts as categories, and one that is new is an answer', async () => {
    const { code, out } = await kedge('jensen-shannon', '--json', ...between('then.csv:carrier', 'now.csv:carrier'))
    expect([code, JSON.parse(out)]).toMatchObject([
      1,
      { verdict: 'drift', counts: { labels: ['AA', 'UA', 'WN'], reference: [100, 100, 0], current: [100, 0, 50] } },
    ])
  })

  test('takes other bins, edges, a threshold and another rule for shares of zero', async () => {
    const asked = [...between('then.csv:delay', 'now.csv:delay'), '--json']
    const [edges, bins, mild, zero] = await Promise.all([
      kedge('psi', ...asked, '--edges', '0.5,1'),
      kedge('psi', ...asked, '--bins', '4'),
      kedge('psi', ...asked, '--threshold', '9'),
      kedge('psi', ...asked, '--zero', '0.01'),
    ])
    expect(JSON.parse(edges.out).counts).toMatchObject({ labels: ['< 0.5', '< 1', '≥ 1'], reference: [100, 100, 0] })
    expect(JSON.parse(bins.out).counts.labels).toHaveLength(4)
    expect([mild.code, JSON.parse(mild.out).verdict]).toEqual([0, 'no-drift'])
    expect(JSON.parse(zero.out).measured.how).toContain('shares of zero are 0.01')
  })

  test('tells programs all that the number is made of: edges, counts, options and threshold give it again', async () => {
    const { out } = await kedge('psi', '--json', ...between('then.csv:delay', 'now.csv:delay'), '--zero', '0.001')
    const { measured, counts, options } = JSON.parse(out) as DriftReport
    expect(options).toEqual({ zero: 0.001, yates: false, test: 'homogeneity', exact: false, threshold: 0.1 })
    const own = edgesOf(Float64Array.from(even(200)), 10)
    expect(counts?.edges).toEqual(own)
    expect(counts?.current).toEqual(countsIn(own, Float64Array.from(even(150, 0.4))))
    expect(psi.measure(counts as Counts, options).statistic).toBe(measured.statistic)
  })

  test('reads Parquet, and a column whose name holds a colon', async () => {
    const flights = `${import.meta.dirname}/../../node_modules/vega-datasets/data/flights-3m.parquet:origin`
    const both = await kedge('total-variation', '--json', ...between(flights, flights))
    expect([both.code, JSON.parse(both.out)]).toMatchObject([
      0,
      { measured: { statistic: 0 }, rows: { current: { rows: 3_000_000 } } },
    ])
    const colon = await kedge('psi', '--json', ...between('then.csv:a:b', 'then.csv:a:b'))
    expect([colon.code, JSON.parse(colon.out)]).toMatchObject([0, { counts: { labels: ['1'], reference: [200] } }])
  })

  test.each([
    [
      'psi',
      'then.csv:dealy',
      'now.csv:delay',
      /then\.csv has no column dealy\. Did you mean `delay`\?[\s\S]*fix: Its columns are delay, carrier/,
    ],
    ['psi', 'gone.csv:delay', 'now.csv:delay', /gone\.csv.*cannot be read: it is not there[\s\S]*fix: /],
    ['psi', 'then.txt:delay', 'now.csv:delay', /neither \.csv nor \.parquet[\s\S]*fix: /],
    [
      'psi',
      'then.csv',
      'now.csv:delay',
      /column of the reference is not named[\s\S]*fix: Write --reference then\.csv:delay/,
    ],
    ['wasserstein', 'then.csv:carrier', 'now.csv:carrier', /holds texts[\s\S]*fix: Use a method over categories/],
    ['psi', 'then.csv:', 'now.csv:delay', /write a file and a column/],
    [
      'psi',
      'then.csv:delay',
      'churn-profile.yaml',
      /a profile holds counts[\s\S]*fix: Name a CSV or Parquet file as --current/,
    ],
    ['ks', 'then.csv:delay', 'now.csv:delay', /fix: Write `chi-square`, /],
  ])('%s of %s and %s says what is wrong and how to mend it, and leaves with 2', async (method, a, b, said) => {
    const { code, err } = await kedge(method, ...between(a, b))
    expect([code, err]).toEqual([2, expect.stringMatching(said)])
  })

  test('an option of other methods is refused with who takes it, and what this one takes', async () => {
    const { code, err } = await kedge('psi', ...between('then.csv:delay', 'now.csv:delay'), '--yates', '--exact')
    expect(code).toBe(2)
    expect(err).toMatchInlineSnapshot(`
      "error odd-options: psi does not take --yates: that is for chi-square, hellinger, jensen-shannon, kullback-leibler, l-infinity, total-variation.
        fix: Leave --yates out; psi takes --bins, --edges, --categories, --zero
      error odd-options: psi does not take --exact: that is for kolmogorov-smirnov, wasserstein, wasserstein-normed.
        fix: Leave --exact out; psi takes --bins, --edges, --categories, --zero
      "
    `)
    const bins = await kedge('kolmogorov-smirnov', ...between('then.csv:delay', 'now.csv:delay'), '--bins', '10')
    expect(bins.err).toMatchInlineSnapshot(`
      "error odd-options: kolmogorov-smirnov does not take --bins: that is for chi-square, hellinger, jensen-shannon, kullback-leibler, l-infinity, proportions, psi, total-variation.
        fix: Leave --bins out; kolmogorov-smirnov takes --exact
      "
    `)
  })

  test('what is not said stands in for itself, and is nobody’s to refuse', async () => {
    const { code } = await kedge('proportions', ...between('then.csv:carrier', 'then.csv:carrier'))
    expect(code).toBe(0)
  })

  test('help says which method takes what', async () => {
    const { out } = await kedge('psi', '--help')
    expect(out.slice(out.indexOf('What only'))).toMatchInlineSnapshot(`
      "What only some methods take, for their number or for how likely chance brings it:
        chi-square          --bins, --edges, --categories, --test, --yates
        hellinger           --bins, --edges, --categories, --test, --yates
        jensen-shannon      --bins, --edges, --categories, --test, --yates
        kolmogorov-smirnov  --exact
        kullback-leibler    --bins, --edges, --categories, --zero, --test, --yates
        l-infinity          --bins, --edges, --categories, --test, --yates
        proportions         --bins, --edges, --categories, --success
        psi                 --bins, --edges, --categories, --zero
        total-variation     --bins, --edges, --categories, --test, --yates
        wasserstein         --exact
        wasserstein-normed  --exact
      "
    `)
  })
})
