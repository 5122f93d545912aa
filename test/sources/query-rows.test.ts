import { describe, expect, test } from 'vitest'
import type { Model } from '../../src/core/model.ts'
import { lettersIn, readingsFrom, readRows, versionFrom } from '../../src/sources/query-rows.ts'

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
const row = { period: '2001-04-09T00:00:00.000Z', version: '1.1.0', n: 110_000, mae: 19.83, announced: 41 }
const available = '2001-04-16T00:05:00.000Z'
const read = (...rows: Record<string, unknown>[]) => readingsFrom(model, 'weekly', rows, available)

describe('rows become readings (attack 69)', () => {
  test('one for each KPI that names the query, with the whole period', () => {
    expect(read(row)).toEqual({
      problems: [],
      readings: [
        {
          model: 'flight-delay',
          kpi: 'mae',
          segment: '',
          version: '1.1.0',
          n: 110_000,
          value: 19.83,
          available,
          start: '2001-04-09T00:00:00.000Z',
          end: '2001-04-16T00:00:00.000Z',
        },
        expect.objectContaining({ kpi: 'announced', value: 41 }),
      ],
    })
  })

  test('[D5] a column segment says which part of the cases it is of; empty is the whole', () => {
    const { readings, problems } = read(
      { ...row, segment: 'AA' },
      { ...row, segment: 'UA' },
      { ...row, segment: '' },
      row,
    )
    expect(readings.map(({ kpi, segment }) => `${kpi} ${segment}`)).toEqual([
      ...['mae AA', 'announced AA', 'mae UA', 'announced UA', 'mae ', 'announced '],
    ])
    expect(problems.map(({ says }) => says)).toEqual(
      ['mae', 'announced'].map(
        kpi => `flight-delay: query weekly, row 4: a second value of ${kpi} of 1.1.0 for 2001-04-09T00:00:00.000Z`,
      ),
    )
  })

  test.each([
    ['no value, which would be read as the whole', null, 'null'],
    ['a number', 7, '7'],
    ['a line break', 'a\nb', '"a\nb"'],
    ['too long a text', 'x'.repeat(81), `"${'x'.repeat(40)}"`],
  ])('[D5] a segment that is %s gives no reading, and the fix', (_, segment, shown) => {
    const { readings, problems } = read({ ...row, segment }, { ...row, segment: 'AA' })
    expect(readings.map(r => r.segment)).toEqual(['AA', 'AA'])
    expect(problems).toEqual([
      expect.objectContaining({
        says: `flight-delay: query weekly, row 1: segment is ${shown}, not a text of at most 80 printable characters`,
        fix: expect.stringContaining("coalesce(carrier::text, 'unknown') as segment"),
      }),
    ])
  })

  test('a true zero is a value, and a reading of few samples is kept with its n', () => {
    expect(read({ ...row, mae: 0, n: 3 }).readings[0]).toMatchObject({ value: 0, n: 3 })
  })

  test.each([
    ['a missing column', { period: row.period, version: '1.1.0', n: 5, announced: 1 }, 'there is no column mae'],
    ['NaN', { ...row, mae: Number.NaN }, 'mae is NaN, not a number'],
    ['infinity', { ...row, mae: Number.POSITIVE_INFINITY }, 'mae is Infinity, not a number'],
    ['null', { ...row, mae: null }, 'mae is null, not a number'],
    ['text', { ...row, mae: '19.83' }, 'mae is "19.83", not a number'],
  ])('%s is a problem with its fix, and the other KPI still counts', (_, bad, says) => {
    const { readings, problems } = read(bad)
    expect(readings.map(r => r.kpi)).toEqual(['announced'])
    expect(problems).toEqual([
      {
        level: 'error',
        code: 'bad-reading',
        says: `flight-delay: query weekly, row 1: ${says}`,
        fix: expect.stringMatching(/./),
      },
    ])
  })

  test.each([
    ['no period', { ...row, period: null }, 'period is null, no day and no moment with its zone'],
    ['words for a period', { ...row, period: 'April' }, 'period is "April", no day and no moment with its zone'],
    ['a Tuesday', { ...row, period: '2001-04-10' }, 'period "2001-04-10" does not start a week'],
    ['a week that is not over', { ...row, period: '2001-04-16' }, 'period "2001-04-16" is not over'],
    ['a number for a version', { ...row, version: 1.1 }, 'version is 1.1, not a text'],
    ['no n', { ...row, n: undefined }, 'n is missing, not a count'],
    ['half a sample', { ...row, n: 1.5 }, 'n is 1.5, not a count'],
    ['fewer than none', { ...row, n: -1 }, 'n is -1, not a count'],
  ])('%s makes no reading at all', (_, bad, says) => {
    const { readings, problems } = read(bad)
    expect(readings).toEqual([])
    expect(problems.map(p => p.says)).toEqual([`flight-delay: query weekly, row 1: ${says}`])
  })

  test('[D12] values that are none are told by whose they are, so long as there is no newer one', () => {
    const before = { ...row, period: '2001-04-02T00:00:00.000Z' }
    const none = { ...row, mae: Number.NaN }
    const mine = { kpi: 'mae', segment: '', version: '1.1.0' }
    expect(read(row).lacking).toBeUndefined()
    expect(read(before, none).lacking).toEqual([mine])
    expect(read(none, { ...before, mae: null }).lacking).toEqual([mine])
    expect(read({ ...before, mae: null }, row).lacking).toEqual([])
    expect(read(row, { ...none, segment: 'AA' }, { ...none, version: '1.0.0' }).lacking).toEqual([
      { ...mine, segment: 'AA' },
      { ...mine, version: '1.0.0' },
    ])
    // Whose value it is, nobody knows.
    const nobodys = { ...row, version: 7 }
    expect(read(none, nobodys).lacking).toBeUndefined()
  })

  test('the second row of a period and version is a problem; the first one stands', () => {
    const { readings, problems } = read(row, { ...row, mae: 1 })
    expect(readings.map(r => r.value)).toEqual([19.83, 41])
    expect(problems.map(p => p.says)).toContain(
      'flight-delay: query weekly, row 2: a second value of mae of 1.1.0 for 2001-04-09T00:00:00.000Z',
    )
  })

  test('segments that begin alike are not the same one', () => {
    const street = 'x'.repeat(50)
    const { readings, problems } = read({ ...row, segment: `${street}a` }, { ...row, segment: `${street}b` })
    expect([readings.length, problems]).toEqual([4, []])
  })

  test('no rows are no readings, and no zero', () => {
    expect(read()).toEqual({ readings: [], problems: [] })
  })
})

describe('what runs', () => {
  test('is the text of the one row', () => {
    expect(versionFrom(model, [{ version: '1.0.0' }])).toBe('1.0.0')
  })
  test.each([[[]], [[{ version: 1.1 }]], [[{ version: '' }]], [[{ version: '1' }, { version: '2' }]], [[{}]]])(
    'is unknown from %j',
    rows => {
      expect(() => versionFrom(model, rows)).toThrow(/what runs is unknown[\s\S]*fix: Return one row/)
    },
  )
})

describe('a reply', () => {
  test('a reply is read into plain values', () => {
    expect(readRows([{ n: 3n, big: 2n ** 60n, at: new Date(0), x: 1.5, no: null, t: 'a' }])).toEqual([
      { n: 3, big: '1152921504606846976', at: '1970-01-01T00:00:00.000Z', x: 1.5, no: null, t: 'a' },
    ])
  })

  test('how much text stands in a reply is counted at any depth', () => {
    expect(lettersIn([{ a: 'abc', b: [['de'], { c: 'f' }], d: new Uint8Array(4), n: 3n, no: null }])).toBe(12)
  })
})
