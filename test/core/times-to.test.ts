import { expect, test } from 'vitest'
import { caseFrom } from '../../src/core/case.ts'
import { timesOf } from '../../src/core/times-to.ts'
import { event } from '../fixtures/record.ts'
import { flightDelay } from '../fixtures/world.ts'

const HOUR = 3_600_000
const day = (d: number, hour = 0) => `2026-05-${String(d).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00.000Z`

/** Begins a day before it is seen; acted on after so many hours, recovered after so many, and closed a day later. */
function round(id: string, seen: number, hours: { act?: number; recover?: number }) {
  const [detected, onset] = [day(seen), day(seen - 1)]
  const opened = { model: id, monitors: [], owner: 'ana', onset, available: detected }
  const recovered = hours.recover === undefined ? undefined : day(seen, hours.recover)
  return [
    event(`case/${id}`, 1, detected, 'case.opened', opened),
    ...(hours.act === undefined
      ? []
      : [event(`case/${id}`, 2, day(seen, hours.act), 'case.acted', { version: '1.0.0' })]),
    ...(recovered === undefined
      ? []
      : [event(`case/${id}`, 3, day(seen + 1), 'case.closed', { onset, available: detected, detected, recovered })]),
  ]
}

function seen(id: string, events: ReturnType<typeof round>, line?: string) {
  const it = caseFrom(events)
  if (!it) throw new Error('no case')
  return { it, events, model: { ...flightDelay, id, name: `The ${id}` }, ...(line !== undefined && { line }) }
}

test('[R41] times to detect, act and recover: by business line and by model, with the mean beside the median', () => {
  const cases = [
    seen('a', round('a', 5, { act: 2, recover: 6 }), 'cargo'),
    seen('b', round('b', 6, { act: 4, recover: 8 }), 'cargo'),
    seen('c', round('c', 7, { act: 12 }), 'cargo'),
    seen('d', round('d', 8, {})),
  ]
  const found = timesOf(cases, day(1))
  expect(found.map(({ of, name, open }) => [of, name, open])).toEqual([
    ['line', undefined, 1],
    ['line', 'cargo', 1],
    ['model', 'The a', 0],
    ['model', 'The b', 0],
    ['model', 'The c', 1],
    ['model', 'The d', 1],
  ])
  expect(found[1]?.took).toEqual([
    { to: 'detect', count: 3, medianMs: 24 * HOUR, longestMs: 24 * HOUR, meanMs: 24 * HOUR },
    { to: 'act', count: 3, medianMs: 4 * HOUR, longestMs: 12 * HOUR, meanMs: 6 * HOUR },
    { to: 'recover', count: 2, medianMs: 7 * HOUR, longestMs: 8 * HOUR, meanMs: 7 * HOUR },
  ])
})

test('[R41] a recovery is told in the period in which it came on record, though it was in the one before', () => {
  const [one] = timesOf([seen('a', round('a', 5, { act: 2, recover: 6 }))], day(5, 12))
  expect(one?.took.map(({ to }) => to)).toEqual(['recover'])
  expect(timesOf([seen('a', round('a', 5, { recover: 6 }))], day(6))).toEqual([])
})

test('[R41] each round of a case has times of its own, and what a person closed has not recovered', () => {
  const [opened] = round('a', 5, {})
  const closed = { onset: day(4), available: day(5), detected: day(5), because: 'Nobody watches it.' }
  const events = [
    ...(opened ? [opened] : []),
    event('case/a', 2, day(6), 'case.closed', closed, 'ana'),
    event('case/a', 3, day(10), 'case.again', { monitors: [], onset: day(8), available: day(10) }),
    event('case/a', 4, day(10, 3), 'case.acted', { version: '1.0.0' }),
  ]
  const [one] = timesOf([seen('a', events)], day(1))
  expect(one?.took.map(({ to, count, longestMs }) => [to, count, longestMs / HOUR])).toEqual([
    ['detect', 2, 48],
    ['act', 1, 3],
  ])
})

test('[R41] where no model has a business line there is nothing to part them by', () => {
  expect(timesOf([seen('a', round('a', 5, {}))], day(1)).map(({ of }) => of)).toEqual(['model'])
})
