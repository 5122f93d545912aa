import { describe, expect, test } from 'vitest'
import type { FactSchema } from '../../src/rules/fact-schema.ts'
import { lintRule } from '../../src/rules/rule-lint.ts'

const facts: FactSchema = {
  change: { kind: { type: 'string', about: '', oneOf: ['rollback', 'promote'] } },
  model: { tier: { type: 'string', about: '' }, tags: { type: 'list', about: '' } },
  kpis: {
    mae: { value: { type: 'number', about: '', from: 'measured' }, limit: { type: 'number', about: '', from: 'file' } },
  },
  target: { passed: { type: 'boolean', about: '' } },
}
const mae = { var: 'kpis.mae.value' }
const told = (rule: unknown) => lintRule(rule, facts, ['expect']).map(c => `${c.at.join('.')}: ${c.says} → ${c.fix}`)

describe('a good rule draws no complaint', () => {
  test.each([
    [{ '<=': [mae, 18.5] }],
    [{ '<=': [0, mae, 18.5] }],
    [{ '<=': [mae, { '*': [{ var: 'kpis.mae.limit' }, 1.1] }] }],
    [{ and: [{ var: 'target.passed' }, { '!': { '===': [{ var: 'change.kind' }, 'promote'] } }] }],
    [{ or: [{ '!': { '!': { known: 'kpis.mae.value' } } }, { '>': [{ max: [mae, 3] }, { '-': [5] }] }] }],
    [{ in: [{ var: 'model.tier' }, ['low', 'high']] }],
    [{ in: ['pii', { var: 'model.tags' }] }],
    [{ if: [{ var: 'target.passed' }, { '<': [mae, 2] }, { known: 'kpis.mae.value' }] }],
    [
      {
        '<': [
          mae,
          { if: [{ '===': [{ var: 'model.tier' }, 'high'] }, 10, { '===': [{ var: 'model.tier' }, 'low'] }, 20, 15] },
        ],
      },
    ],
  ])('%j', rule => {
    expect(told(rule)).toEqual([])
  })
})

