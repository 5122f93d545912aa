import fc from 'fast-check'
import jsonLogic from 'json-logic-js'
import { describe, expect, test } from 'vitest'
import type { Facts } from '../../src/core/fact.ts'
import type { FactSchema } from '../../src/rules/fact-schema.ts'
import { evaluate } from '../../src/rules/rule-evaluate.ts'
import { lintRule } from '../../src/rules/rule-lint.ts'

const drift = { var: 'kpi.drift' }
const schema: FactSchema = {
  kpi: { drift: { type: 'number', about: '' }, n: { type: 'number', about: '' } },
  status: { type: 'string', about: '' },
  user: { type: 'string', about: '' },
  approvals: { type: 'list', about: '' },
  a: { type: 'number', about: '' },
  b: { type: 'number', about: '' },
  ok: { type: 'boolean', about: '' },
}

/** Each line of "JSON Logic: measured facts": what json-logic-js says yes to by accident. */
const ACCIDENTS: readonly [string, unknown, unknown][] = [
  ['a missing fact below a limit', { '<': [drift, 0.1] }, {}],
  ['null for facts', { '<': [drift, 0.1] }, null],
  ['a list for facts', { '<': [drift, 0.1] }, []],
  ['a text for facts', { '<': [drift, 0.1] }, ''],
  ['a quoted number', { '<': [drift, 0.1] }, { kpi: { drift: '0.05' } }],
  ['null as the fact', { '<': [drift, 0.1] }, { kpi: { drift: null } }],
  ['an empty text as the fact', { '<': [drift, 0.1] }, { kpi: { drift: '' } }],
  ['an empty list as the fact', { '<': [drift, 0.1] }, { kpi: { drift: [] } }],
  ['a missing fact at most 0', { '<=': [drift, 0] }, {}],
  ['a missing fact at least 0', { '>=': [drift, 0] }, {}],
  ['not above a limit, missing', { '!': [{ '>': [drift, 0.1] }] }, {}],
  ['not above a limit, a text', { '!': [{ '>': [drift, 0.1] }] }, { kpi: { drift: 'n/a' } }],
  ['false as a number', { '<=': [drift, 0.1] }, { kpi: { drift: false } }],
  ['unequal to a missing fact', { '!=': [{ var: 'status' }, 'failed'] }, {}],
  ['strictly unequal to a missing fact', { '!==': [{ var: 'status' }, 'failed'] }, {}],
  ['two missing facts are equal', { '==': [{ var: 'a' }, { var: 'b' }] }, {}],
  ['two missing facts are strictly equal', { '===': [{ var: 'a' }, { var: 'b' }] }, {}],
  ['an empty text equal to 0', { '==': [{ var: 'a' }, 0] }, { a: '' }],
  ['"1e3" equal to 1000', { '==': [{ var: 'a' }, 1000] }, { a: '1e3' }],
  ['"0x10" equal to 16', { '==': [{ var: 'a' }, 16] }, { a: '0x10' }],
  ['texts in the order of their letters', { '<': [{ var: 'a' }, { var: 'b' }] }, { a: '10', b: '9' }],
  ['two operators in one object', { '<': [1, 2], '>': [1, 2] }, {}],
  ['an empty object', {}, {}],
  ['the text "false"', 'false', {}],
  ['the text "0"', '0', {}],
  ['none of a missing list', { none: [{ var: 'approvals' }, { '===': [{ var: '' }, 'x'] }] }, {}],
  ['none of an empty list', { none: [{ var: 'approvals' }, { '===': [{ var: '' }, 'x'] }] }, { approvals: [] }],
  ['a part of a text', { in: ['b', 'alice,bob'] }, {}],
  ['an empty part of a text', { in: ['', 'abc'] }, {}],
  ['a part of a text that is a fact', { in: ['b', { var: 'status' }] }, { status: 'alice,bob' }],
  ['a missing fact in a list with null', { in: [{ var: 'user' }, ['alice', null]] }, {}],
  ['the length of a list of doubles', { '>=': [{ var: 'approvals.length' }, 2] }, { approvals: ['a', 'a'] }],
  ['infinity of an empty max', { '<': [{ max: [] }, 1] }, {}],
  ['an empty min by itself', { min: [] }, {}],
  ['the constructor', { var: 'constructor' }, {}],
  ['the constructor of the constructor', { var: 'constructor.constructor' }, {}],
  ['toString', { var: 'toString' }, {}],
  ['__proto__', { var: '__proto__' }, {}],
  ['a name that is not the constructor’s', { '!==': [{ var: 'constructor.name' }, 'x'] }, {}],
  ['a default that stands in', { '<': [{ var: ['a', 1] }, 2] }, {}],
  ['a dotted key', { '!==': [{ var: 'a.b' }, 2] }, { 'a.b': 1 }],
  ['reduce', { '===': [{ reduce: [[1, 2], { '+': [{ var: 'current' }, { var: 'accumulator' }] }, 0] }, 3] }, {}],
  ['an unknown operator not reached', { or: [{ '===': [1, 1] }, { nope: [] }] }, {}],
]

