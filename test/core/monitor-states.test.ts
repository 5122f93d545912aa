/** The state machine of a monitor, word by word: what it does with readings, and with those that are not as they should be. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type MonitorCheck, type MonitorState, watchSeries } from '../../src/core/monitor.ts'
import { at, check, DAY_MS, reading } from '../fixtures/monitored.ts'

/** One value a day, a day without one being `-`; what the state is after each day. */
const states = (values: string, with_: MonitorCheck = check): string => {
  const days = values.split(' ')
  const readings = days.flatMap((value, day) => (value === '-' ? [] : [reading(day, Number(value))]))
  return days.map((_, day) => watchSeries(with_, readings, new Date(at(day + 1))).state).join(' ')
}

describe('[D6] the vectors of a rule that is evaluated every minute, fires after 3 and holds for 5', () => {
  // Three minutes are four evaluations in a row, and five of quiet are over at the sixth.
  const minute = { ...check, fires: { after: 4, of: 4 }, clears: { after: 6, limit: 10 }, staleHours: 999 }
  const bad = (until: number) => Array.from({ length: until }, (_, i) => i)
  const after = (trues: readonly number[], until: number) =>
    states(Array.from({ length: until + 1 }, (_, i) => (trues.includes(i) ? '11' : '9')).join(' '), minute)

  test.each<[string, readonly number[], number, string]>([
    ['true at 0, 1, 2, 3', [0, 1, 2, 3], 0, 'pending pending pending firing'],
    ['true at 0, 1, false at 2, true from 3', [0, 1, 3, 4, 5, 6], 2, 'ok pending pending pending firing'],
    ['firing, false from 10', bad(10), 9, 'firing recovering recovering recovering recovering recovering ok'],
    [
      'firing, false from 10, true at 12',
      [...bad(10), 12],
      10,
      'recovering recovering firing recovering recovering recovering recovering recovering ok',
    ],
  ])('%s', (_, trues, from, expected) => {
    const length = expected.split(' ').length
    expect(
      after(trues, from + length - 1)
        .split(' ')
        .slice(from)
        .join(' '),
    ).toBe(expected)
  })
})

describe('[D6] the state after each day', () => {
  test.each<[string, string, string]>([
    ['flapping below the count never fires', '11 9 11 9 11 9', 'pending ok pending ok pending ok'],
    [
      'flapping around the limit is one episode',
      '11 11 9 11 9 11 9',
      'pending firing firing firing firing firing firing',
    ],
    [
      'flapping across both limits does not clear before two good ones in a row',
      '11 11 8 11 8 9 8 8',
      'pending firing recovering firing recovering firing recovering ok',
    ],
    [
      'a gap takes the place of a period, and is neither good nor bad',
      '11 - 11 - 11 11 - 8 - 8',
      'pending pending pending pending pending firing firing recovering recovering ok',
    ],
    [
      'bad days far apart do not count together, and what was before a long gap does not count',
      '11 - - - - 11 11',
      'pending pending pending no-data no-data pending firing',
    ],
    ['no data never resolves', '11 11 - - - - -', 'pending firing firing firing firing firing firing'],
    [
      'no data never resolves what had begun to recover',
      '11 11 8 - - - -',
      'pending firing recovering recovering recovering recovering recovering',
    ],
    ['and never makes a quiet monitor a good one', '9 - - - -', 'ok ok ok no-data no-data'],
  ])('%s', (_, values, expected) => expect(states(values)).toBe(expected))

  test.each<[string, string, string]>([
    ['a missing one of three is spared', '11 - 11', 'pending pending firing'],
    ['two missing ones are not', '11 - - 11 11', 'pending pending pending pending firing'],
    ['nor is a good and a missing one', '11 9 - 11 9 11', 'pending pending pending pending pending firing'],
  ])('of two in three days, %s', (_, values, expected) => {
    expect(states(values, { ...check, fires: { after: 2, of: 3 }, staleHours: 999 })).toBe(expected)
  })

  test('a missing period is as long as the readings are', () => {
    const weekly = [0, 7, 21].map(day => reading(day, 11, { end: at(day + 7), available: at(day + 7) }))
    const state = (count: number, fires: MonitorCheck['fires']) =>
      watchSeries({ ...check, fires, staleHours: 999 }, weekly.slice(0, count), new Date(at(28))).state
    expect(state(2, { after: 2, of: 2 })).toBe('firing')
    expect(state(3, { after: 3, of: 3 })).toBe('pending')
    expect(state(3, { after: 3, of: 4 })).toBe('firing')
  })
})

describe('[D6] a clock that jumps', () => {
  const readings = [11, 11, 9].map((value, day) => reading(day, value))
  test.each<[string, number, MonitorState]>([
    ['forward by a year, it still fires', 365, 'firing'],
    ['back by a day, what is not over yet is not looked at', 2, 'firing'],
    ['back by two days, it is pending as it was', 1, 'pending'],
    ['back before the first reading, nothing is known', 0, 'no-data'],
  ])('%s', (_, day, state) => {
    expect(watchSeries(check, readings, new Date(at(day)))).toMatchObject({ state })
    // And when it is right again, everything is as if it had never jumped.
    expect(watchSeries(check, readings, new Date(at(3))).state).toBe('firing')
  })
})

