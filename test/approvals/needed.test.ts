import { describe, expect, test } from 'vitest'
import type { ApprovalsRule } from '../../src/approvals/approval.ts'
import { approversOf, neededApprovals } from '../../src/approvals/needed.ts'
import type { People } from '../../src/core/people.ts'

const rule = (id: string, more: Partial<ApprovalsRule>): ApprovalsRule => ({
  id,
  because: 'Two see more than one.',
  covers: ['rollback'],
  needs: [{ role: 'operations', count: 1 }],
  withinHours: 24,
  merge: 'auto',
  channel: 'C1',
  ...more,
})
const person = (id: number, roles: string[], left?: string) => ({
  name: `P${id}`,
  slack: `U${id}`,
  roles,
  ...(left !== undefined && { left }),
})
const people: People = {
  kind: 'people',
  id: 'people',
  because: 'Who is who.',
  slackTeam: 'T1',
  people: {
    bo: person(1, ['operations']),
    chen: person(2, ['model-validation']),
    eli: person(3, ['operations']),
    gone: person(4, ['operations'], '2026-01-01'),
  },
}
const NOW = new Date('2026-03-02T09:00:00Z')
const model = { id: 'm', tier: 'high', useCase: 'u' }

describe('[B7] the approvals a change will need', () => {
  test('are those of the emergency where whoever asks says so, and the rule knows one', () => {
    const needs = [
      { role: 'operations', count: 1 },
      { role: 'model-validation', count: 1 },
    ]
    const emergency = { needs: [{ role: 'operations', count: 1 }], reviewHours: 24 }
    const rules = [rule('knows', { needs, emergency }), rule('does-not', { needs })]
    const said = (is: boolean) =>
      neededApprovals({ kinds: ['rollback'], model, rules, emergency: is }, people, NOW).policies.map(it => it.says)
    const usual = '1 of operations and 1 of model-validation, within 24 hours'
    expect(said(false)).toEqual([usual, usual])
    expect(said(true)).toEqual([usual, '1 of operations, within 24 hours'])
  })

  test('are those of every policy that covers a kind of it and is for its model, in words', () => {
    const rules = [
      rule('all', {}),
      rule('high', {
        appliesTo: { tiers: ['high'] },
        covers: ['rollback', 'edit'],
        needs: [
          { role: 'operations', count: 2, via: ['github'] },
          { role: 'model-validation', count: 1, via: ['slack', 'github'] },
        ],
      }),
      rule('low', { appliesTo: { tiers: ['low'] } }),
      rule('rules', { covers: ['rules'] }),
    ]
    const needed = neededApprovals({ kinds: ['rollback', 'edit', 'retire'], model, rules }, people, NOW)
    expect(needed.policies.map(({ policy, kinds, says }) => [policy, kinds, says])).toEqual([
      ['all', ['rollback'], '1 of operations, within 24 hours'],
      [
        'high',
        ['rollback', 'edit'],
        '2 of operations by a review on GitHub and 1 of model-validation in Slack or by a review on GitHub, within 24 hours',
      ],
    ])
    expect(needed.uncovered).toEqual(['retire'])
  })

  test('name those who could give them, but nobody who left', () => {
    expect(
      approversOf(neededApprovals({ kinds: ['rollback'], model, rules: [rule('all', {})] }, people, NOW), people, NOW),
    ).toEqual(['bo', 'eli'])
    const then = new Date('2025-12-31T23:59:59Z')
    expect(
      approversOf(
        neededApprovals({ kinds: ['rollback'], model, rules: [rule('all', {})] }, people, then),
        people,
        then,
      ),
    ).toEqual(['bo', 'eli', 'gone'])
  })

  test('are none where a policy says so aloud, which is not the same as no policy', () => {
    const aloud = neededApprovals({ kinds: ['rollback'], model, rules: [rule('all', { needs: [] })] }, people, NOW)
    expect(aloud).toMatchObject({ policies: [{ says: 'nobody needs to approve, within 24 hours' }], uncovered: [] })
    expect(neededApprovals({ kinds: ['rollback'], model, rules: [] }, people, NOW)).toEqual({
      policies: [],
      uncovered: ['rollback'],
    })
  })

  test('that nobody could ever give are said to be impossible', () => {
    const two = rule('all', { needs: [{ role: 'model-validation', count: 2 }] })
    expect(neededApprovals({ kinds: ['rollback'], model, rules: [two] }, people, NOW).impossible).toBe(
      'nobody is left who can approve as model-validation',
    )
    const one = rule('all', { needs: [{ role: 'model-validation', count: 1 }] })
    expect(neededApprovals({ kinds: ['rollback'], model, rules: [one] }, people, NOW).impossible).toBeUndefined()
  })
})