describe('[attack 53] what JSON Logic takes for yes is missing, or a complaint before it is merged', () => {
  test.each(ACCIDENTS)('%s', (_, rule, facts) => {
    const answer = evaluate(rule, facts as Facts)
    const complaints = lintRule(rule, schema)
    expect(answer.outcome === 'missing' || complaints.length > 0).toBe(true)
    expect(answer.outcome).not.toBe('holds')
  })

  test('json-logic-js itself says yes to every one of them, so the table is not idle', () => {
    expect(ACCIDENTS.filter(([, rule, facts]) => !truthy(rule, facts))).toEqual([])
  })

  test('0/0 is neither above nor below: missing on both sides', () => {
    const ratio = { '/': [{ var: 'a' }, { var: 'b' }] }
    for (const operator of ['>', '<=', '<', '>=']) {
      expect(evaluate({ [operator]: [ratio, 1] }, { a: 0, b: 0 })).toEqual({
        outcome: 'missing',
        trace: ['(a 0 / b 0) is not a number'],
      })
    }
  })

  test('a fact is an own property: what an object inherits is not there', () => {
    const inherited = Object.create({ a: 1, kpi: { drift: 0 } }) as Facts
    expect(evaluate({ '===': [{ var: 'a' }, 1] }, inherited).outcome).toBe('missing')
    expect(evaluate({ known: 'kpi.drift' }, inherited).outcome).toBe('does-not')
  })

  test('an operator that is not on the list never runs: nothing is printed, nothing grows', () => {
    const cat = { reduce: [[1, 2, 3], { cat: [{ var: 'accumulator' }, { var: 'accumulator' }] }, 'x'.repeat(1000)] }
    for (const rule of [{ log: 'x' }, { '===': [{ log: 'x' }, 'x'] }, cat, { method: ['x', 'toString'] }]) {
      expect(evaluate(rule, {}).outcome).toBe('missing')
    }
  })

  test('20,000 deep, or containing itself, is answered at once', () => {
    let deep: unknown = { known: 'a' }
    for (let i = 0; i < 20_000; i++) deep = { '!': deep }
    const self: { and: unknown[] } = { and: [] }
    self.and.push(self, self)
    let laughs: unknown = { known: 'a' }
    for (let i = 0; i < 30; i++) laughs = { or: [laughs, laughs] }
    for (const rule of [deep, self, laughs]) expect(evaluate(rule, { a: 1 }).outcome).toBe('missing')
  })
})

function truthy(rule: unknown, facts: unknown): boolean {
  try {
    return Boolean(jsonLogic.apply(rule as jsonLogic.RulesLogic, facts))
  } catch {
    return false
  }
}