describe('[attack 50] [attack 53] what JSON Logic would let pass is refused before it is merged', () => {
  test.each([
    ['two operators in one object', { '<': [1, 2], '>': [1, 2] }, 'one operator an object'],
    ['an empty object', {}, 'an empty object is not a rule'],
    ['an empty and', { and: [] }, '`and` has 0 arguments'],
    ['an empty or', { or: [] }, '`or` has 0 arguments'],
    ['the text "false"', 'false', 'this is not a condition'],
    ['the text "0"', '0', 'this is not a condition'],
    ['true by itself', true, 'this is not a condition'],
    ['true inside an or', { or: [{ '<': [mae, 1] }, true] }, 'this is not a condition'],
    ['null', null, 'this is not a condition'],
    ['a list', [{ '<': [mae, 1] }], 'this is not a condition'],
    ['an unknown operator', { method: [mae, 'x'] }, 'there is no operator `method`'],
    [
      'an unknown operator in a branch not reached',
      { or: [{ known: 'kpis.mae.value' }, { nope: 1 }] },
      'there is no operator `nope`',
    ],
    [
      'an unknown operator after if',
      { if: [{ var: 'target.passed' }, { known: 'kpis.mae.value' }, { nope: 1 }] },
      'no operator `nope`',
    ],
    ['log', { log: 'x' }, 'there is no operator `log`'],
    ['loose equality', { '==': [mae, 0] }, 'there is no operator `==`'],
    ['loose inequality', { '!=': [{ var: 'model.tier' }, 'low'] }, 'there is no operator `!=`'],
    ['none', { none: [{ var: 'model.tags' }, { '===': [{ var: '' }, 'x'] }] }, 'there is no operator `none`'],
    ['reduce', { reduce: [[1], 1, 0] }, 'there is no operator `reduce`'],
    ['cat', { '===': [{ cat: ['a', 'b'] }, { var: 'model.tier' }] }, 'there is no operator `cat`'],
    ['an operator from the prototype', { constructor: [mae, 1] }, 'there is no operator `constructor`'],
    ['__proto__ as operator', JSON.parse('{"__proto__": [1, 2]}'), 'there is no operator `__proto__`'],
    ['a fact from the prototype', { '===': [{ var: 'constructor' }, 'x'] }, 'there is no fact constructor'],
    ['a deeper one', { '===': [{ var: 'kpis.constructor.name' }, 'x'] }, 'there is no fact kpis.constructor'],
    ['__proto__', { '===': [{ var: '__proto__' }, 'x'] }, 'this names no fact'],
    ['the length of a list', { '>=': [{ var: 'model.tags.length' }, 2] }, 'model.tags is a list and has no length'],
    ['a default for a fact', { '<': [{ var: ['kpis.mae.value', 1] }, 2] }, '`var` has 2 arguments'],
    ['all facts', { var: '' }, 'this names no fact'],
    ['a computed fact', { '<': [{ var: { if: [1, 2] } }, 2] }, 'this names no fact'],
    ['a group of facts', { '<': [{ var: 'kpis.mae' }, 2] }, 'kpis.mae is a group of facts'],
    ['constants only', { '<': [1, 2] }, 'compares constants'],
    ['constants in sums only', { '<': [{ '+': [1, 2] }, 2] }, 'compares constants'],
    ['a quoted number', { '<': [mae, '18.5'] }, '`<` wants a number here, and this is a string'],
    ['a text in order', { '<': [{ var: 'model.tier' }, 'z'] }, '`<` wants a number here'],
    ['true in order', { '<=': [{ var: 'target.passed' }, 1] }, '`<=` wants a number here'],
    ['equal, of other types', { '===': [mae, '18.5'] }, 'a number is never equal to a string'],
    ['a substring', { in: ['lo', { var: 'model.tier' }] }, '`in` looks into a list'],
    ['a substring of a constant', { in: [{ var: 'model.tier' }, 'low,high'] }, '`in` looks into a list'],
    ['null in a list', { in: [{ var: 'model.tier' }, ['low', null]] }, 'a list holds only texts or only numbers'],
    ['an empty list', { in: [{ var: 'model.tier' }, []] }, 'an empty list has nothing in it'],
    ['a number among texts', { in: [mae, ['low']] }, 'a number is never in a list of strings'],
    ['max of nothing', { '<': [{ max: [] }, mae] }, '`max` has 0 arguments'],
    ['infinity', { '<': [mae, Number.POSITIVE_INFINITY] }, 'this is not a value'],
    ['not a number', { '<': [mae, Number.NaN] }, 'this is not a value'],
    ['a number as condition', { '!': mae }, '`kpis.mae.value` is a number'],
    ['a sum as condition', { and: [{ '+': [mae, 1] }] }, 'computes a number'],
    ['a condition as value', { '<': [{ '!': { var: 'target.passed' } }, 1] }, 'answers true or false'],
    ['an if without else', { if: [{ var: 'target.passed' }, { known: 'kpis.mae.value' }] }, '`if` has 2 arguments'],
    ['an if of two types', { '<': [mae, { if: [{ var: 'target.passed' }, 1, 'x'] }] }, 'different types'],
    ['a value the fact never has', { '===': [{ var: 'change.kind' }, 'rolback'] }, 'it is never `rolback`'],
    ['one of a list it never has', { in: [{ var: 'change.kind' }, ['rollback', 'promot']] }, 'it is never `promot`'],
  ])('%s', (_, rule, says) => {
    expect(told(rule).join('\n')).toContain(says)
  })
})

test('a fact that no model has is told with the one that was meant, and where it stands', () => {
  expect(told({ and: [{ '<=': [{ var: 'kpis.mea.value' }, 1] }] })).toEqual([
    'expect.and.0.<=.0.var: there is no fact kpis.mea → did you mean `kpis.mae.value`?',
  ])
})

