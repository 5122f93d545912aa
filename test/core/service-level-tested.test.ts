import { expect, test } from 'vitest'
import type { ServiceLevel } from '../../src/core/service-level.ts'
import { serviceLevelBranches, serviceLevelMeaning } from '../../src/core/service-level-tested.ts'

const clock: NonNullable<ServiceLevel['clock']> = {
  timeZone: 'Europe/Berlin',
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  from: '09:00',
  to: '17:00',
  holidays: ['2026-05-01', '2026-05-02'],
}
const level: ServiceLevel = { within: { hours: 4 }, clock, warnAt: 0.5, escalation: [{ after: 0, to: 'ana' }] }
const open = (sla: ServiceLevel, ...examples: [from: string, at: string, got: string][]) =>
  serviceLevelBranches(
    { ...sla, examples: examples.map(([from, at]) => ({ from, at })) },
    examples.map(([, , got]) => ({ got })),
  )
    .filter(it => !it.taken)
    .map(it => `${it.at.join('.')}: ${it.says}`)

test('[B5] names each standing that no example ends in, and what of the clock none shows', () => {
  expect(open(level)).toEqual([
    'examples: no example ends `in-time`',
    'warnAt: no example ends `warned`',
    'examples: no example ends `late`',
    'clock.from: no example begins while the clock stands',
    'clock.to: no example is due on a later day',
    // 2 May 2026 is a Saturday.
    'clock.holidays.0: no example runs over 2026-05-01',
  ])
  expect(
    open(
      level,
      ['2026-04-16T05:00:00Z', '2026-04-16T06:00:00Z', 'in-time'],
      ['2026-04-30T14:00:00Z', '2026-05-04T07:00:00Z', 'warned'],
      ['2026-04-16T07:00:00Z', '2026-04-16T12:00:00Z', 'late'],
    ),
  ).toEqual([])
})

test('[B5] does not ask for what is not promised', () => {
  const { clock: _, warnAt: __, ...rest } = level
  expect(open(rest, ['2026-04-16T05:00:00Z', '2026-04-16T06:00:00Z', 'in-time'])).toEqual([
    'examples: no example ends `late`',
  ])
})

test('[B5] of a place nobody knows no moment is told', () => {
  const lost = { ...level, clock: { ...clock, timeZone: 'Europe/Berln' } }
  expect(open(lost, ['2026-04-16T05:00:00Z', '2026-04-16T06:00:00Z', 'error'])).toHaveLength(6)
})

test.each<[string, Partial<ServiceLevel>, boolean]>([
  ['a holiday on a day nobody opens', { clock: { ...clock, holidays: ['2026-05-01'] } }, true],
  ['holidays in another order', { clock: { ...clock, holidays: ['2026-05-02', '2026-05-01'] } }, true],
  ['a holiday less', { clock: { ...clock, holidays: ['2026-05-02'] } }, false],
  ['days of as many hours', { within: { days: 0.5 } }, true],
  ['more days', { within: { days: 1 } }, false],
  ['no clock', { clock: undefined } as never, false],
  ['another warning', { warnAt: 0.6 }, false],
])('[B5] %s: whether it means the same', (_, more, same) => {
  const meant = (it: ServiceLevel) => JSON.stringify(serviceLevelMeaning(it))
  expect(meant({ ...level, ...more }) === meant(level)).toBe(same)
})
