// biome-ignore-all lint/suspicious/noThenProperty: examples of a policy read `…, then …`; none is ever awaited.
import { expect, test } from 'vitest'
import kind, { type Approvals } from '../../src/policies/approvals.ts'

const policy: Approvals = {
  kind: 'approvals',
  id: 'approve',
  because: '',
  fix: '',
  covers: ['rollback'],
  needs: [{ role: 'operations', count: 2, via: ['github'] }],
  withinHours: 24,
  merge: 'auto',
  channel: 'C0',
  examples: [],
}
type Example = Approvals['examples'][number]
type Vote = NonNullable<Example['votes']>[number]
const open = (examples: Example[], needs = policy.needs) =>
  (kind.branches?.({ ...policy, needs, examples }) ?? []).filter(it => !it.taken).map(it => it.says)
const vote = (by: string, more: Partial<Vote> = {}): Vote => ({ by, as: ['operations'], via: 'github', ...more })

test('[B5] names each need, door, deadline, denial and exclusion that no example shows', () => {
  expect(open([])).toEqual([
    'no example has 2 people for operations',
    'no example has nobody for operations',
    'no example has too few for operations',
    'no example votes for operations by a door that does not count',
    'no example is approved',
    'no example is pending',
    'no example expires',
    'no example is denied',
    'no example shows that whoever asks never counts',
    'no example shows that whoever wrote it never counts',
  ])
})

test('[B5] has nothing to name where the examples show it all', () => {
  const examples: Example[] = [
    { asks: 'ana', votes: [vote('bo'), vote('eli')], then: 'approved' },
    { asks: 'ana', votes: [vote('bo')], then: 'pending' },
    { asks: 'bo', authors: ['eli'], votes: [vote('bo'), vote('eli')], then: 'pending' },
    { asks: 'ana', votes: [vote('bo', { via: 'slack' })], then: 'pending' },
    { asks: 'ana', votes: [vote('bo', { is: 'deny' })], then: 'denied' },
    { asks: 'ana', votes: [], afterHours: 25, then: 'expired' },
  ]
  expect(open(examples)).toEqual([])
})

test('[B5] asks for no refusal where nobody needs to approve', () => {
  expect(open([], [])).toEqual(['no example is approved'])
})

test('[B5] [C1] asks for the needs of an emergency in examples of one, and for the others in the rest', () => {
  const emergency = { needs: [{ role: 'duty', count: 1 }], reviewHours: 48 }
  const of = (examples: Example[]) =>
    (kind.branches?.({ ...policy, needs: [{ role: 'operations', count: 1 }], emergency, examples }) ?? [])
      .filter(it => !it.taken && it.at[0] !== 'examples')
      .map(it => `${it.at.join('.')}: ${it.says}`)
      .filter(it => it.includes(' for '))
  const duty: Vote = { by: 'eli', as: ['duty'] }
  expect(of([{ asks: 'ana', votes: [duty], then: 'pending' }])).toEqual([
    'needs.0: no example has 1 person for operations',
    'emergency.needs.0: no example has 1 person for duty in an emergency',
    'emergency.needs.0: no example has nobody for duty in an emergency',
  ])
  expect(
    of([
      { asks: 'ana', votes: [vote('bo')], then: 'approved' },
      { asks: 'ana', votes: [], then: 'pending' },
      { asks: 'ana', emergency: true, votes: [duty], then: 'approved' },
      { asks: 'ana', emergency: true, votes: [vote('bo')], then: 'pending' },
    ]),
  ).toEqual([])
})
