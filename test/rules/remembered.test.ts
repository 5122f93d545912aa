import fc from 'fast-check'
import { expect, test } from 'vitest'
import { remembered } from '../../src/rules/remembered.ts'
import { evaluate } from '../../src/rules/rule-evaluate.ts'

const RULE = {
  or: [{ '<=': [{ var: 'a.n' }, 3] }, { and: [{ var: 'a.yes' }, { in: ['x', { var: 'list' }] }] }, { known: 'b' }],
}

test('what is remembered is what would be answered, whatever came before', () => {
  const fact = fc.option(fc.oneof(fc.integer({ min: 1, max: 5 }), fc.boolean(), fc.constantFrom('3', 'x', 'true')), {
    nil: undefined,
  })
  const facts = fc.record({
    a: fc.record({ n: fact, yes: fact }),
    list: fc.option(fc.array(fc.constantFrom('x', 'y', 'x,y'), { maxLength: 2 }), { nil: undefined }),
    b: fact,
  })
  fc.assert(
    fc.property(fc.array(facts, { minLength: 1, maxLength: 30 }), all => {
      const present = all.map(it => JSON.parse(JSON.stringify(it)))
      for (const it of present) expect(remembered(RULE, it)).toEqual(evaluate(RULE, it))
    }),
  )
})

test('what a rule is for is remembered apart', () => {
  const rule = { '!': { known: 'a' } }
  expect(remembered(rule, {}, 'when').outcome).toBe('holds')
  expect(remembered(rule, {}, 'expect').outcome).toBe('missing')
})

test('what is no rule is answered all the same', () => {
  expect(remembered('x', {}).outcome).toBe('missing')
  expect(remembered({ and: Array.from({ length: 400 }, (_, i) => ({ var: `f${i}` })) }, {}).outcome).toBe('missing')
})
