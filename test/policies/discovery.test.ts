// biome-ignore-all lint/suspicious/noThenProperty: examples of a policy read `…, then …`; none is ever awaited.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Model } from '../../src/core/model.ts'
import type { Repository } from '../../src/core/repository.ts'
import kind, { type Discovery, namesOf, standing } from '../../src/policies/discovery.ts'
import { misfits } from '../../src/repository/schema.ts'
import { peopleOf } from '../fixtures/bench.ts'

const policy: Discovery = {
  kind: 'discovery',
  id: 'endpoints',
  because: 'So.',
  fix: 'Register {name}.',
  looks: { connection: 'serving', sql: 'select name from endpoints' },
  every: 'day',
  ignores: [{ name: 'sandbox-*', because: 'Tried out.' }],
  asks: 'ana',
  examples: [{ found: 'x', then: 'unregistered' }],
}
const ignoring = (name: string): Discovery => ({ ...policy, ignores: [{ name, because: 'so' }] })

test.each([
  ['churn', ['churn'], 'registered'],
  ['CHURN-prod', ['churn', 'churn-PROD'], 'registered'],
  ['sandbox-a', [], 'ignored'],
  ['sandbox-a', ['sandbox-a'], 'registered'],
  ['a-sandbox-a', [], 'unregistered'],
  ['sandbox', [], 'unregistered'],
])('[B3] %s among %j is %s', (found, registered, is) => expect(standing(policy, found, registered).is).toBe(is))

test.each([
  ['a*b*c', 'a1b2c', true],
  ['a*b*c', 'abc', true],
  ['a*b*c', 'acb', false],
  ['*-dev', 'x-dev', true],
  ['ab*ba', 'aba', false],
  ['exact', 'exactly', false],
])('[B3] the pattern %s takes %s: %s', (pattern, name, taken) =>
  expect(standing(ignoring(pattern), name, []).is).toBe(taken ? 'ignored' : 'unregistered'),
)

test('[B3] a pattern takes what a regular expression of the same meaning takes', () => {
  const sign = fc.constantFrom('a', 'b', '*', '.')
  fc.assert(
    fc.property(
      fc.string({ unit: sign, minLength: 1, maxLength: 8 }),
      fc.string({ unit: sign, maxLength: 10 }),
      (pattern, name) => {
        const same = new RegExp(`^${pattern.replace(/[.]/g, '\\.').replaceAll('*', '.*')}$`, 's')
        expect(standing(ignoring(pattern), name, []).is).toBe(same.test(name) ? 'ignored' : 'unregistered')
      },
    ),
  )
})

test('[B3] a model goes by its id and by what it is called elsewhere', () => {
  expect(namesOf([{ id: 'churn', knownAs: ['churn-prod'] } as unknown as Model])).toEqual(['churn', 'churn-prod'])
})

test('[B3] whom it asks is somebody who is here, and it leaves out something, not everything', () => {
  const told = (it: Discovery) =>
    kind.complaints?.(it, { people: peopleOf() } as Repository).map(({ at, code }) => `${at.join('.')} ${code}`)
  expect(misfits(kind.schema, policy)).toEqual([])
  expect(told(policy)).toEqual([])
  expect(told({ ...ignoring('*'), asks: 'nobody' })).toEqual(['ignores.0.name ignores-all', 'asks unknown-person'])
})

test('[B5] names what no example shows: each thing that is ignored, and what is not', () => {
  const told = (examples: Discovery['examples']) =>
    (kind.branches?.({ ...policy, examples }) ?? []).filter(it => !it.taken).map(it => it.says)
  expect(told(policy.examples)).toEqual(['no example is ignored as `sandbox-*`', 'no example ends `registered`'])
  expect(told([{ found: 'sandbox-a', then: 'ignored' }])).toEqual([
    'no example ends `registered`',
    'no example ends `unregistered`',
  ])
})
