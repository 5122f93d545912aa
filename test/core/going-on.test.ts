import { expect, test } from 'vitest'
import type { Breach } from '../../src/core/breach.ts'
import { goingOn } from '../../src/core/going-on.ts'
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
