import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isBad } from '../../src/core/judged.ts'
import { breachOf, type MonitorCheck, serving, watchSeries } from '../../src/core/monitor.ts'
import { HOUR_MS } from '../../src/core/period.ts'
import type { Reading } from '../../src/core/reading.ts'
import { at, check, reading } from '../fixtures/monitored.ts'

const series = (...values: readonly number[]) => values.map((value, day) => reading(day, value))
const after = (readings: readonly Reading[], with_: MonitorCheck = check) =>
  watchSeries(with_, readings, new Date(at(readings.length)))

describe('a monitor', () => {
  test.each([
    [[9, 9], 'ok'],
    [[10], 'ok'],
    [[9, 11], 'pending'],
    [[11, 9, 11], 'pending'],
    [[11, 9], 'ok'],
    [[11, 12], 'firing'],
    [[11, 12, 9], 'firing'],
    [[11, 12, 8], 'recovering'],
    [[11, 12, 8, 9], 'firing'],
    [[11, 12, 8, 11], 'firing'],
    [[11, 12, 8, 7], 'ok'],
    [[11, 12, 8, 9, 8], 'recovering'],
    [[11, 12, 8, 7, 11], 'pending'],
  ])('after %j is %s', (values, state) => {
    expect(after(series(...values)).state).toBe(state)
  })

  test('fires on some of the last few, if it is told so', () => {
    const loose = { ...check, fires: { after: 3, of: 5 } }
    expect(after(series(11, 9, 11, 9), loose).state).toBe('pending')
    expect(after(series(11, 9, 11, 9, 11), loose)).toMatchObject({ state: 'firing', since: at(1), bad: 3 })
    expect(after(series(11, 9, 9, 9), loose).state).toBe('ok')
  })

  test('of which more is better is bad below its limit', () => {
    expect(isBad({ direction: 'higher-is-better', limit: 40 }, 39)).toBe(true)
    expect(isBad({ direction: 'higher-is-better', limit: 40 }, 40)).toBe(false)
    expect(isBad({ direction: 'lower-is-better', limit: 40 }, 40)).toBe(false)
  })

  test('says since when: the end of the first bad window, and how it moved', () => {
    const watched = after(series(9, 11, 12, 13, 8, 7))
    expect(watched.transitions.map(t => [t.from, t.to, t.reading.end, t.since])).toEqual([
      ['ok', 'pending', at(2), at(2)],
      ['pending', 'firing', at(3), at(2)],
      ['firing', 'recovering', at(5), at(2)],
      ['recovering', 'ok', at(6), at(2)],
    ])
    expect(watched).toMatchObject({ state: 'ok', good: 2 })
    expect(watched.since).toBeUndefined()
  })

  test('keeps firing when no data comes any more: silence is not good news (attack 69)', () => {
    const quiet = watchSeries(check, series(11, 12), new Date(at(30)))
    expect(quiet).toMatchObject({ state: 'firing', stale: true })
    expect(watchSeries(check, series(9, 9), new Date(at(30))).state).toBe('no-data')
    expect(watchSeries(check, [], new Date(at(30)))).toMatchObject({ state: 'no-data', stale: true })
  })

  test('is fresh up to the last moment of its hours', () => {
    const end = Date.parse(at(2))
    expect(watchSeries(check, series(9, 9), new Date(end + 48 * HOUR_MS)).state).toBe('ok')
    expect(watchSeries(check, series(9, 9), new Date(end + 48 * HOUR_MS + 1)).state).toBe('no-data')
  })

  test('hears nothing in readings of too few samples: they neither fire nor clear', () => {
    const few = { n: 49 }
    expect(after([reading(0, 11), reading(1, 99, few)]).state).toBe('insufficient-data')
    // They take the place of a period all the same.
    expect(after([reading(0, 11), reading(1, 1, few), reading(2, 12)]).state).toBe('pending')
    expect(after([reading(0, 11), reading(1, 1, few), reading(2, 12), reading(3, 12)]).state).toBe('firing')
    expect(after([reading(0, 11), reading(1, 12), reading(2, 1, few), reading(3, 1, few)])).toMatchObject({
      state: 'firing',
      good: 0,
    })
  })

  test('never takes a value that is no number for a good one (attack 69)', () => {
    expect(after([reading(0, Number.NaN)]).state).toBe('error')
    expect(after([reading(0, 11), reading(1, 12), reading(2, Number.NaN), reading(3, Number.NaN)]).state).toBe('firing')
  })

  test('is in error where the look itself failed, unless it fires already', () => {
    expect(watchSeries(check, series(9), new Date(at(1)), true).state).toBe('error')
    expect(watchSeries(check, series(11, 12), new Date(at(2)), true).state).toBe('firing')
  })

  test('does not look at periods that are not over (attack 69)', () => {
    expect(watchSeries(check, series(9, 11, 12), new Date(at(2))).state).toBe('pending')
  })

  test('takes a corrected value, and keeps the first day of one that only came twice (attack 69)', () => {
    const corrected = [reading(0, 11), reading(1, 12), reading(1, 9, { available: at(5) })]
    expect(watchSeries(check, corrected, new Date(at(2))).state).toBe('ok')
    const twice = [reading(0, 9), reading(0, 9, { available: at(5) })]
    expect(watchSeries(check, twice, new Date(at(1))).latest?.available).toBe(at(1))
  })

  test('gives the same answer whatever the order and however often readings come', () => {
    const values = fc.array(fc.integer({ min: 5, max: 14 }), { maxLength: 12 })
    fc.assert(
      fc.property(values, fc.infiniteStream(fc.nat()), (some, keys) => {
        const readings = series(...some)
        const doubled = [...readings, ...readings].map(r => [keys.next().value, r] as const)
        const mixed = doubled.sort(([a], [b]) => a - b).map(([, r]) => r)
        expect(after(mixed.length ? mixed : readings).transitions).toEqual(
          watchSeries(check, readings, new Date(at(some.length * 2))).transitions,
        )
      }),
      { numRuns: 200, seed: 7 },
    )
  })

  test('never leaves firing without as many good readings in a row as agreed', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 5, max: 14 }), { maxLength: 20 }), values => {
        for (const t of after(series(...values)).transitions.filter(t => t.to === 'ok' && t.from !== 'pending')) {
          const i = values.findIndex((_, day) => at(day) === t.reading.start)
          expect(Math.max(...values.slice(i - 1, i + 1))).toBeLessThanOrEqual(8)
        }
      }),
      { numRuns: 200, seed: 7 },
    )
  })
})

