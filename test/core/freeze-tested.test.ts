import { expect, test } from 'vitest'
import type { ChangeKind } from '../../src/core/change.ts'
import { freezeBranches, freezeMeaning } from '../../src/core/freeze-tested.ts'
import type { WeeklyWindow } from '../../src/core/weekly-window.ts'

type Freezing = Parameters<typeof freezeMeaning>[0]

const sat: WeeklyWindow = { days: ['sat'], from: '00:00', to: '00:00' }
const sun: WeeklyWindow = { days: ['sun'], from: '00:00', to: '12:00' }
const holidays: Freezing = {
  timeZone: 'Europe/Berlin',
  covers: ['promote', 'rollback'],
  from: '2026-12-20T18:00',
  until: '2027-01-04T08:00',
  weekly: [sat, sun],
  exceptions: [{ covers: ['rollback'] }],
}
const open = (...examples: [at: string, change: ChangeKind, got: string][]) =>
  freezeBranches(
    { ...holidays, examples: examples.map(([at, change]) => ({ at, change })) },
    examples.map(([, , got]) => ({ got })),
  )
    .filter(it => !it.taken)
    .map(it => `${it.at.join('.')}: ${it.says}`)

test('[B5] names each window, exception and way past a freeze that no example shows', () => {
  expect(open()).toEqual([
    'from: no example is stopped between `from` and `until`',
    'weekly.0: no example is stopped in this window',
    'weekly.1: no example is stopped in this window',
    'examples: no example passes outside the freeze',
    'covers: no example is of a change it does not stop',
    'exceptions.0: no example goes on by this exception',
  ])
  expect(
    open(
      ['2026-12-24T12:00:00Z', 'promote', 'fail'],
      ['2026-06-06T12:00:00Z', 'promote', 'fail'],
      ['2026-06-07T08:00:00Z', 'promote', 'fail'],
      ['2026-06-08T08:00:00Z', 'promote', 'pass'],
      ['2026-06-06T12:00:00Z', 'edit', 'skip'],
      ['2026-06-06T12:00:00Z', 'rollback', 'pass'],
    ),
  ).toEqual([])
})

test('[B5] an exception outside the freeze shows nothing of it', () => {
  expect(open(['2026-06-08T08:00:00Z', 'rollback', 'pass'])).toContain(
    'exceptions.0: no example goes on by this exception',
  )
})

test('[B5] of a place nobody knows no moment is told, and none is needed', () => {
  const lost = { timeZone: 'Europe/Berln', from: '2026-12-20T18:00', until: '2027-01-04T08:00' }
  const examples = [{ at: '2026-12-24T12:00:00Z', change: 'promote' as const }]
  expect(freezeBranches({ ...lost, examples }, [{ got: 'error' }]).some(it => it.taken)).toBe(false)
  expect(freezeMeaning(lost)).toEqual(lost)
})

const { covers: _, ...all } = holidays
test.each<[string, Freezing, Freezing, boolean]>([
  ['a gap between windows', holidays, weekly({ ...sat, to: '23:59' }, sun), false],
  [
    'windows that touch, written as one that overlaps',
    holidays,
    weekly(sat, { days: ['sat'], from: '23:00', to: '12:00' }),
    true,
  ],
  ['no `covers` and all of them', all, { ...all, covers: everyChange() }, true],
  ['no `covers` and some of them', all, holidays, false],
  ['an exception from what it does not stop', holidays, withException('hold'), true],
  ['an exception from what it stops', holidays, withException('promote'), false],
  ['another place', holidays, { ...holidays, timeZone: 'Africa/Lagos' }, false],
  ['a place with the same clock, once', once('Europe/Berlin'), once('Africa/Lagos'), true],
  ['a place with another clock, once', once('Europe/Berlin'), once('Europe/London'), false],
  ['another end', holidays, { ...holidays, until: '2027-01-04T08:01' }, false],
])('[B5] %s: whether it means the same', (_, one, other, same) => {
  expect(JSON.stringify(freezeMeaning(one)) === JSON.stringify(freezeMeaning(other))).toBe(same)
})

function everyChange(): readonly ChangeKind[] {
  return ['rules', 'edit', 'retire', 'resume', 'hold', 'replace', 'retrain', 'rollback', 'promote', 'register']
}

function weekly(...windows: WeeklyWindow[]): Freezing {
  return { ...holidays, weekly: windows }
}

function withException(kind: ChangeKind): Freezing {
  return { ...holidays, exceptions: [{ covers: ['rollback', kind] }] }
}

function once(timeZone: string): Freezing {
  return { timeZone, from: '2026-12-20T18:00', until: '2027-01-04T08:00' }
}
