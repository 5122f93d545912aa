import { describe, expect, test } from 'vitest'
import { deadline, escalated, type ServiceLevel, standing } from '../../src/core/service-level.ts'

const clock: ServiceLevel['clock'] = {
  timeZone: 'Europe/Berlin',
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  from: '09:00',
  to: '17:00',
}
const level: ServiceLevel = {
  within: { hours: 4 },
  clock,
  warnAt: 0.5,
  escalation: [
    { after: 0, to: 'ana' },
    { after: 2, to: 'operations' },
    { after: 2, to: 'bo' },
    { after: 8, to: 'mara' },
  ],
}
/** A Thursday, 15:00 there: due on Friday at 11:00. */
const START = '2026-04-16T13:00:00Z'

test.each([
  ['hours of the clock', {}, '2026-04-17T09:00:00.000Z'],
  ['days of the clock', { within: { days: 2 } }, '2026-04-20T13:00:00.000Z'],
  ['both together', { within: { days: 1, hours: 2 } }, '2026-04-17T15:00:00.000Z'],
  ['hours around the clock', { clock: undefined }, '2026-04-16T17:00:00.000Z'],
  ['days around the clock', { clock: undefined, within: { days: 2 } }, '2026-04-18T13:00:00.000Z'],
] as [string, Partial<ServiceLevel>, string][])('[B3] the deadline in %s', (_, more, due) => {
  expect(deadline({ ...level, ...more }, START)).toBe(due)
})

describe('[B3] what is not done is', () => {
  test.each([
    ['2026-04-16T14:59:59Z', 'in-time'],
    ['2026-04-16T15:00:00Z', 'warned'],
    ['2026-04-17T09:00:00Z', 'warned'],
    ['2026-04-17T09:00:00.001Z', 'late'],
  ])('at %s %s', (now, is) => expect(standing(level, START, now)).toBe(is))

  test('in time to the end where nobody is to be warned', () => {
    const { warnAt: _, ...silent } = level
    expect(standing(silent, START, '2026-04-17T09:00:00Z')).toBe('in-time')
    expect(standing(silent, START, '2026-04-17T09:00:01Z')).toBe('late')
  })

  test.each<[string, string[]]>([
    ['2026-04-17T09:00:00Z', []],
    ['2026-04-17T09:00:01Z', ['ana']],
    ['2026-04-17T10:59:59Z', ['ana']],
    ['2026-04-17T11:00:00Z', ['ana', 'operations', 'bo']],
    ['2026-04-20T08:59:59Z', ['ana', 'operations', 'bo']],
    ['2026-04-20T09:00:00Z', ['ana', 'operations', 'bo', 'mara']],
  ])('heard of at %s by %j', (now, who) => expect(escalated(level, START, now)).toEqual(who))
})
