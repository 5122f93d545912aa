import { describe, expect, test } from 'vitest'
import { begunAt } from '../../src/core/breach.ts'
import { driftedBefore } from '../../src/core/drifted-before.ts'
import type { InputJudged, InputWindow } from '../../src/core/input-window.ts'

const day = (n: number) => new Date(Date.UTC(2001, 3, n)).toISOString()
/** A week that ends on that day of April; a figure is how far a column has moved, of 0.1 that is much. */
const week = (end: number, moved: Readonly<Record<string, number | 'few'>>, more: Partial<InputWindow> = {}) => ({
  ...({ model: 'flight-delay', kpi: 'moved', method: 'psi', more: 0, available: day(end) } as const),
  ...{ start: day(end - 7), end: day(end) },
  inputs: Object.entries(moved).map(([column, by]): InputJudged => {
    if (by === 'few') return { column, is: 'insufficient-data', used: 3, needs: 100 }
    return { column, is: by >= 0.1 ? 'drift' : 'no-drift', used: 400, needs: 100, effect: by, threshold: 0.1 }
  }),
  ...more,
})
const before = (windows: readonly InputWindow[], onset = day(16)) =>
  driftedBefore(
    windows,
    onset,
    new Map([
      ['moved', 'flights'],
      ['also', 'flights'],
    ]),
  )
const named = (windows: readonly InputWindow[], onset?: string) =>
  before(windows, onset).inputs?.map(({ input, since, until }) => [input, since, ...(until ? [until] : [])])

describe('[D7] the inputs before a breach', () => {
  test('are those that had drifted when it began, the strongest first, each with its figures', () => {
    expect(before([week(16, { origin: 0.2, hour: 0.5, distance: 0.01 })])).toEqual({
      unjudged: false,
      inputs: [
        { input: 'hour', method: 'psi', value: 0.5, threshold: 0.1, since: day(9), connection: 'flights' },
        { input: 'origin', method: 'psi', value: 0.2, threshold: 0.1, since: day(9), connection: 'flights' },
      ],
    })
  })

  test.each<[string, readonly InputWindow[], unknown]>([
    [
      'since the first of the windows that drifted on end',
      [week(2, { a: 0 }), week(9, { a: 0.2 }), week(16, { a: 0.3 })],
      [['a', day(2)]],
    ],
    [
      'followed further back than they are looked for',
      [week(2, { a: 0.2 }), week(9, { a: 0.2 }), week(16, { a: 0.2 })],
      [['a', day(-5)]],
    ],
    ['not beyond a window that nobody measured', [week(2, { a: 0.2 }), week(16, { a: 0.2 })], [['a', day(9)]]],
    [
      'told as past where a later window has not drifted',
      [week(9, { a: 0.2 }), week(16, { a: 0.01 })],
      [['a', day(2), day(9)]],
    ],
    [
      'not told as past where a later window says nothing',
      [week(9, { a: 0.2 }), week(16, { a: 'few' })],
      [['a', day(2)]],
    ],
    ['none that drifted after it began', [week(16, { a: 0.01 }), week(23, { a: 0.9 })], []],
    ['also one of a longer window in which it began', [week(20, { a: 0.9 })], [['a', day(13)]]],
    ['none that drifted a fortnight before and no more', [week(2, { a: 0.9 }), week(16, { a: 0.01 })], []],
    ['none where none has', [week(16, { a: 0.01 })], []],
    [
      'one of two KPIs that look at it: the one that finds more',
      [week(16, { a: 0.2 }), week(16, { a: 0.3 }, { kpi: 'also' })],
      [['a', day(9)]],
    ],
  ])('are %s', (_, windows, expected) => expect(named(windows)).toEqual(expected))

  test('have drifted since the very day that the breach is said to go on since, where one window brought both', () => {
    const latest = week(16, { a: 0.2 })
    expect(named([latest])).toEqual([['a', begunAt({ since: latest.end, latest })]])
  })

  test('are not known where none was measured, or by a KPI that is no more', () => {
    for (const windows of [[], [week(2, { a: 0.01 })], [week(23, { a: 0.9 })], [week(16, { a: 0.9 }, { kpi: 'gone' })]])
      expect(before(windows)).toEqual({ unjudged: false })
  })

  test('[D12] are told by what is missing where their values have not moved, and by both where they have', () => {
    const missing = { was: 0.002, now: 0.91, threshold: 0.05, p: 0, is: 'drift' } as const
    const { inputs } = week(16, { a: 0.2, b: 0.01, c: 'few' })
    const all = inputs.map((it): InputJudged => ({ ...it, is: 'drift', p: 1e-9, missing }))
    expect(before([{ ...week(16, {}), inputs: all }]).inputs).toMatchObject([
      { input: 'b', value: 0.908, threshold: 0.05, missing, onlyMissing: true },
      { input: 'c', value: 0.908, threshold: 0.05, missing, onlyMissing: true },
      { input: 'a', value: 0.2, threshold: 0.1, missing },
    ])
  })

  test('are said to be unjudged where the newest window cannot say, and nothing has drifted', () => {
    expect(before([week(9, { a: 0.01 }), week(16, { a: 'few', b: 0.01 })])).toMatchObject({
      ...{ inputs: [], unjudged: true },
      bad: [{ input: 'a', is: 'insufficient-data' }],
    })
    expect(before([week(9, { a: 'few' }), week(16, { a: 0.01 })])).toEqual({ inputs: [], unjudged: false })
    expect(before([week(16, { a: 'few', b: 0.2 })])).toMatchObject({
      unjudged: false,
      bad: [{ input: 'a' }],
    })
  })

  test('are ten at the most, the strongest', () => {
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`c${i}`, 0.1 + i / 100]))
    const inputs = named([week(16, many)]) ?? []
    expect([inputs.length, inputs[0]?.[0], inputs.at(-1)?.[0]]).toEqual([10, 'c11', 'c2'])
  })

  test('are the same in whatever order the windows come', () => {
    const windows = [week(2, { a: 0.2 }), week(9, { a: 0.2, b: 0.4 }), week(16, { a: 0.2, b: 0 })]
    expect(before(windows.toReversed())).toEqual(before(windows))
  })
})
