// biome-ignore-all lint/suspicious/noThenProperty: examples of a policy read `…, then …`; none is ever awaited.
import { describe, expect, test } from 'vitest'
import type { ChangeKind } from '../../src/core/change.ts'
import kind, { type Freeze } from '../../src/policies/freeze.ts'
import { only, sampleModel, samplePolicy, sampleRepository, unnoticed, wrongWith } from '../fixtures/sample-policy.ts'

const holidays: Freeze = {
  kind: 'freeze',
  id: 'holidays',
  because: 'Few people are here.',
  fix: 'Promote {model} in January.',
  timeZone: 'Europe/Berlin',
  from: '2026-12-20T18:00',
  until: '2027-01-04T08:00',
  exceptions: [{ covers: ['rollback', 'hold'], because: 'It must not get worse.' }],
  examples: [{ at: '2026-12-24T12:00:00Z', change: 'promote', then: 'fail' }],
}
const judged = (at: string, change: ChangeKind | undefined, more: Partial<Freeze> = {}) =>
  only(
    kind.judge?.(
      { ...holidays, ...more },
      {
        model: sampleModel,
        ...(change && { change: { kind: change } }),
        facts: {},
        now: new Date(at),
        repository: sampleRepository,
      },
    ),
  )
const wrong = (more: Partial<Freeze>) => wrongWith(kind, { ...holidays, ...more })

describe('[B3] the sample weekend', () => {
  const sample = samplePolicy<Freeze>('weekend-freeze')

  test('is as it should be', () => expect(wrongWith(kind, sample)).toEqual([]))

  test('has examples that notice a change too many', () => {
    expect(unnoticed(kind, sample, { 'rollbacks too': { covers: ['promote', 'replace', 'rollback'] } })).toEqual([])
  })
})

describe('[B3] a freeze', () => {
  test.each<[string, ChangeKind, string, string]>([
    ['2026-12-20T16:59:59Z', 'promote', 'pass', 'Sunday 20 December 2026, 17:59 (Europe/Berlin) is outside the freeze'],
    ['2026-12-20T17:00:00Z', 'promote', 'fail', 'frozen until Monday 4 January 2027, 08:00 (Europe/Berlin)'],
    ['2027-01-04T06:59:59Z', 'edit', 'fail', 'frozen until Monday 4 January 2027, 08:00 (Europe/Berlin)'],
    ['2027-01-04T07:00:00Z', 'promote', 'pass', 'Monday 4 January 2027, 08:00 (Europe/Berlin) is outside the freeze'],
    [
      '2026-12-24T12:00:00Z',
      'rollback',
      'pass',
      'frozen until Monday 4 January 2027, 08:00 (Europe/Berlin); rollback is excepted: It must not get worse.',
    ],
  ])('at %s answers %s with %s', (at, change, outcome, trace) => {
    const finding = judged(at, change)
    expect([finding?.outcome, finding?.trace.join('; ')]).toEqual([outcome, trace])
  })

  test('stops, says what to do, and who may waive it', () => {
    expect(judged('2026-12-24T12:00:00Z', 'promote', { mayWaive: ['operations'] })).toMatchObject({
      policy: 'holidays',
      severity: 'block',
      fix: 'Promote flight-delay in January.',
      mayWaive: ['operations'],
    })
    expect(judged('2026-12-24T12:00:00Z', 'promote', { severity: 'warn' })?.severity).toBe('warn')
  })

  test('has nothing to do with a model at rest, other models and other changes', () => {
    expect(judged('2026-12-24T12:00:00Z', undefined)).toBe(undefined)
    expect(judged('2026-12-24T12:00:00Z', 'promote', { appliesTo: { tiers: ['high'] } })?.outcome).toBe('skip')
    expect(judged('2026-12-24T12:00:00Z', 'promote', { covers: ['retire'] })?.outcome).toBe('skip')
  })

  test('tells the end of all that touches, dates and windows alike', () => {
    const weekly: Freeze['weekly'] = [{ days: ['mon'], from: '08:00', to: '10:00' }]
    expect(judged('2026-12-24T12:00:00Z', 'promote', { weekly })?.trace).toEqual([
      'frozen until Monday 4 January 2027, 10:00 (Europe/Berlin)',
    ])
    expect(judged('2027-01-11T08:59:59Z', 'promote', { weekly })?.outcome).toBe('fail')
    expect(judged('2027-01-11T09:00:00Z', 'promote', { weekly })?.outcome).toBe('pass')
  })

  test.each([
    // From 02:30, which is skipped, to 02:30, which comes twice: where in doubt, frozen.
    ['2026-03-29T00:29:59Z', 'pass'],
    ['2026-03-29T00:30:00Z', 'fail'],
    ['2026-10-25T01:29:59Z', 'fail'],
    ['2026-10-25T01:30:00Z', 'pass'],
  ])('whose ends fall into a change of clocks: %s is %s', (at, outcome) => {
    expect(judged(at, 'promote', { from: '2026-03-29T02:30', until: '2026-10-25T02:30' })?.outcome).toBe(outcome)
  })
})