describe('[D6] readings that come late', () => {
  const late = reading(1, 12, { available: at(9) })
  test('count for their own period, whenever they come', () => {
    const [before, after] = [
      [reading(0, 11), reading(2, 9)],
      [reading(0, 11), reading(2, 9), late],
    ]
    expect(watchSeries(check, before, new Date(at(3))).state).toBe('ok')
    expect(watchSeries(check, after, new Date(at(9)))).toMatchObject({ state: 'firing', since: at(1), bad: 2 })
  })

  test('are as fresh as their period, and have a budget of their own for it', () => {
    const fortnight = { ...check, staleHours: 14 * 24 }
    expect(watchSeries(check, [reading(0, 9, { available: at(9) })], new Date(at(9))).state).toBe('no-data')
    expect(watchSeries(fortnight, [reading(0, 9, { available: at(9) })], new Date(at(9))).state).toBe('ok')
  })
})

/** Anything that can come: days in any order, some twice, some corrected, some of too few samples, some that are no number. */
const coming = fc.array(
  fc.record({
    day: fc.integer({ min: 0, max: 15 }),
    value: fc.oneof(
      { weight: 9, arbitrary: fc.integer({ min: 5, max: 14 }) },
      { weight: 1, arbitrary: fc.constant(Number.NaN) },
    ),
    n: fc.constantFrom(100, 100, 100, 10),
    late: fc.integer({ min: 0, max: 2 }),
  }),
  { maxLength: 24 },
)
const readingsOf = (all: typeof coming extends fc.Arbitrary<infer T> ? T : never) =>
  all.map(({ day, value, n, late }) => reading(day, value, { n, available: at(day + 1 + late) }))
const checks = fc.record({
  after: fc.integer({ min: 1, max: 3 }),
  more: fc.integer({ min: 0, max: 2 }),
  clears: fc.integer({ min: 1, max: 3 }),
})
const checkOf = ({ after, more, clears }: { after: number; more: number; clears: number }): MonitorCheck => ({
  ...check,
  fires: { after, of: after + more },
  clears: { after: clears, limit: 8 },
})
const runs = { numRuns: 300, seed: 26 }

describe('[D6] whatever comes', () => {
  test('its order and doubles change nothing, also where two of one period came at once', () => {
    fc.assert(
      fc.property(coming, checks, fc.infiniteStream(fc.nat()), (all, with_, keys) => {
        const readings = readingsOf(all)
        const doubled = [...readings, ...readings].map(r => [keys.next().value, r] as const)
        const mixed = doubled.sort(([a], [b]) => a - b).map(([, r]) => r)
        const now = new Date(at(17))
        expect(watchSeries(checkOf(with_), mixed, now)).toEqual(watchSeries(checkOf(with_), readings, now))
      }),
      runs,
    )
  })

  test('a restart in the middle is the same: what was told before is the beginning of what is told after', () => {
    fc.assert(
      fc.property(coming, checks, fc.integer({ min: 0, max: 17 }), (all, with_, cut) => {
        const readings = readingsOf(all)
        const [before, after] = [cut, 17].map(
          day => watchSeries(checkOf(with_), readings, new Date(at(day))).transitions,
        )
        expect(after?.slice(0, before?.length)).toEqual(before)
      }),
      runs,
    )
  })

  test('what fires was bad in as many of so many periods in a row, by the calendar', () => {
    fc.assert(
      fc.property(coming, checks, (all, with_) => {
        const { fires, ...told } = checkOf(with_)
        const { transitions } = watchSeries({ ...told, fires }, readingsOf(all), new Date(at(17)))
        for (const { from, to, reading: last, since } of transitions) {
          if (to !== 'firing' || from === 'recovering') continue
          expect(Date.parse(last.end) - Date.parse(since)).toBeLessThanOrEqual((fires.of - 1) * DAY_MS)
        }
      }),
      runs,
    )
  })

  test('silence, however long, changes neither a firing monitor nor what is known of it', () => {
    fc.assert(
      fc.property(coming, checks, fc.integer({ min: 17, max: 9999 }), (all, with_, day) => {
        const readings = readingsOf(all)
        const [before, after] = [17, day].map(d => watchSeries(checkOf(with_), readings, new Date(at(d))))
        expect(after?.transitions).toEqual(before?.transitions)
        const fires = before?.state === 'firing' || before?.state === 'recovering'
        expect(after?.state === 'firing' || after?.state === 'recovering').toBe(fires)
        if (day > 18 && !fires) expect(after?.state).toBe('no-data')
      }),
      runs,
    )
  })

  test('readings that say nothing, added to the end, never end what fires', () => {
    const nothing = fc.array(fc.constantFrom({ value: 1, n: 10 }, { value: Number.NaN, n: 100 }), {
      minLength: 1,
      maxLength: 9,
    })
    fc.assert(
      fc.property(coming, checks, nothing, (all, with_, more) => {
        const readings = readingsOf(all)
        const empty = more.map(({ value, n }, i) => reading(20 + i, value, { n }))
        const [before, after] = [readings, [...readings, ...empty]].map(
          r => watchSeries(checkOf(with_), r, new Date(at(40))).state,
        )
        if (before === 'firing' || before === 'recovering') expect(after).toBe(before)
        else expect(after).not.toBe('ok')
      }),
      runs,
    )
  })
})
