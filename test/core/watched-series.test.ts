import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Reading } from '../../src/core/reading.ts'
import type { Part } from '../../src/core/watched-part.ts'
import { type Read, watchedSeries } from '../../src/core/watched-series.ts'
import { MOST_SEGMENTS, MOST_VERSIONS, stillWatches, type Watches, watchesPart } from '../../src/core/watches.ts'
import { at, reading } from '../fixtures/monitored.ts'
import { seriesIn } from '../fixtures/series.ts'

const of = (segment: string, day = 0, more: Partial<Reading> = {}) => reading(day, 9, { segment, ...more })
const read = (ofSegments: readonly Reading[], whole: readonly Reading[] = []): Read => ({
  ...{ whole, ofSegments, served: whole, series: seriesIn([...whole, ...ofSegments]) },
  observations: [{ version: '1.1.0', at: at(-9) }],
})
const told = (watches: Omit<Watches, 'kpi'>, ofSegments: readonly Reading[], whole?: readonly Reading[]) => {
  const { parts, left } = watchedSeries({ kpi: 'mae', ...watches }, read(ofSegments, whole), {})
  return { parts: parts.map(({ segment, series }) => `${segment ?? 'whole'} ${series.length}`), left }
}

describe('[D5] what a monitor judges', () => {
  const both = [of('UA'), of('AA', 1), of('AA', 2), of('AA', 1, { kpi: 'bias' })]
  const whole = [reading(0, 9), reading(1, 9, { kpi: 'bias' })]
  test.each<[string, Omit<Watches, 'kpi'>, readonly Reading[], readonly Reading[], readonly string[]]>([
    ['is the whole where nothing else is said', {}, both, whole, ['whole 1']],
    ['is each segment there is, and not the whole', { segments: 'all' }, both, whole, ['UA 1', 'AA 2']],
    ['is the segments that are named, in their order', { segments: ['AA', 'UA'] }, both, whole, ['AA 2', 'UA 1']],
    ['is a segment that is named and has no reading', { segments: ['DL'] }, both, whole, ['DL 0']],
    ['is nothing, and says so, where there are no segments', { segments: 'all' }, [], whole, ['whole 0']],
    ['is what has a name of the language for its own', { segments: 'all' }, [of('__proto__')], [], ['__proto__ 1']],
    [
      'is of the version that served: another one says nothing of it',
      { segments: ['AA'] },
      [of('AA', 0), of('AA', 1, { version: '2.0.0' })],
      [],
      ['AA 1'],
    ],
  ])('%s', (_, watches, ofSegments, all, parts) => {
    expect(told(watches, ofSegments, all)).toEqual({ parts, left: 0 })
  })

  const versions = [
    reading(0, 9),
    reading(1, 9),
    reading(3, 9, { version: '2.0.0' }),
    reading(2, 9, { version: '1.0.0' }),
  ]
  const environments = { test: { version: '2.0.0' } }
  test.each<[string, Omit<Watches, 'kpi'>, object, readonly string[]]>([
    ['is what was seen to serve, whatever a file says', { environment: 'production' }, {}, ['- 2']],
    ['is what the file says runs in test', { environment: 'test' }, { environments }, ['2.0.0 1']],
    [
      'is the version in test, also where it has no reading',
      { environment: 'test' },
      { environments: { test: { version: '3.0.0' } } },
      ['3.0.0 0'],
    ],
    ['is nothing in an environment that runs nothing', { environment: 'dev' }, { environments }, []],
    [
      'is each version, those with the newest readings first',
      { versions: 'all' },
      {},
      ['2.0.0 1', '1.0.0 1', '1.1.0 2'],
    ],
  ])('[D5] %s', (_, watches, model, expected) => {
    const served = versions.filter(r => r.version === '1.1.0')
    const { parts } = watchedSeries({ kpi: 'mae', ...watches }, { ...read([], versions), served }, model)
    expect(parts.map(({ version = '-', series }) => `${version} ${series.length}`)).toEqual(expected)
  })

  test('is no more than twenty versions, and each segment of each', () => {
    const all = Array.from({ length: 30 }, (_, i) => reading(i, 9, { version: `${i}.0.0` }))
    const { parts } = watchedSeries({ kpi: 'mae', versions: 'all' }, read([], all), {})
    expect(parts).toHaveLength(MOST_VERSIONS)
    expect(parts[0]?.version).toBe('29.0.0')
    const both = [of('AA'), of('UA'), of('AA', 1, { version: '2.0.0' })]
    const told = watchedSeries({ kpi: 'mae', versions: 'all', segments: 'all' }, read(both), {}).parts
    expect(told.map(({ version, segment }) => `${version} ${segment}`)).toEqual(['2.0.0 AA', '1.1.0 AA', '1.1.0 UA'])
    expect(watchedSeries({ kpi: 'mae', versions: 'all' }, read([]), {}).parts).toEqual([{ series: [] }])
  })

  const many = (count: number, day: number, name = 's') =>
    Array.from({ length: count }, (_, i) => of(`${name}${i}`, day, { n: 1 + i }))

  test('is a hundred segments at the most: those that came first, and of those the largest', () => {
    const { parts } = watchedSeries({ kpi: 'mae', segments: 'all' }, read([...many(10_000, 1), of('early', 0)]), {})
    expect(parts).toHaveLength(MOST_SEGMENTS)
    expect(parts.slice(0, 3).map(({ segment }) => segment)).toEqual(['early', 's9999', 's9998'])
    expect(told({ segments: 'all' }, many(10_000, 1)).left).toBe(9900)
    expect(told({ segments: 'all' }, many(MOST_SEGMENTS, 1)).left).toBe(0)
  })

  test('stays the same whoever comes later, in whatever order they are read', () => {
    const first = many(150, 1)
    const names = (all: readonly Reading[]) =>
      watchedSeries({ kpi: 'mae', segments: 'all' }, read(all), {}).parts.map(({ segment }) => segment)
    fc.assert(
      fc.property(fc.shuffledSubarray([...first, ...many(50, 2, 'late')], { minLength: 200 }), all => {
        expect(names(all)).toEqual(names(first))
      }),
      { numRuns: 20, seed: 7 },
    )
  })

  const inTest = { environments: { test: { version: '2.0.0' } } }
  test.each<[Omit<Watches, 'kpi'>, Part, boolean]>([
    [{}, {}, true],
    [{}, { version: '2.0.0' }, false],
    [{ environment: 'test' }, { version: '2.0.0' }, true],
    [{ environment: 'test' }, { version: '1.0.0' }, false],
    [{ environment: 'test' }, {}, false],
    [{ environment: 'dev' }, { version: '2.0.0' }, false],
    [{ environment: 'test', segments: ['AA'] }, { version: '2.0.0', segment: 'AA' }, true],
    [{ environment: 'test', segments: ['AA'] }, { version: '2.0.0', segment: 'UA' }, false],
    [{ versions: 'all' }, { version: '1.0.0' }, true],
    [{ versions: 'all' }, {}, false],
  ])('%j still watches %j: %s', (watches, part, is) => {
    expect(stillWatches({ kpi: 'mae', ...watches }, part, inTest)).toBe(is)
  })

  test.each<[Omit<Watches, 'kpi'>, string | undefined, boolean]>([
    [{}, undefined, true],
    [{}, 'AA', false],
    [{ segments: 'all' }, 'AA', true],
    [{ segments: 'all' }, undefined, false],
    [{ segments: ['AA'] }, 'AA', true],
    [{ segments: ['AA'] }, 'UA', false],
  ])('%j is asked for %s: %s, whether there are readings or not', (watches, segment, is) => {
    expect(watchesPart({ kpi: 'mae', ...watches }, segment === undefined ? {} : { segment })).toBe(is)
  })
})
