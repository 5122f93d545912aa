// biome-ignore-all lint/suspicious/noThenProperty: examples of a policy read `…, then …`; none is ever awaited.
import { readFileSync } from 'node:fs'
import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import type { Model } from '../../src/core/model.ts'
import type { People } from '../../src/core/people.ts'
import type { Repository } from '../../src/core/repository.ts'
import { mutatePolicy } from '../../src/flows/mutate-policy.ts'
import kind, { type Approvals } from '../../src/policies/approvals.ts'
import { misfits } from '../../src/repository/schema.ts'
import { peopleOf } from '../fixtures/bench.ts'

const read = <T>(path: string) => load(readFileSync(path, 'utf8')) as T
const model = read<Model>('models/flight-delay.yaml')
const sample = read<Approvals>('policies/approve-rollback.yaml')
const repository = (policies: readonly Approvals[], people: People = peopleOf()): Repository => ({
  commit: 'c',
  models: { [model.id]: model },
  useCases: {},
  sources: {},
  profiles: {},
  policies: { approvals: policies },
  people,
  paths: {},
  files: {},
})
const complaints = (policy: Approvals, others: readonly Approvals[] = [], people?: People) =>
  (kind.complaints?.(policy, repository([policy, ...others], people)) ?? []).map(
    ({ at, says, fix }) => `${at.join('.')}: ${says} → ${fix}`,
  )

describe('the sample', () => {
  test('fits its schema, can be met whoever asks, and answers its examples', () => {
    expect(misfits(kind.schema, sample)).toEqual([])
    expect(complaints(sample)).toEqual([])
    const answers = kind.examples?.(sample) ?? []
    expect(answers.filter(({ expected, got }) => expected !== got)).toEqual([])
    expect(new Set(answers.map(({ got }) => got))).toEqual(new Set(['approved', 'pending', 'denied', 'expired']))
  })
})

describe('[attack 20] [attack 50] what cannot mean anything is refused', () => {
  test.each<[string, Record<string, unknown>]>([
    ['null for needs', { needs: null }],
    ['no needs at all', { needs: undefined }],
    ['a count of none', { needs: [{ role: 'operations', count: 0 }] }],
    ['a part of a person', { needs: [{ role: 'operations', count: 1.5 }] }],
    ['an empty list of doors', { needs: [{ role: 'operations', count: 1, via: [] }] }],
    ['a door there is none', { needs: [{ role: 'operations', count: 1, via: ['mail'] }] }],
    ['an unknown change', { covers: ['rolback'] }],
    ['no change', { covers: [] }],
    ['no time', { withinHours: 0 }],
    ['an emergency that needs nobody', { emergency: { needs: [], reviewHours: 48 } }],
    ['an emergency that nobody looks at', { emergency: { needs: [{ role: 'operations', count: 1 }] } }],
    ['a review at once', { emergency: { needs: [{ role: 'operations', count: 1 }], reviewHours: 0 } }],
    [
      'approving for somebody else [attack 21]',
      { examples: [{ asks: 'ana', votes: [{ by: 'bo', onBehalfOf: 'chen' }], then: 'pending' }] },
    ],
  ])('%s', (_, more) => {
    const { needs, ...rest } = { ...sample, ...more } as Record<string, unknown>
    expect(misfits(kind.schema, needs === undefined ? rest : { ...rest, needs })).not.toEqual([])
  })

  test('an empty list of needs is allowed, since it says so aloud', () => {
    expect(misfits(kind.schema, { ...sample, needs: [] })).toEqual([])
    expect(complaints({ ...sample, needs: [] })).toEqual([])
    expect(kind.stopsNothing?.({ ...sample, needs: [] })).toBe(true)
    expect(kind.stopsNothing?.(sample)).toBe(false)
    const clock = (needs: Approvals['needs']) =>
      [1, 2].map(withinHours => kind.meaning?.({ ...sample, needs, withinHours }))
    expect(clock([])[0]).toEqual(clock([])[1])
    expect(clock(sample.needs)[0]).not.toEqual(clock(sample.needs)[1])
  })

  test('[B10] a channel that nobody has yet is a warning', () => {
    expect(complaints({ ...sample, channel: 'C00000000' })).toEqual([
      'channel: `C00000000` only keeps the place: nobody and nothing has this id. → Write the channel’s id: channel → About, at the end',
    ])
  })
})

