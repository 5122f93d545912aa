import { expect, test } from 'vitest'
import type { Breach } from '../../src/core/breach.ts'
import { cameAt, goingOn, judgedAnew } from '../../src/core/going-on.ts'
import { breachOf, watchSeries } from '../../src/core/monitor.ts'
import type { Reading } from '../../src/core/reading.ts'
import { at, check, reading } from '../fixtures/monitored.ts'

const OF = { monitor: 'error', kpi: 'mae' }
const series = (...values: readonly number[]) => values.map((value, day) => reading(day, value))
const now = new Date(at(30))
/** What the case knows after these days. */
const known = (...values: readonly number[]) => breachOf(OF, watchSeries(check, series(...values), now)) as Breach
const lax = { ...check, limit: 100, clears: { after: 2, limit: 100 } }
const on = (from: Breach, readings: readonly Reading[], by = check) =>
  goingOn(by, from, readings, { toldAt: () => at(30), now })

test.each([
  [[], 'firing'],
  [[11], 'firing'],
  [[8], 'recovering'],
  [[8, 7], 'ok'],
  [[8, 7, 11], 'ok'],
  [[8, 7, 11, 12], 'firing'],
])('by %j it comes to where all readings bring it: %s', (more, state) => {
  const all = series(9, 11, 12, ...more)
  expect(on(known(9, 11, 12), all)).toMatchObject({ state })
  expect(on(known(9, 11, 12), all)).toEqual(breachOf(OF, watchSeries(check, all, now)))
})

test('[D6] a limit that was raised judges what came after it alone', () => {
  const told = known(11, 12)
  expect(on(told, series(11, 12), lax)).toEqual(told)
  expect(on(told, series(11, 12, 50), lax)).toMatchObject({ state: 'recovering', good: 1 })
  expect(on(told, series(11, 12, 50, 50), lax)).toMatchObject({ state: 'ok', good: 2 })
})

test('[D6] what was corrected or came late since it was told has all judged anew, and so has what is over', () => {
  const late = { ...reading(0, 9), available: at(31) }
  expect(on(known(11, 12), [late, reading(1, 12)])).toBeUndefined()
  expect(on(known(11, 12, 8, 7), series(11, 12, 8, 7))).toBeUndefined()
})

test.each([
  ['as they were, where the limit was raised', lax, 10, 'firing'],
  ['by the limit of now, where that is stricter', check, 100, 'firing'],
  ['by the limit of now, where none was kept', lax, undefined, 'ok'],
])('[D6] what is judged anew is judged %s', (_, by, limit, state) => {
  const before = { ...known(11, 12), ...(limit !== undefined && { limit }) }
  expect(watchSeries(judgedAnew(by, before), series(11, 12), new Date(at(2))).state).toBe(state)
})

test('[D6] readings after those are judged anew by the limit of now', () => {
  const by = judgedAnew(lax, { ...known(11, 12), limit: 10 })
  expect(watchSeries(by, series(11, 12, 50), now)).toMatchObject({ state: 'recovering', bad: 2, good: 1 })
})

test('[D6] where more is better, the higher limit is the stricter one', () => {
  const more = { ...check, direction: 'higher-is-better', clears: { after: 2 } } as const
  const before = { ...known(11, 12), limit: 10 }
  expect(watchSeries(judgedAnew({ ...more, limit: 1 }, before), series(8, 7), now).state).toBe('firing')
  expect(judgedAnew({ ...more, limit: 20 }, before)).toEqual({ ...more, limit: 20 })
})

test('[D6] a method judges anew as it judged', () => {
  const method = { ...check, judges: () => [] }
  expect(judgedAnew(method, { ...known(11, 12), limit: 1 })).toBe(method)
})

test('[D6] what was known came with the newest of its readings, whichever that is', () => {
  const late = { ...reading(0, 9), available: at(25) }
  expect(cameAt([late, reading(1, 12), { ...reading(2, 7), available: at(29) }], known(11, 12))).toBe(at(25))
  expect(cameAt([], known(11, 12))).toBeUndefined()
})
