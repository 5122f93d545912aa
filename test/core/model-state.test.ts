import { expect, test } from 'vitest'
import { modelFrom, running } from '../../src/core/model-state.ts'
import { happened } from '../fixtures/happened.ts'
import { observed, written } from '../fixtures/written.ts'

const warned = (monitor: string, since: string) =>
  happened('model.warned', 'kedge', { model: 'm', monitor, since, value: 5.3 })
const over = (monitor: string) => happened('model.warning-over', 'kedge', { model: 'm', monitor, at: 'x' })
const fold = (...events: ReturnType<typeof happened>[]) =>
  modelFrom('m', written('model/m', events, '2001-04-16T00:00:00.000Z'))

test('what was never observed is not known to run', () => {
  expect(running(fold())).toBeUndefined()
})

test('what was observed last runs, and since when is kept', () => {
  const it = fold(observed('1.0.0'), observed('1.1.0'))
  expect(running(it)).toBe('1.1.0')
  expect(it.observed).toEqual([
    { version: '1.0.0', at: '2001-04-16T00:00:00.000Z' },
    { version: '1.1.0', at: '2001-04-16T00:01:00.000Z' },
  ])
})

test('a warning is on until it is over, each for itself', () => {
  expect(fold(warned('a', '1'), warned('b', '2'), over('a')).warnings).toEqual({
    b: { monitor: 'b', since: '2', value: 5.3 },
  })
  expect(fold(over('a'), warned('a', '3')).warnings).toEqual({
    a: { monitor: 'a', since: '3', value: 5.3 },
  })
})

test('[D7] a warning that is over is kept as that, unless nobody watches any more what it was of', () => {
  const past = { monitor: 'a', since: '1', value: 5.3, until: 'x', heard: '2001-04-16T00:01:00.000Z' }
  expect(fold(warned('a', '1'), over('a')).past).toEqual([past])
  expect(fold(warned('a', '1'), over('a'), warned('a', '3'))).toMatchObject({
    warnings: { a: { since: '3' } },
    past: [past],
  })
  const left = happened('model.warning-over', 'kedge', { model: 'm', monitor: 'a', at: 'x', unwatched: true })
  expect(fold(warned('a', '1'), left)).not.toHaveProperty('past')
  expect(fold(over('a'))).not.toHaveProperty('past')
})

test('[D5] a warning of a segment is one of its own, and over by itself', () => {
  const of = (segment: string) =>
    happened('model.warned', 'kedge', { model: 'm', monitor: 'a', segment, since: '1', value: 2 })
  const end = happened('model.warning-over', 'kedge', { model: 'm', monitor: 'a', segment: 'AA', at: 'x' })
  expect(Object.values(fold(warned('a', '1'), of('AA'), of('UA'), end).warnings)).toEqual([
    { monitor: 'a', since: '1', value: 5.3 },
    { monitor: 'a', segment: 'UA', since: '1', value: 2 },
  ])
})

test('[D5] a warning of a version is none of another one', () => {
  const of = (version: string) =>
    happened('model.warned', 'kedge', { model: 'm', monitor: 'a', version, since: '1', value: 2 })
  const end = happened('model.warning-over', 'kedge', { model: 'm', monitor: 'a', version: '2.0.0', at: 'x' })
  expect(Object.values(fold(of('2.0.0'), of('2.1.0'), end).warnings)).toEqual([
    { monitor: 'a', version: '2.1.0', since: '1', value: 2 },
  ])
})

test('what was asked for changes nothing of what is so', () => {
  expect(fold(happened('model.asked', 'ana', { model: 'm', change: 'change/1' }))).toEqual(fold())
})
