import { describe, expect, test } from 'vitest'
import type { Repository } from '../../src/core/repository.ts'
import kind, { actingFor, casesAnHour, type Playbook } from '../../src/policies/playbook.ts'
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

describe('[D8] what a playbook does by itself', () => {
  const said = (more: Partial<Playbook>, models = repository.models) => {
    const { offers: _, ...bare } = playbook
    return kind.complaints?.({ ...bare, ...more }, { models } as Repository)
  }
  const unfit = { ...flightDelay, id: 'unfit', versions: {} }

  test('is enough: it need not offer anything', () => {
    expect(said({ does: [{ act: 'rollback' }, { act: 'issue' }, { act: 'hold' }] })).toEqual([])
  })

  test.each([
    ['neither offers nor does anything', {}, 'does-nothing', 'it offers nothing and does nothing'],
    [
      'says when it does nothing',
      { offers: ['take'], coolDownHours: 3 },
      'does-nothing',
      'it does nothing by itself, so `coolDownHours` means nothing',
    ],
    ['does a thing twice', { does: [{ act: 'hold' }, { act: 'hold' }] }, 'act-twice', 'it does `hold` twice'],
    [
      'tells where the model may not be shown',
      { does: [{ act: 'notify', channel: 'C0LUNCH' }] },
      'not-shown-there',
      'flight-delay may not be shown in C0LUNCH, so it is said elsewhere',
    ],
    [
      'asks for trainings nobody does',
      { does: [{ act: 'retrain' }] },
      'no-way',
      'flight-delay: nothing says how it is trained',
    ],
  ] as const)('is complained of where it %s', (_, more, code, says) => {
    expect(said(more as Partial<Playbook>)).toMatchObject([{ code, says, fix: expect.stringMatching(/./) }])
  })

  test('is warned of where there is no way back, with the models', () => {
    expect(said({ does: [{ act: 'rollback' }] }, { unfit })).toMatchObject([
      { level: 'warning', at: ['does', 0], says: 'unfit: no older version passed its gates' },
    ])
  })

  test('[C4] is told elsewhere also where only roles are named: their channel is the model’s own', () => {
    const shut = { ...flightDelay, channel: 'C0FLIGHTOPS', visibility: { roles: ['risk'] } }
    expect(said({ does: [{ act: 'notify', channel: 'C0LUNCH' }] }, { shut })).toMatchObject([
      { code: 'not-shown-there' },
    ])
    expect(said({ does: [{ act: 'notify', channel: 'C0FLIGHTOPS' }] }, { shut })).toEqual([])
  })

  test('is in the order of the playbooks’ ids, for the models each is for', () => {
    const does: Playbook['does'] = [{ act: 'hold' }]
    const all = [
      { ...playbook, id: 'z', does },
      { ...playbook, id: 'a', does },
      { ...playbook, id: 'm', does, appliesTo: { tiers: ['high' as const] } },
      playbook,
    ]
    expect(actingFor(all, flightDelay).map(({ id }) => id)).toEqual(['a', 'z'])
  })
})