describe('[B3] what is wrong with a freeze', () => {
  const without = (key: keyof Freeze) => {
    const { [key]: _, ...rest } = holidays
    return wrongWith(kind, rest)
  }

  test('one that is good has nothing', () => expect(wrong({})).toEqual([]))

  test('the way back must be excepted explicitly', () => {
    expect(without('exceptions')).toEqual([
      'warning exceptions: It stops rollback and hold, the way back to safety. → Add an exception that covers [rollback, hold], or say under `covers` what it is to stop',
    ])
    expect(wrong({ exceptions: [{ covers: ['rollback'], because: 'x' }] })).toEqual([
      'warning exceptions: It stops hold, the way back to safety. → Add an exception that covers [hold], or say under `covers` what it is to stop',
    ])
    const { exceptions: _, ...rest } = holidays
    expect(wrongWith(kind, { ...rest, covers: ['promote'] })).toEqual([])
    expect(wrongWith(kind, { ...rest, severity: 'warn' })).toEqual([])
  })

  test('an exception from what it does not stop', () => {
    expect(wrong({ covers: ['promote', 'hold'] })).toEqual([
      'warning exceptions.0.covers.0: It does not stop rollback, so nothing is excepted. → Delete it, or add the change to `covers`',
    ])
  })

  test('a time zone with a slip', () => {
    expect(wrong({ timeZone: 'Europe/Berln' })).toEqual([
      'error timeZone: There is no time zone `Europe/Berln`. Did you mean `Europe/Berlin`? → Write `Europe/Berlin`',
      'example 1 is error',
    ])
  })

  test('days that are not there, and times turned around', () => {
    expect(wrong({ from: '2026-02-29T18:00' })[0]).toBe(
      'error from: There is no 2026-02-29. → Write a day of the calendar',
    )
    expect(wrong({ until: '2026-12-20T18:00' })[0]).toBe(
      'error until: It ends on 2026-12-20T18:00, before it begins. → Write a moment after 2026-12-20T18:00',
    )
    expect(without('until')[0]).toBe('error from: There is `from` but no `until`. → Write `until` too')
    expect(without('from')[0]).toBe('error until: There is `until` but no `from`. → Write `from` too')
  })

  test('none at all, and all the time', () => {
    const { from: _, until: __, ...rest } = holidays
    expect(wrongWith(kind, rest)).toEqual([
      'error timeZone: It does not say when. → Write `from` and `until`, or `weekly`',
      'example 1 is pass',
    ])
    const days: NonNullable<Freeze['weekly']>[0]['days'] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
    expect(wrongWith(kind, { ...rest, weekly: [{ days, from: '08:00', to: '08:00' }] })).toEqual([
      'error weekly: Its windows leave no moment of the week free. → Make a window shorter, or put the models on hold',
    ])
    expect(wrongWith(kind, { ...rest, weekly: [{ days, from: '08:00', to: '07:59' }] })).toEqual([])
  })

  test('a role nobody has, and models that are not there', () => {
    expect(wrong({ mayWaive: ['operation'] })).toEqual([
      'error mayWaive.0: nobody has the role `operation` → did you mean `operations`?',
    ])
    expect(wrong({ appliesTo: { models: ['flight-dely'] } })).toEqual([
      'warning appliesTo: no model matches → Did you mean `flight-delay`?',
    ])
  })

  test('one that is over', () => {
    const told = (at: string, more: Partial<Freeze> = {}) =>
      kind.today?.({ ...holidays, ...more }, new Date(at), sampleRepository) ?? []
    expect(told('2027-01-04T06:59:59Z')).toEqual([])
    expect(told('2027-01-04T07:00:00Z')).toEqual([
      {
        at: ['until'],
        code: 'freeze-over',
        says: 'It is over since Monday 4 January 2027, 08:00 (Europe/Berlin).',
        fix: 'Delete the file',
        level: 'warning',
      },
    ])
    expect(told('2027-01-04T07:00:00Z', { weekly: [{ days: ['mon'], from: '08:00', to: '10:00' }] })[0]?.fix).toBe(
      'Delete `from` and `until`; the weekly windows stay',
    )
    expect(kind.today?.(samplePolicy<Freeze>('weekend-freeze'), new Date('2030-01-01'), sampleRepository)).toEqual([])
  })
})