describe('[D5] a monitor whose readings a method judges', () => {
  /** Judges by what is written: the value is what is said of it. */
  const SAID = ['good', 'between', 'bad', 'unknown'] as const
  const told: MonitorCheck = { ...check, judges: readings => readings.map(r => SAID[r.value] ?? 'unknown') }
  const [good, between, bad, unknown] = [0, 1, 2, 3]

  test.each([
    [[unknown], 'insufficient-data'],
    [[unknown, good], 'ok'],
    [[good, unknown], 'insufficient-data'],
    [[bad], 'pending'],
    [[bad, unknown], 'insufficient-data'],
    [[bad, unknown, bad], 'pending'],
    [[bad, unknown, bad, bad], 'firing'],
    [[bad, bad, unknown, unknown, unknown], 'firing'],
    [[bad, bad, good, unknown], 'recovering'],
    [[bad, bad, good, unknown, good], 'ok'],
    [[bad, bad, good, between, good], 'recovering'],
  ])('after %j is %s: what is unknown neither fires nor clears', (values, state) => {
    expect(after(series(...values), told).state).toBe(state)
  })

  test('fires and clears as by the limit, where the same readings are bad', () => {
    const alike: MonitorCheck = {
      ...check,
      judges: readings => readings.map(r => (r.value > 10 ? 'bad' : r.value > 8 ? 'between' : 'good')),
    }
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 5, max: 14 }), { maxLength: 20 }), values => {
        expect(after(series(...values), alike)).toEqual(after(series(...values)))
      }),
      { numRuns: 200, seed: 9 },
    )
  })

  test('is judged by one reading a period, of enough samples, oldest first', () => {
    const seen: number[] = []
    const judges: MonitorCheck['judges'] = readings => {
      seen.push(...readings.map(r => r.value))
      return readings.map(() => 'good')
    }
    const readings = [reading(2, 3), reading(0, 1), reading(1, 9, { n: 49 }), reading(0, 1), reading(3, Number.NaN)]
    watchSeries({ ...check, judges }, readings, new Date(at(4)))
    expect(seen).toEqual([1, 3])
  })

  test('has nothing to say without a limit and without a method', () => {
    const { limit: _, ...unlimited } = { ...check, clears: { after: 2 } }
    expect(after(series(99, 99), unlimited).state).toBe('insufficient-data')
  })
})

describe('a monitor’s part in a case', () => {
  test('is nothing where it never fired', () => {
    expect(breachOf({ monitor: 'error', kpi: 'mae' }, after(series(11, 9)))).toBeUndefined()
  })
  test('counts the bad readings since the onset and the good ones after them', () => {
    expect(breachOf({ monitor: 'error', kpi: 'mae' }, after(series(9, 11, 12, 13, 8)))).toEqual({
      monitor: 'error',
      kpi: 'mae',
      state: 'recovering',
      since: at(2),
      bad: 3,
      good: 1,
      latest: { start: at(4), end: at(5), value: 8, n: 100, version: '1.1.0' },
    })
  })
  test('is ok when its episode is over, with its onset kept', () => {
    expect(breachOf({ monitor: 'error', kpi: 'mae' }, after(series(11, 12, 13, 8, 7)))).toMatchObject({
      state: 'ok',
      since: at(1),
      bad: 3,
      good: 2,
    })
  })
})

describe('what counts is the version that ran', () => {
  const both = [0, 1, 2].flatMap(day => [reading(day, 1, { version: '1.0.0' }), reading(day, 2, { version: '1.1.0' })])
  const versions = (observations: { version: string; at: string }[]) => serving(both, observations).map(r => r.version)
  test('at the start of the period', () => {
    const rolledBack = new Date(Date.parse(at(1)) + HOUR_MS).toISOString()
    expect(
      versions([
        { version: '1.1.0', at: at(0) },
        { version: '1.0.0', at: rolledBack },
      ]),
    ).toEqual(['1.1.0', '1.1.0', '1.0.0'])
    expect(
      versions([
        { version: '1.1.0', at: at(0) },
        { version: '1.0.0', at: at(1) },
      ]),
    ).toEqual(['1.1.0', '1.0.0', '1.0.0'])
  })
  test('before anyone looked, what was seen first', () => {
    expect(versions([{ version: '1.1.0', at: at(2) }])).toEqual(['1.1.0', '1.1.0', '1.1.0'])
  })
  test('and nothing where nobody ever saw a version', () => {
    expect(versions([])).toEqual([])
  })
})