describe('three values', () => {
  const value = { T: { known: 'a' }, F: { '!': { known: 'a' } }, U: { var: 'missing' } } as const
  const word = { T: 'holds', F: 'does-not', U: 'missing' } as const
  const of = (rule: unknown) => evaluate(rule, { a: 1 }).outcome

  test.each([
    ['T', 'T', 'T', 'T'],
    ['T', 'F', 'F', 'T'],
    ['T', 'U', 'U', 'T'],
    ['F', 'T', 'F', 'T'],
    ['F', 'F', 'F', 'F'],
    ['F', 'U', 'F', 'U'],
    ['U', 'T', 'U', 'T'],
    ['U', 'F', 'F', 'U'],
    ['U', 'U', 'U', 'U'],
  ] as const)('%s with %s: and is %s, or is %s', (a, b, and, or) => {
    expect(of({ and: [value[a], value[b]] })).toBe(word[and])
    expect(of({ or: [value[a], value[b]] })).toBe(word[or])
  })

  test('not missing is missing', () => {
    expect(of({ '!': value.U })).toBe('missing')
  })

  test('an if whose condition is missing is missing, whatever its branches say', () => {
    expect(of({ if: [value.U, value.T, value.T] })).toBe('missing')
    expect(of({ if: [value.F, value.U, value.T] })).toBe('holds')
    expect(of({ if: [value.F, value.T, value.T, value.F, value.U] })).toBe('does-not')
  })

  test('known has two values: it is how a rule says that a fact may be missing', () => {
    expect(evaluate({ known: 'kpi.drift' }, { kpi: { drift: 0 } }).outcome).toBe('holds')
    expect(evaluate({ known: 'kpi.drift' }, { kpi: {} }).outcome).toBe('does-not')
    expect(evaluate({ known: 'kpi' }, { kpi: {} }).outcome).toBe('does-not')
  })
})

test.each([
  [{ '<=': [{ var: 'kpis.mae.value' }, 18.5] }, 'does-not', ['kpis.mae.value 21.7 is not <= 18.5']],
  [{ '<': [0, { var: 'kpis.mae.value' }, 18.5] }, 'does-not', ['0 < kpis.mae.value 21.7 < 18.5 is false']],
  [{ var: 'target.passed' }, 'missing', ['target.passed is missing']],
  [{ var: 'model.tier' }, 'missing', ['model.tier low is neither true nor false']],
  [{ var: 'ok' }, 'holds', ['ok is true']],
  [{ '===': [{ var: 'model.tier' }, 'low'] }, 'holds', ['model.tier low is low']],
  [{ '!==': [{ var: 'model.tier' }, 'low'] }, 'does-not', ['model.tier low is low']],
  [{ in: [{ var: 'model.tier' }, ['medium', 'high']] }, 'does-not', ['model.tier low is none of medium, high']],
  [{ in: ['pii', { var: 'tags' }] }, 'holds', ['pii is one of tags pii, eu']],
  [{ '<': [{ var: 'model.tier' }, 3] }, 'missing', ['model.tier low is not a number']],
  [{ '===': [{ var: 'model.tier' }, 3] }, 'missing', ['3 is not a string']],
  [{ '===': [{ var: 'tags' }, 'pii'] }, 'missing', ['tags pii, eu is a list, not one value']],
  [{ '>': [{ '*': [{ var: 'kpis.mae.value' }, 0.5] }, 10] }, 'holds', ['(kpis.mae.value 21.7 * 0.5) = 10.85 is > 10']],
  [{ '<': [{ '+': [{ var: 'kpis.x.value' }, 1] }, 10] }, 'missing', ['kpis.x.value is missing']],
  [{ '<': [{ min: [{ var: 'kpis.mae.value' }, 3] }, 3.5] }, 'holds', ['(kpis.mae.value 21.7 min 3) = 3 is < 3.5']],
  [{ '<': [{ var: 'close' }, 18.5] }, 'does-not', ['close 18.5000000001 is not < 18.5']],
  [
    { '<=': [{ var: 'kpis.mae.value' }, { if: [{ var: 'ok' }, 30, 20] }] },
    'holds',
    ['ok is true', 'kpis.mae.value 21.7 is <= 30'],
  ],
])('%j %s', (rule, outcome, trace) => {
  const facts = {
    kpis: { mae: { value: 21.7 } },
    model: { tier: 'low' },
    tags: ['pii', 'eu'],
    ok: true,
    close: 18.5000000001,
  }
  expect(evaluate(rule, facts)).toEqual({ outcome, trace })
})

