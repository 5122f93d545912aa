// biome-ignore-all lint/suspicious/noThenProperty: examples of a policy read `…, then …`; none is ever awaited.
import { describe, expect, test } from 'vitest'
import kind, { type Digest } from '../../src/policies/digest.ts'
import { exampleComplaints } from '../../src/repository/policy-examples.ts'
import { samplePolicy, unnoticed, wrongWith } from '../fixtures/sample-policy.ts'

const sample = samplePolicy<Digest>('flight-ops-morning')
const wrong = (more: Partial<Digest>) => wrongWith(kind, { ...sample, examples: [example], ...more })
const example = sample.examples[0] as Digest['examples'][number]

describe('[B3] the sample digest', () => {
  test('is as it should be', () => expect(wrongWith(kind, sample)).toEqual([]))

  test('has examples that notice days that are left out', () => {
    const changes: Record<string, Partial<Digest>> = {
      'not on Sunday': { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
      'not on Saturday': { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sun'] },
      'once a month': { monthDay: 1 },
    }
    expect(unnoticed(kind, sample, changes)).toEqual([])
  })

  test('stops nothing, so none of its examples has to fail', () => {
    expect(exampleComplaints(kind, kind.examples?.(sample) ?? [], sample)).toEqual([])
    expect(kind.judge).toBe(undefined)
  })
})

describe('[B3] what is wrong with a digest', () => {
  test.each([
    ['00:59', true],
    ['01:00', false],
    ['02:30', false],
    ['02:59', false],
    ['03:00', true],
  ])('at %s it may be told: %s', (at, may) => {
    const says = `error at: At ${at} clocks change: once a year this time is skipped, and once it comes twice. → Write a time before 01:00, or 03:00 or later`
    expect(wrong({ at, examples: [{ at: '2001-01-01T00:00:00Z', then: 'none' }] })).toEqual(may ? [] : [says])
  })

  test('a time zone with a slip', () => {
    expect(wrong({ timeZone: 'America/Chicaco' })).toEqual([
      'error timeZone: There is no time zone `America/Chicaco`. Did you mean `America/Chicago`? → Write `America/Chicago`',
      'example 1 is error',
    ])
  })

  test('days of the week and of the month', () => {
    expect(wrong({ days: ['mon'], monthDay: 1 })).toEqual([
      'error days: It has `days` and `monthDay`, and can have only one of them. → Delete one of them',
    ])
  })

  test('a model that is not there', () => {
    expect(wrong({ appliesTo: { models: ['flight-dely'] } })).toEqual([
      'warning appliesTo: no model matches → Did you mean `flight-delay`?',
    ])
  })

  test('an hour that is none (attack 64)', () => {
    expect(wrong({ at: '24:00' })).toEqual([expect.stringContaining('form at')])
  })
})

describe('[E5] [R39] the sample has a digest for each who asks other questions', () => {
  test.each([
    ['flight-ops-morning', 'operations', { monthDay: 1 }],
    ['compliance-weekly', 'compliance', { days: ['tue'] }],
    ['portfolio-monthly', 'executive', { monthDay: 2 }],
  ] as const)('%s is for %s, and its examples notice another day', (id, audience, other) => {
    const policy = samplePolicy<Digest>(id)
    expect(policy.audience).toBe(audience)
    expect(wrongWith(kind, policy)).toEqual([])
    expect(unnoticed(kind, policy, { 'another day': other as Partial<Digest> })).toEqual([])
  })
})
