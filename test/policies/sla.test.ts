// biome-ignore-all lint/suspicious/noThenProperty: examples of a policy read `…, then …`; none is ever awaited.
import { describe, expect, test } from 'vitest'
import { STEPS } from '../../src/core/service-level.ts'
import kind, { type Sla } from '../../src/policies/sla.ts'
import { samplePolicy, sampleRepository, unnoticed, wrongWith } from '../fixtures/sample-policy.ts'

const sample = samplePolicy<Sla>('answer-breach')
const clock = sample.clock as NonNullable<Sla['clock']>
const wrong = (more: Partial<Sla>) => wrongWith(kind, { ...sample, ...more })

describe('[B3] the sample SLA', () => {
  test('is as it should be', () => expect(wrong({})).toEqual([]))

  test('has examples that notice a day too many', () => {
    const changes: Record<string, Partial<Sla>> = {
      'open on Saturday': { clock: { ...clock, days: [...clock.days, 'sat'] } },
      'open on Sunday': { clock: { ...clock, days: [...clock.days, 'sun'] } },
    }
    expect(unnoticed(kind, sample, changes)).toEqual([])
  })
})

describe('[B3] what is wrong with an SLA', () => {
  test.each<[string, Partial<Sla>, string[]]>([
    [
      'one person for both sides',
      { agreedBy: { business: 'mara', provider: 'mara' } },
      ['error agreedBy: `mara` agreed for both sides. → Name two people, one of each side'],
    ],
    [
      'a side nobody knows',
      { agreedBy: { business: 'maara', provider: 'ana' } },
      [
        'error agreedBy.business: There is no person `maara`. Did you mean `mara`? → Write one of: ana, bo, chen, dana, mara, eli, fay',
      ],
    ],
    [
      'somebody to hear of it nobody knows',
      { escalation: [{ after: 0, to: 'operation' }] },
      [
        'error escalation.0.to: Nobody is `operation`, and nobody has that role. Did you mean `operations`? → Write a person (ana, bo, chen, dana, mara, eli, fay), a role (business, data-science, model-validation, modelops, operations, rule-owner), or deputies or channel',
      ],
    ],
    [
      '[E6] what nothing counts yet',
      { what: 'validate' },
      [
        'warning what: `validate` is not counted yet: it warns nobody, and is never late. → Write respond, act, recover or approve, or let the life cycle ask for it: `gate: { validated: true }`',
      ],
    ],
    ['the deputies and the channel', { escalation: [...STEPS].map((to, after) => ({ after, to })) }, []],
    [
      'steps out of order',
      {
        escalation: [
          { after: 2, to: 'ana' },
          { after: 2, to: 'operations' },
          { after: 1, to: 'mara' },
        ],
      },
      [
        'error escalation.2.after: It comes after 1 hour, and the step before it after 2 hours. → Put the steps in order',
      ],
    ],
    [
      'more than a year',
      { within: { hours: 52 * 60 + 1 }, examples: sample.examples.slice(0, 1) },
      ['error within: So much open time takes more than a year. → Write less, or open the clock for longer'],
    ],
    ['a year', { within: { hours: 52 * 60 }, examples: sample.examples.slice(0, 1) }, []],
    [
      'a model that is not there',
      { appliesTo: { models: ['flight-dely'] } },
      ['warning appliesTo: no model matches → Did you mean `flight-delay`?'],
    ],
    [
      'a time zone with a slip',
      { clock: { ...clock, timeZone: 'America/Chicaco' }, examples: sample.examples.slice(0, 1) },
      [
        'error clock.timeZone: There is no time zone `America/Chicaco`. Did you mean `America/Chicago`? → Write `America/Chicago`',
        'example 1 is error',
      ],
    ],
  ])('%s', (_, more, expected) => expect(wrong(more)).toEqual(expected))

  test('no time at all', () => {
    expect(wrong({ within: {} })).toEqual([expect.stringContaining('form within')])
  })
})

test('[B3] [E6] a word that means two things is refused: a person and a role, a role and a step', () => {
  const { people } = sampleRepository
  const gus = { name: 'Gus', roles: ['channel', 'ana'] }
  const named = { ...sampleRepository, people: { ...people, people: { ...people.people, gus } } }
  const says = (to: string) =>
    kind.complaints?.({ ...sample, escalation: [{ after: 0, to }] }, named).map(({ code, says }) => `${code}: ${says}`)
  expect([says('ana'), says('channel'), says('deputies')]).toEqual([
    ['two-meanings: `ana` is a person and a role.'],
    ['two-meanings: `channel` is a role and a step of its own.'],
    [],
  ])
})
