import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AskedBefore, type Due, dueOf } from '../../src/core/due.ts'
import type { Query } from '../../src/core/kpi.ts'

const WEEKLY: Query = { connection: 'flights', every: 'week', since: '2001-01-01', sql: 'select 1' }
const KPIS = ['mae', 'announced']

/** What is asked at this time, and what was known then; each question is remembered. */
function asking(query: Query) {
  let before: AskedBefore | undefined
  return (now: string, ends: Record<string, string>) => {
    const all = new Map(Object.entries(ends).map(([kpi, end]) => [kpi, `${end}T00:00:00.000Z`]))
    const due: Due = dueOf({ query, kpis: KPIS, ends: all, before, now: new Date(now) })
    if (due.is !== 'due' && due.is !== 'unheard') return due.is
    before = due
    const days = [due.start, due.end].map(ms => new Date(ms).toISOString().slice(5, 10)).join(' ')
    return due.is === 'due' ? days : `${due.is} ${days}`
  }
}

describe('[D1] what is due', () => {
  test('are the periods since the reading that is furthest behind', () => {
    const at = asking(WEEKLY)
    expect(at('2001-03-26T00:05:00Z', {})).toBe('01-01 03-26')
    expect(at('2001-03-26T00:06:00Z', { mae: '2001-03-26', announced: '2001-03-26' })).toBe('nothing')
    expect(at('2001-04-02T00:01:00Z', { mae: '2001-03-26', announced: '2001-03-26' })).toBe('03-26 04-02')
  })

  test('is what has its labels, however long they take and wherever it begins', () => {
    const hourly = asking({ connection: 'flights', every: 'hour', labelDelayHours: 72, sql: 'select 1' })
    expect(hourly('2001-03-26T00:05:00Z', {})).toBe('03-22 03-23')
    const daily = asking({ connection: 'flights', every: 'day', labelDelayHours: 168, sql: 'select 1' })
    expect(daily('2001-03-26T00:05:00Z', {})).toBe('03-06 03-19')
    // Fourteen days back they have had their delay twice.
    const known = { mae: '2001-03-19', announced: '2001-03-19' }
    expect(daily('2001-03-27T00:05:00Z', known)).toBe('03-12 03-20')
  })

  test('is asked once an hour where it gives nothing', () => {
    const at = asking(WEEKLY)
    expect(at('2001-03-26T00:05:00Z', {})).toBe('01-01 03-26')
    expect(at('2001-03-26T00:06:00Z', {})).toBe('rests')
    expect(at('2001-03-26T01:04:59Z', {})).toBe('rests')
    expect(at('2001-03-26T01:05:00Z', {})).toBe('01-01 03-26')
    // A clock that was put back, and another question, wait for nothing.
    expect(at('2001-03-26T01:04:00Z', {})).toBe('01-01 03-26')
  })

  test('begins at the newest period where one of several KPIs never has a value', () => {
    const at = asking(WEEKLY)
    expect(at('2001-03-26T00:05:00Z', {})).toBe('01-01 03-26')
    expect(at('2001-03-26T00:06:00Z', { mae: '2001-03-26' })).toBe('rests')
    expect(at('2001-03-26T01:06:00Z', { mae: '2001-03-26' })).toBe('03-19 03-26')
    expect(at('2001-04-02T00:01:00Z', { mae: '2001-03-26' })).toBe('03-19 04-02')
  })

  test('is all of it, once, where a KPI is new', () => {
    const at = asking(WEEKLY)
    expect(at('2001-03-26T00:05:00Z', { mae: '2001-03-26' })).toBe('01-01 03-26')
    expect(at('2001-03-26T00:06:00Z', { mae: '2001-03-26' })).toBe('rests')
  })

  test('waits for the labels of a period, and is asked once more when as much time has passed again', () => {
    const at = asking({ ...WEEKLY, labelDelayHours: 72 })
    const [old, last] = [
      { mae: '2001-03-19', announced: '2001-03-19' },
      { mae: '2001-03-26', announced: '2001-03-26' },
    ]
    expect(at('2001-03-26T00:05:00Z', {})).toBe('01-01 03-19')
    expect(at('2001-03-28T23:59:00Z', old)).toBe('nothing')
    expect(at('2001-03-29T00:01:00Z', old)).toBe('03-19 03-26')
    expect(at('2001-03-31T23:59:00Z', last)).toBe('nothing')
    expect(at('2001-04-01T00:01:00Z', last)).toBe('03-19 03-26')
    expect(at('2001-04-01T00:02:00Z', last)).toBe('nothing')
  })

  test('of a process that starts, is once what was kept last, to hear what is wrong with it', () => {
    const at = asking(WEEKLY)
    const known = { mae: '2001-03-26', announced: '2001-03-26' }
    expect(at('2001-03-28T00:01:00Z', known)).toBe('unheard 03-19 03-26')
    expect(at('2001-03-28T00:02:00Z', known)).toBe('nothing')
    expect(at('2001-04-02T00:01:00Z', known)).toBe('03-26 04-02')
    const young = asking({ ...WEEKLY, since: '2001-03-26' })
    expect(young('2001-03-28T00:01:00Z', known)).toBe('nothing')
  })

  test('of a process that starts, is once more the newest period whose labels are old', () => {
    const at = asking({ ...WEEKLY, labelDelayHours: 72 })
    const known = { mae: '2001-03-26', announced: '2001-03-26' }
    expect(at('2001-04-01T00:01:00Z', known)).toBe('03-19 03-26')
    expect(at('2001-04-01T00:02:00Z', known)).toBe('nothing')
  })
})

describe('[D6] a period whose labels come late', () => {
  const HOUR = 3_600_000
  const T = Date.parse('2001-03-26T00:00:00Z')

  /** Rounds each half hour of six days; hours that were not asked for after twice their delay, though they could be. */
  function lost(delay: number, [from, to]: readonly [number, number]): readonly number[] {
    const query: Query = { connection: 'flights', every: 'hour', labelDelayHours: delay, sql: 'select 1' }
    const asked = new Map<number, number>()
    let before: AskedBefore | undefined
    let newest = T - delay * HOUR
    for (let at = T; at < T + 144 * HOUR; at += HOUR / 2) {
      const hour = (at - T) / HOUR
      if (hour >= from && hour < to) before = undefined
      else {
        const ends = new Map([['mae', new Date(newest).toISOString()]])
        const due = dueOf({ query, kpis: ['mae'], ends, before, now: new Date(at + 60_000) })
        if (due.is !== 'due') continue
        before = due
        newest = Math.max(newest, due.end)
        for (let start = due.start; start < due.end; start += HOUR) asked.set(start, at)
      }
    }
    const hours = [...asked].map(([start, at]) => [(start - T) / HOUR, at] as const)
    return hours.flatMap(([hour, at]) =>
      hour < 143 - 2 * delay && at < T + (hour + 1 + 2 * delay) * HOUR ? [hour] : [],
    )
  }

  test('is asked for once more, however long the bot was down meanwhile', () => {
    expect(lost(24, [36, 44])).toEqual([])
    expect(lost(24, [36, 36])).toEqual([])
    const delays = fc.integer({ min: 1, max: 40 })
    const hours = fc.integer({ min: 1, max: 60 })
    fc.assert(
      fc.property(delays, hours, hours, (delay, from, down) => {
        expect(lost(delay, [from, from + down])).toEqual([])
      }),
    )
  })
})
