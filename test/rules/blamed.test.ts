import { expect, test } from 'vitest'
import { blamed } from '../../src/rules/blamed.ts'

const RULE = { and: [{ known: 'a.b' }, { and: [{ '<=': [{ var: 'c' }, { var: 'd' }] }, { var: 'e' }] }] }

test.each([
  [{}, ['a.b']],
  [{ a: { b: 1 } }, ['c', 'd']],
  [{ a: { b: 1 }, c: 2, d: 1, e: true }, ['c', 'd']],
  [{ a: { b: 1 }, c: 1, d: 1, e: false }, ['e']],
  [{ a: { b: 1 }, c: 1, d: 1, e: true }, ['a.b', 'c', 'd', 'e']],
])('with %j it is %j', (facts, expected) => expect(blamed(RULE, facts)).toEqual(expected))

test('of alternatives no single one is to blame', () => {
  expect(blamed({ or: [{ var: 'a' }, { var: 'b' }] }, { a: false })).toEqual(['a', 'b'])
})
