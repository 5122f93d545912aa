import { expect, test } from 'vitest'
import { neededGrant } from '../../src/approvals/grant.ts'
import type { People } from '../../src/core/people.ts'

const bo = { name: 'Bo', roles: ['operations'] }
const people = { people: { bo, cy: { ...bo, left: '2026-01-01' } } } as unknown as People
const blocked = (by: string, roles: readonly string[]) => neededGrant(by, 'freeze', roles, people).impossible?.says

test('[B7] an exception takes the word of whoever is said to have granted it, who must have the role', () => {
  expect(neededGrant('bo', 'freeze', ['operations', 'modelops'], people)).toEqual({
    by: 'bo',
    roles: ['operations', 'modelops'],
    count: 1,
    says: 'granted by: one of the role operations or modelops (bo)',
    note: '`granted.by` is a statement in the file until bo has approved',
  })
  expect(blocked('bo', ['modelops'])).toBe('by the rules of the base bo does not have the role modelops')
})

test('[B7] nobody who has left, whom nobody knows, or whom no rule names can grant it', () => {
  expect(blocked('cy', ['operations'])).toBe('by the rules of the base cy does not have the role operations')
  const leaving = { people: { cy: { ...bo, left: '2999-01-01' } } } as unknown as People
  expect(neededGrant('cy', 'freeze', ['operations'], leaving).impossible).toBeDefined()
  expect(blocked('toString', ['operations'])).toContain('toString does not have the role')
  expect(blocked('bo', [])).toBe('by the rules of the base nobody may waive freeze')
})

test('[C1] a role that a GitHub team gives may be anybody’s who has an account there; who is in it is asked at the verdict', () => {
  const dana = { name: 'Dana', roles: [], github: { login: 'dana', id: 7 } }
  const teams = { operations: 'acme/operations' }
  const more = { people: { ...people.people, dana, cy: { ...dana, left: '2026-01-01' } }, teams } as unknown as People
  const says = (by: string, roles: readonly string[]) => neededGrant(by, 'freeze', roles, more).impossible?.says
  expect(says('dana', ['operations'])).toBe(undefined)
  expect(says('dana', ['modelops'])).toContain('does not have the role')
  expect(says('cy', ['operations'])).toContain('does not have the role')
  expect(says('eve', ['operations'])).toContain('does not have the role')
})