describe('[attack 53] whatever stands in a file', () => {
  const path = fc.constantFrom('a', 'b', 'kpi.drift', 'status', 'approvals', 'ok', 'constructor')
  const anything = fc.letrec(tie => ({
    node: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom<unknown>(null, true, false, 0, 1, -1, 'x', '', 'false', Number.NaN, [], {}),
      fc.record({ var: path }),
      fc.dictionary(
        fc.constantFrom(
          'and',
          'or',
          '!',
          'if',
          '===',
          '!==',
          '<',
          '<=',
          '>',
          '>=',
          'in',
          '+',
          '-',
          '*',
          '/',
          'min',
          'max',
          '==',
          'nope',
          '__proto__',
        ),
        fc.array(tie('node'), { maxLength: 4 }),
        { minKeys: 1, maxKeys: 2 },
      ),
      fc.array(tie('node'), { maxLength: 3 }),
    ),
  })).node
  const facts = fc.record(
    {
      a: fc.integer({ min: -2, max: 2 }),
      b: fc.integer({ min: -2, max: 2 }),
      kpi: fc.record({ drift: fc.double() }, { requiredKeys: [] }),
      status: fc.constantFrom('x', ''),
      approvals: fc.array(fc.constantFrom('x', 'y'), { maxLength: 2 }),
      ok: fc.boolean(),
    },
    { requiredKeys: [] },
  )

  test('no value at all makes it throw, and without `known` nothing holds where nothing is known', () => {
    fc.assert(
      fc.property(fc.oneof(anything, fc.anything(), fc.jsonValue()), rule => {
        expect(evaluate(rule, {}).outcome).toBe('missing')
        lintRule(rule, schema)
      }),
      { numRuns: 1500 },
    )
  })

  /** Rules that lint lets through, so that most runs get beyond `missing`. */
  const numeric = fc.letrec(tie => ({
    node: fc.oneof(
      { maxDepth: 2 },
      fc.integer({ min: -2, max: 2 }),
      fc.record({ var: fc.constantFrom('a', 'b', 'kpi.drift') }),
      fc
        .tuple(fc.constantFrom('+', '-', '*', '/', 'min', 'max'), tie('node'), tie('node'))
        .map(([op, x, y]) => ({ [op]: [x, y] })),
    ),
  })).node
  const sound = fc.letrec(tie => ({
    node: fc.oneof(
      { maxDepth: 4 },
      fc
        .tuple(
          fc.constantFrom('<', '<=', '>', '>=', '===', '!=='),
          fc.record({ var: fc.constantFrom('a', 'b', 'kpi.drift') }),
          numeric,
        )
        .map(([op, x, y]) => ({ [op]: [x, y] })),
      fc.constant({ var: 'ok' }),
      fc.constant({ in: ['x', { var: 'approvals' }] }),
      fc.constant({ '===': [{ var: 'status' }, 'x'] }),
      fc
        .tuple(fc.constantFrom('and', 'or'), fc.array(tie('node'), { minLength: 1, maxLength: 3 }))
        .map(([op, parts]) => ({ [op]: parts })),
      tie('node').map(part => ({ '!': part })),
      fc.tuple(tie('node'), tie('node'), tie('node')).map(parts => ({ if: parts })),
    ),
  })).node

  test('taking a fact away never turns no into yes or yes into no: it can only become missing', () => {
    const seen = { holds: 0, 'does-not': 0, missing: 0 }
    fc.assert(
      fc.property(sound, facts, fc.constantFrom('a', 'b', 'kpi', 'status', 'approvals', 'ok'), (rule, known, gone) => {
        expect(lintRule(rule, schema)).toEqual([])
        const before = evaluate(rule, known as Facts).outcome
        const { [gone]: _, ...less } = known as Record<string, Facts>
        seen[before] += 1
        expect([before, 'missing']).toContain(evaluate(rule, less).outcome)
      }),
      { numRuns: 1500 },
    )
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(50)
  })
})
