import fc, { type Arbitrary } from 'fast-check'
import type { Facts } from '../../src/core/fact.ts'
import type { FactLeaf, FactSchema, FactSource } from '../../src/rules/fact-schema.ts'
import { OPERATORS, type RuleUse } from '../../src/rules/rule.ts'
import { lintRule } from '../../src/rules/rule-lint.ts'

const leaf = (type: FactLeaf['type'], from: FactSource = 'file'): FactLeaf => ({ type, about: '', from })

/** What the rules here may name: each type, each by somebody who writes and by something that measures. */
export const SCHEMA: FactSchema = {
  n: leaf('number'),
  word: leaf('string'),
  ok: leaf('boolean'),
  list: leaf('list'),
  measured: {
    x: leaf('number', 'measured'),
    y: leaf('number', 'measured'),
    ok: leaf('boolean', 'measured'),
    word: leaf('string', 'measured'),
  },
}
const NUMBERS = ['n', 'measured.x', 'measured.y']
const WORDS = ['word', 'measured.word']
const FLAGS = ['ok', 'measured.ok']
const WRITTEN = ['n', 'word', 'ok', 'list']
const MEASURED = ['measured.x', 'measured.y', 'measured.ok', 'measured.word']

const small = fc.integer({ min: -2, max: 2 })
const word = fc.constantFrom('x', 'y')

/** Mostly complete, so that most rules get beyond `missing`. */
export const factsFor: Arbitrary<Facts> = fc.record(
  {
    n: small,
    word,
    ok: fc.boolean(),
    list: fc.array(word, { maxLength: 2 }),
    measured: fc.oneof(
      { weight: 3, arbitrary: fc.record({ x: small, y: small, ok: fc.boolean(), word }) },
      { weight: 1, arbitrary: fc.record({ x: small, y: small, ok: fc.boolean(), word }, { requiredKeys: [] }) },
    ),
  },
  { requiredKeys: ['measured'] },
)

/** These facts without some of them; `keep` is asked once for each. */
export function lessOf(facts: Facts, keep: () => boolean): Facts {
  const rest = Object.entries(facts).flatMap(([name, value]): [string, Facts[string]][] => {
    if (typeof value === 'object' && !Array.isArray(value)) return [[name, lessOf(value as Facts, keep)]]
    return keep() ? [[name, value]] : []
  })
  return Object.fromEntries(rest)
}

const fact = (...paths: readonly string[]) => fc.record({ var: fc.constantFrom(...paths) })

/** Well-typed rules with `known` anywhere, of which lint lets through those where silence is no yes. */
export function soundRule(use: RuleUse): Arbitrary<unknown> {
  return typed.condition.filter(rule => lintRule(rule, SCHEMA, [], use).length === 0)
}

const typed = fc.letrec(tie => ({
  condition: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'condition' },
    fact(...FLAGS),
    fc.record({ known: fc.constantFrom(...WRITTEN, ...MEASURED) }),
    fc.tuple(fc.constantFrom('===', '!=='), fact(...WORDS), word).map(([op, a, b]) => ({ [op]: [a, b] })),
    fc.record({ in: fc.tuple(fact(...WORDS), fc.constantFrom(['x'], ['x', 'y'])) }),
    fc.record({ in: fc.tuple(word, fact('list')) }),
    fc
      .tuple(fc.constantFrom('<', '<=', '>', '>=', '===', '!=='), fact(...NUMBERS), tie('number'))
      .map(([op, a, b]) => ({ [op]: [a, b] })),
    fc
      .tuple(fc.constantFrom('and', 'or'), fc.array(tie('condition'), { minLength: 1, maxLength: 3 }))
      .map(([op, parts]) => ({ [op]: parts })),
    fc.record({ '!': tie('condition') }),
    fc.record({ if: fc.tuple(tie('condition'), tie('condition'), tie('condition')) }),
  ),
  number: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'number' },
    small,
    fact(...NUMBERS),
    fc
      .tuple(fc.constantFrom('+', '-', '*', '/', 'min', 'max'), tie('number'), tie('number'))
      .map(([op, a, b]) => ({ [op]: [a, b] })),
    fc.record({ if: fc.tuple(tie('condition'), tie('number'), tie('number')) }),
  ),
}))

const NAMES = [...Object.keys(OPERATORS), '==', '!=', '!!', 'log', 'reduce', 'cat', 'none', 'nope', '__proto__']
const PATHS = [...WRITTEN, ...MEASURED, 'measured', 'constructor', '__proto__', 'list.length', '', 'n.n']

/** Objects that look like rules, of which few are. */
export const anyRule: Arbitrary<unknown> = fc.letrec(tie => ({
  node: fc.oneof(
    { maxDepth: 6 },
    fc.constantFrom<unknown>(
      null,
      true,
      false,
      0,
      1,
      -1,
      'x',
      '',
      'false',
      Number.NaN,
      Number.POSITIVE_INFINITY,
      [],
      {},
    ),
    fc.record({ var: fc.constantFrom(...PATHS) }),
    fc.record({ known: fc.constantFrom(...PATHS) }),
    fc
      .array(fc.tuple(fc.constantFrom(...NAMES), fc.array(tie('node'), { maxLength: 4 })), {
        minLength: 1,
        maxLength: 2,
      })
      .map(entries => Object.fromEntries(entries)),
    fc.tuple(fc.constantFrom(...NAMES), tie('node')).map(([name, part]) => ({ [name]: part })),
    fc.array(tie('node'), { maxLength: 3 }),
  ),
})).node

/** Operators whose arguments are each other, and often themselves. */
export const tangle: Arbitrary<unknown> = fc
  .array(fc.tuple(fc.constantFrom(...NAMES), fc.array(fc.nat(9), { minLength: 1, maxLength: 4 })), {
    minLength: 1,
    maxLength: 10,
  })
  .map(knots => {
    const nodes = knots.map(([name]) => ({ [name]: [] as unknown[] }))
    const leaves = [{ var: 'ok' }, { known: 'measured.x' }, 1]
    knots.forEach(([name, to], i) => {
      nodes[i]?.[name]?.push(...to.map(j => nodes[j] ?? leaves[j % leaves.length]))
    })
    return nodes[0]
  })
