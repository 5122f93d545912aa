import { describe, expect, test } from 'vitest'
import type { Repository } from '../../src/core/repository.ts'
import kind, { casesAnHour, type Playbook } from '../../src/policies/playbook.ts'
import { flightDelay } from '../fixtures/flight-delay.ts'

const playbook: Playbook = { kind: 'playbook', id: 'p', because: 'b', on: 'breach', offers: ['rollback', 'take'] }
const repository = { models: { 'flight-delay': flightDelay } } as unknown as Repository
const complaints = (appliesTo: Playbook['appliesTo']) =>
  kind.complaints?.({ ...playbook, ...(appliesTo && { appliesTo }) }, repository)

describe('a playbook', () => {
  test('is for every model unless it says otherwise', () => {
    expect(complaints(undefined)).toEqual([])
    expect(complaints({ tiers: ['medium'] })).toEqual([])
  })
  test('that is for no model at all is warned of, with what was meant', () => {
    expect(complaints({ models: ['flight-dela'] })).toEqual([
      expect.objectContaining({
        level: 'warning',
        says: 'no model matches',
        fix: 'Did you mean `flight-delay`?',
      }),
    ])
  })
  test('[A9] never says to write one of nothing', () => {
    const none = { models: {} } as unknown as Repository
    expect(kind.complaints?.({ ...playbook, appliesTo: { models: ['churn'] } }, none)).toMatchObject([
      { code: 'applies-to-nothing', fix: 'Widen it, or leave it out to mean all models.' },
    ])
  })
  test('says how many cases an hour may have a card each; of several the smallest counts, of none twenty', () => {
    expect(casesAnHour([playbook])).toBe(20)
    expect(casesAnHour([{ ...playbook, casesAnHour: 30 }, playbook, { ...playbook, casesAnHour: 25 }])).toBe(25)
  })
})