describe('an approval nobody could give is found before it is merged', () => {
  test('when one of two has to ask', () => {
    const people = peopleOf({
      ana: ['modelops'],
      bo: ['operations'],
      chen: ['model-validation'],
      finn: ['model-validation'],
    })
    expect(complaints(sample, [], people)).toEqual([
      'needs: when bo asks, nobody is left who can approve as operations → Give one more person the role `operations` in policies/people.yaml, or ask for fewer.',
    ])
  })

  test('when a role is a slip of the fingers', () => {
    expect(complaints({ ...sample, needs: [{ role: 'operation', count: 1 }] })).toEqual([
      'needs.0.role: nobody has the role `operation` → did you mean `operations`?',
    ])
  })

  test('when two rules have to be met together', () => {
    const other = {
      ...sample,
      id: 'also',
      appliesTo: { tiers: ['medium' as const] },
      needs: [{ role: 'operations', count: 2 }],
    }
    expect(complaints(sample, [other])[0]).toContain('nobody is left who can approve as operations beside also')
    expect(complaints(sample, [{ ...other, covers: ['promote'] }])).toEqual([])
    expect(complaints(sample, [{ ...other, appliesTo: { tiers: ['high'] } }])).toEqual([])
  })

  test('when it needs an account nobody has there', () => {
    const people = peopleOf({ ana: ['operations'], bo: ['operations'] })
    const bare = Object.fromEntries(Object.entries(people.people).map(([id, { github: _, ...person }]) => [id, person]))
    const needs = [{ role: 'operations', count: 1, via: ['github' as const] }]
    expect(complaints({ ...sample, needs }, [], { ...people, people: bare })[0]).toContain(
      'nobody is left who can approve as operations via github',
    )
  })

  test('[A9] and whoever has the role but no account is named, with the account', () => {
    const people = peopleOf({ ana: ['operations'], bo: ['operations'], chen: ['operations'] })
    const slackless = (...ids: string[]) =>
      Object.fromEntries(
        Object.entries(people.people).map(([id, { slack, ...person }]) => [
          id,
          ids.includes(id) ? person : { ...person, ...(slack && { slack }) },
        ]),
      )
    const policy = { ...sample, needs: [{ role: 'operations', count: 1, via: ['slack' as const] }] }
    expect(complaints(policy, [], { ...people, people: slackless('ana', 'bo', 'chen') })).toEqual([
      'needs: nobody is left who can approve as operations via slack → Add a Slack user to ana, bo and chen in policies/people.yaml: they have the role `operations`, and no way to approve.',
    ])
    expect(complaints(policy, [], { ...people, people: slackless('ana', 'bo') })).toEqual([
      'needs: when chen asks, nobody is left who can approve as operations via slack → Add a Slack user to ana and bo in policies/people.yaml: they have the role `operations`, and no way to approve.',
    ])
    expect(complaints(policy, [], { ...people, people: slackless('ana') })).toEqual([])
  })
})

