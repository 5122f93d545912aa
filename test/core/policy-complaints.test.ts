import { expect, test } from 'vitest'
import { lintRole, lintSelector } from '../../src/core/policy-complaints.ts'
import type { Selector } from '../../src/core/policy-kind.ts'
import { sampleModel, sampleRepository } from '../fixtures/sample-policy.ts'

const repository = {
  ...sampleRepository,
  models: { 'flight-delay': { ...sampleModel, type: 'python', businessUnit: 'flight-ops' } },
}
const told = (selector: Selector | undefined) => lintSelector(selector, repository).map(it => `${it.level}: ${it.fix}`)

test.each<[Selector, string]>([
  [{ models: ['flight-dely'] }, 'Did you mean `flight-delay`?'],
  [{ useCases: ['passenger-notice'] }, 'Did you mean `passenger-notices`?'],
  [{ types: ['pyton'] }, 'Did you mean `python`?'],
  [{ businessUnits: ['flight-op'] }, 'Did you mean `flight-ops`?'],
  [{ types: ['sas'], tiers: ['medium'] }, 'Widen it, or leave it out to mean all models.'],
])('[B2] %j picks nothing, and is a warning', (selector, fix) => {
  expect(told(selector)).toEqual([`warning: ${fix}`])
})

test.each<[Selector | undefined]>([
  [undefined],
  [{ types: ['python'] }],
  [{ businessUnits: ['flight-ops'], tiers: ['medium'] }],
  [{ tiers: ['high'] }],
])('[B2] %j is no slip', selector => expect(told(selector)).toEqual([]))

test('[C1] a role that only a team gives is one, and a slip of it is found', () => {
  const people = { ...sampleRepository.people, teams: { 'duty-officers': 'acme/duty' } }
  const wrong = (role: string) => lintRole(role, ['needs', 0], { ...sampleRepository, people })
  expect(wrong('duty-officers')).toEqual([])
  expect(wrong('duty-officer')).toMatchObject([{ code: 'unknown-role', fix: 'did you mean `duty-officers`?' }])
  expect(lintRole('duty-officers', ['needs', 0], sampleRepository)).toMatchObject([{ code: 'unknown-role' }])
})
