import { expect, test } from 'vitest'
import type { ApprovalsRule } from '../../src/approvals/approval.ts'
import { unmeetable } from '../../src/approvals/meetable.ts'
import type { Model } from '../../src/core/model.ts'
import type { Repository } from '../../src/core/repository.ts'
import { peopleOf, RULE } from '../fixtures/bench.ts'

const PAIRS = {
  ana: ['operations'],
  bo: ['operations'],
  chen: ['model-validation'],
  finn: ['model-validation'],
  kim: ['audit'],
}

/** What is wrong with rules for one model, where these roles alone see it. */
function wrongWith(roles: readonly string[] | undefined, rule: Partial<ApprovalsRule> = {}, people = PAIRS) {
  const visibility = roles && { roles }
  const secret = { id: 'secret', tier: 'medium', useCase: 'x', ...(visibility && { visibility }) } as unknown as Model
  const where = {
    models: { secret },
    people: peopleOf(people),
    paths: { 'model/secret': 'models/secret.yaml' },
  } as Pick<Repository, 'models' | 'people' | 'paths'>
  const policy = { ...RULE, ...rule }
  return unmeetable(policy, [policy], where)
}

test('[C1] a model that nobody who must approve may see can be approved by nobody, and check says where', () => {
  expect(wrongWith(['audit'])).toEqual([
    {
      at: ['needs'],
      code: 'impossible-approval',
      says: expect.stringMatching(
        /^nobody who may see the model secret is left who can approve as .*: its `visibility.roles` show it to `audit` alone$/,
      ),
      fix: expect.stringMatching(/^Add .* to `visibility.roles` in models\/secret.yaml, or ask here for roles/),
    },
  ])
})

test('[C1] that everybody sees, or everybody who is asked, can be', () => {
  expect(wrongWith(undefined)).toEqual([])
  expect(wrongWith(['operations', 'model-validation'])).toEqual([])
  expect(wrongWith(['audit'], { needs: [] })).toEqual([])
})

test('[C1] one who may see it is too few where that one asks, and none where nobody is named', () => {
  const needs = [{ role: 'operations', count: 1 }]
  const people = { ...PAIRS, bo: ['operations', 'audit'] }
  expect(wrongWith(['audit'], { needs }, people)[0]?.says).toMatch(/^when bo asks, nobody who may see/)
  expect(wrongWith(['audit'], { needs }, { ...people, ana: ['operations', 'audit'] })).toEqual([])
  expect(wrongWith([], { needs })[0]?.says).toContain('show it to nobody')
})

test('[C1] the fix names all who are asked and may not see it', () => {
  const fix = (roles: readonly string[]) => wrongWith(roles)[0]?.fix
  expect(fix(['operations'])).toContain('Add `model-validation` to')
  expect(fix(['model-validation'])).toContain('Add `operations` to')
})

test('[C1] what cannot wait is held to it as well', () => {
  const needs = [{ role: 'model-validation', count: 1 }]
  const emergency = { needs: [{ role: 'operations', count: 1 }], reviewHours: 24 }
  expect(wrongWith(['model-validation'], { needs, emergency })).toMatchObject([{ at: ['emergency', 'needs'] }])
})

test('[C1] rules are of no model, and whoever owns them need not see each', () => {
  expect(wrongWith(['audit'], { covers: ['rules'] })).toEqual([])
})

test('[C1] where nobody is there at all, that is what is said', () => {
  expect(wrongWith(['audit'], {}, { ...PAIRS, chen: [], finn: [] })[0]?.says).not.toContain('may see')
})
