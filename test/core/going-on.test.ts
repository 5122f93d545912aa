import { expect, test } from 'vitest'
import type { Breach } from '../../src/core/breach.ts'
import { cameAt, goingOn, judgedAnew, judgedInTurn, toldAt } from '../../src/core/going-on.ts'
import type { Judged } from '../../src/core/judged.ts'
import { breachOf, type MonitorCheck, watchSeries } from '../../src/core/monitor.ts'
import type { Reading } from '../../src/core/reading.ts'
import { happened } from '../fixtures/happened.ts'
import { at, check, reading } from '../fixtures/monitored.ts'
import { written } from '../fixtures/written.ts'

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

const anew = (by: MonitorCheck, first: MonitorCheck, readings: readonly Reading[], to = now) =>
  watchSeries(judgedAnew(by, first, known(11, 12)), readings, to)
/** A method by which these are what it says, whatever they are, and all others unknown. */
const saying = (...all: readonly Judged[]): MonitorCheck => ({
  ...check,
  judges: readings => readings.map((_, i) => all[i] ?? 'unknown'),
})

test.each([
  ['as they were, where the limit was raised', lax, check, 'firing'],
  ['by the limit of now, where that is stricter', check, lax, 'firing'],
  ['as they were, where a method came in place of the limit', saying('good', 'good'), check, 'firing'],
  ['as they were, where a method came that does not know yet', saying(), check, 'firing'],
  ['as they were, where the limit came in place of a method', lax, saying('bad', 'bad'), 'firing'],
  ['as they were, where a method was loosened', saying('good', 'good'), saying('bad', 'bad'), 'firing'],
  ['by the method of now, where that is stricter', saying('bad', 'bad'), lax, 'firing'],
  ['as they were, where more samples are asked for', { ...check, minSamples: 101 }, check, 'firing'],
  ['as they were, where it fires later', { ...check, fires: { after: 9, of: 9 } }, check, 'firing'],
  ['as they were, where another side is the worse', { ...check, direction: 'higher-is-better' }, check, 'firing'],
  ['well, where both say so', lax, { ...lax, limit: 90 }, 'ok'],
] as const)('[D6] [D7] what is judged anew is judged %s', (_, by, first, state) => {
  expect(anew(by, first, series(11, 12), new Date(at(2))).state).toBe(state)
})

test.each([
  ['a reading is good again where it was', { after: 2, limit: 9.9 }],
  ['so many are good as it took', { after: 1, limit: 8 }],
  ['neither was loosened', { after: 2, limit: 8 }],
])('[D6] [D7] an episode of before is over where %s', (_, clears) => {
  const by = { ...check, clears }
  expect(anew(by, check, series(11, 12)).state).toBe('firing')
  const [wide, narrow] = [{ ...known(11, 12, 9, 9) }, { ...known(11, 12, 7) }]
  expect(watchSeries(judgedAnew(by, check, wide), series(11, 12, 9, 9), now).state).toBe('firing')
  expect(watchSeries(judgedAnew(by, check, narrow), series(11, 12, 7), now).state).toBe('recovering')
  expect(watchSeries(judgedAnew(by, check, known(11, 12, 7)), series(11, 12, 7, 7), now).state).toBe('no-data')
})

test('[D6] what said nothing of a reading of before says nothing good of it now', () => {
  const few = [reading(0, 11), reading(1, 12), reading(2, 7, { n: 40 }), reading(3, 7, { n: 40 })]
  const told = breachOf(OF, watchSeries(check, few, now)) as Breach
  const later = { ...told, latest: { ...told.latest, end: at(4) } }
  expect(watchSeries(judgedAnew({ ...check, minSamples: 1 }, check, later), few, now).state).toBe('firing')
})

test('[D6] readings after those are judged anew by what judges now', () => {
  expect(anew(lax, check, series(11, 12, 50))).toMatchObject({ state: 'recovering', bad: 2, good: 1 })
  const quick = { ...lax, clears: { after: 1, limit: 100 } }
  expect(anew(quick, check, series(11, 12, 50), new Date(at(3)))).toMatchObject({ state: 'ok' })
})

test('[D6] where more is better, the higher limit is the stricter one', () => {
  const more = { ...check, direction: 'higher-is-better', clears: { after: 2 } } as const
  const under = (limit: number, first: number) =>
    anew({ ...more, limit }, { ...more, limit: first }, series(8, 7), new Date(at(2))).state
  expect([under(1, 10), under(10, 1), under(1, 1)]).toEqual(['firing', 'firing', 'ok'])
})

test('[D6] what judges as it did says the same anew', () => {
  const [all, first] = [series(9, 11, 12, 9, 7, 11, 7, 7, 9), known(11, 12)]
  for (const by of [check, saying('good', 'bad', 'bad', 'between', 'good', 'good', 'unknown')])
    expect(watchSeries(judgedAnew(by, by, first), all, now)).toEqual(watchSeries(by, all, now))
})

test('[D6] [D7] each reading of before is judged anew by what judged it, and by what judges now', () => {
  const all = series(11, 12, 50, 50)
  const told = { ...known(11, 12), latest: { ...known(11, 12).latest, end: at(4) } }
  const raised = judgedInTurn(check, at(2), lax)
  expect(watchSeries(raised, all, now).transitions.map(({ to }) => to)).toEqual([
    'pending',
    'firing',
    'recovering',
    'ok',
  ])
  expect(watchSeries(judgedAnew(lax, raised, told), all, new Date(at(4))).state).toBe('ok')
  expect(watchSeries(judgedAnew(check, raised, told), all, now)).toMatchObject({ state: 'firing', bad: 4 })
  const more = judgedInTurn(raised, at(3), { ...lax, clears: { after: 3, limit: 100 }, minSamples: 101 })
  expect(watchSeries(judgedAnew(lax, more, told), all, now)).toMatchObject({ state: 'recovering', good: 1 })
})

test('[D6] what judges on as it did says the same of all', () => {
  const all = series(9, 11, 12, 9, 7, 11, 7, 7, 9)
  for (let day = 0; day < 9; day++)
    expect(watchSeries(judgedInTurn(check, at(day), check), all, now)).toEqual(watchSeries(check, all, now))
})

test('[D6] what was known came with the newest of its readings, whichever that is', () => {
  const late = { ...reading(0, 9), available: at(25) }
  expect(cameAt([late, reading(1, 12), { ...reading(2, 7), available: at(29) }], known(11, 12))).toBe(at(25))
  expect(cameAt([], known(11, 12))).toBeUndefined()
})

test('[D7] what nobody watched meanwhile is known since it was told, and not since nobody watched it', () => {
  const [told, later] = [known(11, 12), { ...known(11, 12, 9), unwatched: at(40) }]
  const opened = { model: 'm', owner: 'ana', onset: '', available: '' }
  const events = written('case/m-1', [
    happened('case.opened', 'kedge', { ...opened, monitors: [told] }),
    happened('case.continued', 'kedge', { monitors: [known(11, 12, 9)] }),
    happened('case.continued', 'kedge', { monitors: [later] }),
  ])
  expect(toldAt(events, later)).toBe(events[1]?.at)
  expect(toldAt(events.slice(0, 1), later)).toBe('')
})