test('every complaint is gathered, not only the first', () => {
  expect(told({ and: [{ '==': [1, 2] }, { '<': [mae, '2'] }] })).toEqual([
    'expect.and.0.==: there is no operator `==` → write `===`: nothing is ever converted',
    'expect.and.1.<.1: `<` wants a number here, and this is a string → leave out the quotes: 2',
  ])
})

test('[attack 53] a rule 20,000 deep, one that contains itself and one with repeated aliases are one complaint each', () => {
  let deep: unknown = mae
  for (let i = 0; i < 20_000; i++) deep = { '!': deep }
  const self: { and: unknown[] } = { and: [] }
  self.and.push(self, self)
  let laughs: unknown = { '<': [mae, 1] }
  for (let i = 0; i < 30; i++) laughs = { and: [laughs, laughs] }
  const wide = { in: [mae, Array.from({ length: 100_000 }, (_, i) => i)] }
  for (const rule of [deep, self, laughs, wide]) {
    expect(lintRule(rule, facts).map(c => c.code)).toEqual(['rule-too-large'])
  }
})

describe('[B4] where `known` would make silence a yes', () => {
  const value = { known: 'kpis.mae.value' }
  const limit = { known: 'kpis.mae.limit' }
  const ok = { var: 'target.passed' }
  const asked = (rule: unknown, use: 'expect' | 'when') =>
    lintRule(rule, facts, [use], use).map(c => `${c.at.join('.')} ${c.code}: ${c.says} → ${c.fix}`)

  test('in `expect` it may stand under `and` and `or`, and in the branches of an `if`', () => {
    const fine = [value, { and: [value, ok] }, { or: [ok, { and: [value] }] }, { if: [ok, value, limit] }]
    for (const rule of fine) expect(asked(rule, 'expect')).toEqual([])
  })

  test.each([
    [{ '!': limit }, 'expect.!'],
    [{ and: [ok, { '!': { or: [limit, ok] } }] }, 'expect.and.1.!.or.0'],
    [{ if: [limit, ok, { '!': ok }] }, 'expect.if.0'],
    [{ if: [ok, ok, { '!': { '!': limit } }, ok, { '!': ok }] }, 'expect.if.2.!.!'],
    [{ '<': [mae, { if: [limit, { var: 'kpis.mae.limit' }, 20] }] }, 'expect.<.1.if.0'],
  ])('in `expect` %j is refused at %s', (rule, at) => {
    expect(asked(rule, 'expect')).toEqual([
      `${at} negated-known: this could hold because \`kpis.mae.limit\` is missing: \`known\` under \`!\` or in the ` +
        'condition of an `if` → ask it in `when`, which says what the policy is for',
    ])
  })

  test('of what is measured the fix is to leave it out: it is unknown by itself', () => {
    expect(asked({ or: [{ '!': value }, { '<': [mae, 3] }] }, 'expect')).toEqual([
      'expect.or.0.! negated-known: this could hold because `kpis.mae.value` is missing: `known` under `!` or in the ' +
        'condition of an `if` → leave it out: while the measurement is missing, the outcome is `unknown`',
    ])
  })

  test.each([[value], [{ or: [value, ok] }], [{ if: [value, ok, ok] }], [{ '!': { '!': value } }]])(
    'in `when` %j would leave the policy out when a measurement is missing',
    rule => {
      expect(asked(rule, 'when').map(told => told.replace(/^\S+ /, ''))).toEqual([
        'silence-skips: `kpis.mae.value` is measured: where no measurement comes, this policy would not even be asked ' +
          '→ move it to `expect`, so that no measurement is no pass',
      ])
    },
  )

  test('in `when` what the file says may be asked for anyhow, and what is measured when its silence makes it apply', () => {
    for (const rule of [limit, { '!': limit }, { if: [limit, ok, ok] }, { '!': value }])
      expect(asked(rule, 'when')).toEqual([])
  })
})
