import { describe, expect, test } from 'vitest'
import { compareOnSameCases, wayBack } from '../../src/core/comparison.ts'
import type { Model } from '../../src/core/model.ts'
import type { Reading } from '../../src/core/reading.ts'

const kpi = { kind: 'technical', unit: '%', query: 'daily' } as const
const passed = { gates: { passed: '2001-01-31' } }
const model: Model = {
  kind: 'model',
  id: 'm',
  name: 'M',
  useCase: 'u',
  tier: 'low',
  owners: { business: 'a', technical: 'b' },
  serving: { version: '3.0', mode: 'batch' },
  versions: { '1.0': passed, '1.5': passed, '2.0': {}, '3.0': passed, '4.0': passed },
  queries: { daily: { connection: 'c', every: 'day', sql: 'select 1' } },
  kpis: {
    error: {
      ...kpi,
      name: 'Error',
      direction: 'lower-is-better',
      minSamples: 10,
      money: { perUnit: 1234, currency: 'EUR', formula: 'f' },
    },
    hits: { ...kpi, name: 'Hits', direction: 'higher-is-better' },
  },
}
const day = (i: number) => new Date(Date.UTC(2001, 3, 1 + i)).toISOString()
const reading = (version: string, i: number, value: number, more: Partial<Reading> = {}): Reading => ({
  model: 'm',
  kpi: 'error',
  segment: '',
  version,
  start: day(i),
  end: day(i + 1),
  value,
  n: 100,
  available: day(i + 1),
  ...more,
})
const compare = (...readings: Reading[]) =>
  compareOnSameCases(model, readings, { from: '3.0', to: '1.5' }, { start: day(0), end: day(3) })

describe('a comparison', () => {
  test('weighs by samples, over the periods both versions have', () => {
    const many = { n: 300 }
    const [now, then] = [7, 5]
    expect(
      compare(
        reading('3.0', 0, 4),
        reading('1.5', 0, 2),
        reading('3.0', 1, 8, many),
        reading('1.5', 1, 6, many),
        reading('3.0', 2, 99),
      ),
    ).toEqual({
      from: '3.0',
      to: '1.5',
      start: day(0),
      end: day(2),
      samples: 400,
      rows: [{ kpi: 'error', name: 'Error', unit: '%', now, then, better: true, money: '+2,500 EUR a day' }],
    })
  })

  test('knows which way is better, and says losses as plainly as gains', () => {
    const hits = { kpi: 'hits' }
    const rows = compare(
      reading('3.0', 0, 2),
      reading('1.5', 0, 4),
      reading('3.0', 0, 2, hits),
      reading('1.5', 0, 4, hits),
    )?.rows
    expect(rows?.map(r => [r.kpi, r.better, r.money])).toEqual([
      ['error', false, '−2,500 EUR a day'],
      ['hits', true, undefined],
    ])
  })

  test('calls the same value neither better nor worse', () => {
    expect(compare(reading('3.0', 0, 2), reading('1.5', 0, 2))?.rows[0]).toMatchObject({
      better: undefined,
      money: '0 EUR a day',
    })
  })

  test.each([
    ['no period of both', [reading('3.0', 0, 1), reading('1.5', 1, 1)]],
    ['too few samples', [reading('3.0', 0, 1), reading('1.5', 0, 1, { n: 9 })]],
    ['only a segment', [reading('3.0', 0, 1), reading('1.5', 0, 1, { segment: 'JFK' })]],
    ['only what lies outside the window', [reading('3.0', 3, 1), reading('1.5', 3, 1)]],
    ['nothing', []],
  ])('is no comparison with %s', (_, readings) => {
    expect(compare(...readings)).toBeUndefined()
  })
})

describe('the way back', () => {
  test.each([
    ['3.0', '1.5'],
    ['4.0', '3.0'],
    ['1.5', '1.0'],
    ['1.0', undefined],
    ['9.9', undefined],
  ])('from %s is %s: the newest older version that passed its gates', (running, back) => {
    expect(wayBack(model, running)).toBe(back)
  })
})