describe('[C1] an emergency', () => {
  const emergency = (role: string, count = 1) => ({ needs: [{ role, count }], reviewHours: 48 })

  test('is linted like the usual: roles there are, and enough people for them whoever asks', () => {
    expect(misfits(kind.schema, { ...sample, emergency: emergency('operations') })).toEqual([])
    expect(complaints({ ...sample, emergency: emergency('operations') })).toEqual([])
    expect(complaints({ ...sample, emergency: emergency('operation') })).toEqual([
      'emergency.needs.0.role: nobody has the role `operation` → did you mean `operations`?',
    ])
    expect(complaints({ ...sample, emergency: emergency('operations', 3) })).toEqual([
      'emergency.needs: when ana asks, nobody is left who can approve as operations → Give one more person the role `operations` in policies/people.yaml, or ask for fewer.',
    ])
  })

  test('has to be met beside the other rules, each as it is in one', () => {
    const other = { ...sample, id: 'other', needs: [{ role: 'operations', count: 1 }] }
    expect(complaints({ ...sample, emergency: emergency('operations', 2) }, [other])[0]).toContain(
      'nobody is left who can approve as operations beside other',
    )
    const lighter = { ...other, emergency: emergency('data-science') }
    expect(complaints({ ...sample, emergency: emergency('operations', 2) }, [lighter])[0]).toContain('when dana asks')
  })

  test('is shown by examples that say so, and they notice when its needs change', () => {
    const votes = [{ by: 'bo', as: ['operations'] }]
    const policy: Approvals = {
      ...sample,
      emergency: emergency('operations'),
      examples: [
        { asks: 'ana', emergency: true, votes, then: 'approved' },
        { asks: 'ana', votes, then: 'pending' },
      ],
    }
    expect(kind.examples?.(policy).map(it => it.got)).toEqual(['approved', 'pending'])
    const mutants = mutatePolicy(policy, kind, repository([policy])).filter(it => it.at[0] === 'emergency')
    expect(mutants.map(({ says, fate }) => `${says}: ${fate}`)).toEqual([
      '`{"role":"operations","count":1}` of `emergency.needs` is left out: refused',
      '`emergency.needs.count` `1` becomes `0`: refused',
      '`emergency.needs.count` `1` becomes `2`: killed',
    ])
  })
})

describe('examples', () => {
  const answer = (example: Approvals['examples'][number], more: Partial<Approvals> = {}) =>
    kind.examples?.({ ...sample, ...more, examples: [example] })?.[0]

  test('an example that is wrong is answered with who did not count and why', () => {
    expect(
      answer({ asks: 'ana', votes: [{ by: 'bo', as: ['operations'] }, { by: 'dana' }], then: 'approved' }),
    ).toEqual({
      index: 0,
      expected: 'approved',
      got: 'pending',
      trace: ['1 of 2 approvals; model-validation to come.', 'dana: None of your roles is asked for here.'],
    })
  })

  test('the hour of the last vote is when it is looked at, unless it says otherwise', () => {
    const votes = [{ by: 'bo', as: ['operations'], hours: 24.5 }]
    expect(answer({ asks: 'ana', votes, then: 'expired' })?.got).toBe('expired')
    expect(answer({ asks: 'ana', votes, afterHours: 2, then: 'pending' })?.got).toBe('pending')
  })

  test('[C3] tell what happened besides votes in the form of a case file', () => {
    const votes = [
      { by: 'bo', as: ['operations'], does: 'approve' as const },
      { by: 'chen', as: ['model-validation'], does: 'approve' as const },
    ]
    const after = (...events: NonNullable<Approvals['examples'][number]['events']>) =>
      answer({ asks: 'ana', events: [...votes, ...events], then: 'approved' })?.got
    expect(after()).toBe('approved')
    expect(after({ by: 'eve', does: 'push', hours: 1 })).toBe('pending')
    expect(after({ by: 'bo', does: 'leave', role: 'operations', hours: 1 })).toBe('pending')
    expect(after({ by: 'ana', does: 'draft', hours: 1 }, { by: 'ana', does: 'ready', hours: 2 })).toBe('approved')
    expect(after({ by: 'chen', does: 'deny', hours: 1 })).toBe('denied')
  })

  test('doors count', () => {
    const needs = [{ role: 'operations', count: 1, via: ['github' as const] }]
    expect(answer({ asks: 'ana', votes: [{ by: 'bo', as: ['operations'] }], then: 'pending' }, { needs })?.got).toBe(
      'pending',
    )
    expect(
      answer({ asks: 'ana', votes: [{ by: 'bo', as: ['operations'], via: 'github' }], then: 'approved' }, { needs })
        ?.got,
    ).toBe('approved')
  })
})
