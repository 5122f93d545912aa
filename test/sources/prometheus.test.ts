import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ProblemError } from '../../src/core/problem.ts'
import { askPrometheus } from '../../src/sources/prometheus.ts'
import { playedWith } from '../fixtures/asking.ts'

const promql = { mae: 'avg by (version) (mae)', n: 'sum by (version) (flights)' }
const window = { start: new Date('2001-04-02T00:00:00Z'), end: new Date('2001-04-16T00:00:00Z') }
const [first, second] = [Date.parse('2001-04-09T00:00:00Z') / 1000, Date.parse('2001-04-16T00:00:00Z') / 1000]

const matrix = (...result: readonly object[]) => ({ status: 'success', data: { resultType: 'matrix', result } })
const series = (version: string, ...values: readonly (readonly [number, string])[]) => ({ metric: { version }, values })
const isN = (path: string) => path.includes('flights')
const ask = (mae: unknown, n: unknown = matrix(series('1.1.0', [first, '900'], [second, '1000']))) =>
  playedWith(askPrometheus({ promql, every: 'week' }, window), ({ path }) => (isN(path) ? n : mae))
const good = matrix(series('1.1.0', [first, '19.25'], [second, '19.83']))

describe('[D1] a range of Prometheus', () => {
  test('is asked for at the end of each period, once for each column', () => {
    const { asked } = ask(good)
    const query = 'avg+by+%28version%29+%28mae%29'
    expect(asked[0]).toEqual({
      path: `/api/v1/query_range?query=${query}&start=${first}&end=${second}&step=604800&timeout=15s`,
    })
    expect(asked).toHaveLength(2)
  })

  test('gives a row for each period and version', () => {
    expect(ask(good).rows).toEqual([
      { period: '2001-04-02T00:00:00.000Z', version: '1.1.0', mae: 19.25, n: 900 },
      { period: '2001-04-09T00:00:00.000Z', version: '1.1.0', mae: 19.83, n: 1000 },
    ])
  })

  test.each([
    ['NaN', Number.NaN],
    ['+Inf', Number.POSITIVE_INFINITY],
    ['-Inf', Number.NEGATIVE_INFINITY],
    ['1e+06', 1_000_000],
    ['-0.5', -0.5],
  ])('%s is what it says, and never a zero', (text, value) => {
    expect(ask(matrix(series('1.1.0', [first, text]))).rows[0]).toMatchObject({ mae: value, n: 900 })
  })

  test('holds what is missing where one column has a value and another has none', () => {
    const rows = ask(matrix(series('1.1.0', [first, '19.25']), series('1.0.0', [first, '18']))).rows
    expect(rows.map(({ version, mae, n }) => [version, mae, n])).toEqual([
      ['1.1.0', 19.25, 900],
      ['1.0.0', 18, undefined],
      ['1.1.0', undefined, 1000],
    ])
  })

  test('[D5] gives a row for each label segment too, and one without it for the whole', () => {
    const of = (segment: string, value: string) => ({
      metric: { version: '1.1.0', segment },
      values: [[first, value] as const],
    })
    const { rows } = ask(
      matrix(of('AA', '25'), of('UA', '14'), series('1.1.0', [first, '19'])),
      matrix(of('AA', '100'), of('UA', '200'), series('1.1.0', [first, '300'])),
    )
    const period = '2001-04-02T00:00:00.000Z'
    expect(rows).toEqual([
      { period, version: '1.1.0', segment: 'AA', mae: 25, n: 100 },
      { period, version: '1.1.0', segment: 'UA', mae: 14, n: 200 },
      { period, version: '1.1.0', mae: 19, n: 300 },
    ])
    expect(() => ask(matrix(of('AA', '25'), of('AA', '26')))).toThrow('two series of the version 1.1.0, segment AA')
  })

  test('without any series has no rows', () => {
    expect(ask(matrix(), matrix()).rows).toEqual([])
  })

  const many = Array.from({ length: 1001 }, (_, i) => series(`${i}`, [first, '1']))
  test.each([
    ['no label version', matrix({ metric: {}, values: [[first, '1']] }), /without the label version[\s\S]*sum by/],
    [
      'two series of a version',
      matrix(series('1', [first, '1']), series('1', [first, '2'])),
      /two series of the version 1/,
    ],
    ['more series than there are versions', matrix(...many), /more than 1000 series/],
    ['a vector', { status: 'success', data: { resultType: 'vector', result: [] } }, /a vector, not a matrix/],
    ['a scalar', { status: 'success', data: { resultType: 'scalar', result: [1, '2'] } }, /a scalar, not a matrix/],
    ['a warning', { ...good, warnings: ['store eu is down'] }, /it warns: store eu is down[\s\S]*a part of the whole/],
    ['a part of the whole', { ...good, isPartial: true }, /a part of the whole[\s\S]*fix: see which/],
    ['a time that was not asked for', matrix(series('1', [first + 60, '1'])), /which was not asked for/],
    ['a number that is none', matrix(series('1', [first, '1,5'])), /no number at a time/],
    ['a number where text is due', matrix({ metric: { version: '1' }, values: [[first, 1.5]] }), /no number at a time/],
    ['another API', { items: [] }, /does not answer as Prometheus does/],
    [
      'a slip in the expression',
      { status: 400, body: { status: 'error', errorType: 'bad_data', error: 'parse error:\n unexpected ")"' } },
      /it answered 400: parse error: unexpected "\)"[\s\S]*correct it/,
    ],
  ])('is refused with the reason and a fix: %s', (_, reply, says) => {
    expect(() => ask(reply)).toThrow(ProblemError)
    expect(() => ask(reply)).toThrow(says)
  })

  test('is refused before anything is asked where nothing counts the samples', () => {
    const asking = askPrometheus({ promql: { mae: 'x' }, every: 'day' }, window)
    expect(() => asking.next()).toThrow(/no expression for `n`/)
  })
})

describe('[D1] what runs, as Prometheus says', () => {
  const vector = (...result: readonly object[]) => ({ status: 'success', data: { resultType: 'vector', result } })
  const runs = (reply: unknown) =>
    playedWith(askPrometheus({ promql: { version: 'build_info' }, every: 'day' }, window), () => reply)

  test('is the label of the one series there is now', () => {
    const { asked, rows } = runs(vector({ metric: { version: '1.1.0' }, value: [second, '1'] }))
    expect(asked).toEqual([{ path: `/api/v1/query?query=build_info&time=${second}&timeout=15s` }])
    expect(rows).toEqual([{ version: '1.1.0' }])
  })
  test('are two rows where two run, for whoever asks to refuse', () => {
    const one = { metric: { version: '1.1.0' }, value: [second, '1'] }
    expect(runs(vector(one, { ...one, metric: { version: '1.0.0' } })).rows).toHaveLength(2)
  })
  test('is unknown where its series has no value', () => {
    expect(() => runs(vector({ metric: { version: '1' }, value: [second, 'NaN'] }))).toThrow(/has the value NaN/)
  })
})

test('[D1] whatever comes in its place is a problem or rows, and no other error', () => {
  const anything = fc.oneof(
    fc.jsonValue(),
    fc.jsonValue().map(it => matrix(it as object)),
  )
  fc.assert(
    fc.property(anything, fc.integer({ min: 100, max: 599 }), (body, status) => {
      try {
        for (const row of ask({ status, body }).rows) expect(row).toHaveProperty('version')
      } catch (error) {
        expect(error).toBeInstanceOf(ProblemError)
      }
    }),
  )
})
