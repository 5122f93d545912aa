import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mutantsOf } from '../../src/mutation/mutants.ts'
import monitor from '../../src/policies/monitor.ts'
import type { FactSchema } from '../../src/rules/fact-schema.ts'
import { evaluate } from '../../src/rules/rule-evaluate.ts'
import { lintRule } from '../../src/rules/rule-lint.ts'

const facts: FactSchema = {
  a: { type: 'number', about: '' },
  b: { type: 'number', about: '' },
  ok: { type: 'boolean', about: '' },
  tier: { type: 'string', about: '', oneOf: ['low', 'medium', 'high'] },
  tags: { type: 'list', about: '' },
}

const tier = fc.constantFrom('low', 'medium', 'high')
const { rule } = fc.letrec(tie => ({
  number: fc.oneof(
    { maxDepth: 2 },
    fc.record({ var: fc.constantFrom('a', 'b') }),
    fc.integer({ min: -3, max: 3 }),
    fc.constantFrom(0.5, 1.25),
    fc.tuple(fc.constantFrom('+', '-', '*', '/', 'min', 'max'), tie('number'), tie('number')).map(call),
    fc.tuple(tie('rule'), tie('number'), tie('number')).map(parts => ({ if: parts })),
  ),
  rule: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom({ var: 'ok' }, { known: 'a' }, { known: 'tags' }, { in: ['x', { var: 'tags' }] }),
    tier.map(word => ({ '===': [{ var: 'tier' }, word] })),
    fc.uniqueArray(tier, { minLength: 1 }).map(words => ({ in: [{ var: 'tier' }, words] })),
    fc.tuple(fc.constantFrom('<', '<=', '>', '>=', '===', '!=='), tie('number'), tie('number')).map(call),
    fc.tuple(tie('number'), tie('number'), tie('number')).map(parts => ({ '<=': parts })),
    tie('rule').map(part => ({ '!': part })),
    fc.tuple(fc.constantFrom('and', 'or'), fc.array(tie('rule'), { minLength: 1, maxLength: 3 })).map(([is, of]) => ({
      [is]: of,
    })),
    fc
      .array(tie('rule'), { minLength: 3, maxLength: 5 })
      .map(parts => ({ if: parts.slice(0, parts.length === 4 ? 3 : 5) })),
  ),
}))

function call([operator, ...parts]: readonly [string, ...unknown[]]): object {
  return { [operator]: parts }
}

const clean = rule.filter(it => lintRule(it, facts).length === 0)
const some = fc.record(
  {
    a: fc.integer({ min: -3, max: 3 }),
    b: fc.constantFrom(0.5, 1.25, 2),
    ok: fc.boolean(),
    tier,
    tags: fc.array(fc.constantFrom('x', 'y')),
  },
  { requiredKeys: [] },
)
const kind = { schema: { type: 'object', required: ['expect'] }, decides: ['expect'] }
const mutants = (expected: unknown) => mutantsOf({ expect: expected }, kind, facts)

/** The mutant with what stood at that one place put back. */
function restored(
  mutant: unknown,
  rule: unknown,
  [key, ...rest]: readonly (string | number)[],
  gone: boolean,
): unknown {
  if (key === undefined) return rule
  const was = (rule as Readonly<Record<string | number, unknown>>)[key]
  if (Array.isArray(mutant)) {
    const cut = rest.length === 0 && gone ? 0 : 1
    return mutant.toSpliced(Number(key), cut, restored(mutant[Number(key)], was, rest, gone))
  }
  const parts = mutant as Readonly<Record<string, unknown>>
  return { ...parts, [key]: restored(parts[key], was, rest, gone) }
}

describe('[B5] every mutant of a rule', () => {
  test('differs from the rule in exactly one place, the one it names', () => {
    fc.assert(
      fc.property(clean, expected => {
        for (const { policy, at, instead } of mutants(expected)) {
          expect(policy).not.toEqual({ expect: expected })
          expect(restored(policy, { expect: expected }, at, instead === undefined)).toEqual({ expect: expected })
        }
      }),
    )
  })

  test('is another one each', () => {
    fc.assert(
      fc.property(clean, expected => {
        const texts = mutants(expected).map(it => JSON.stringify(it.policy))
        expect(new Set([...texts, JSON.stringify({ expect: expected })]).size).toBe(texts.length + 1)
      }),
    )
  })

  test('can be answered, whatever the facts', () => {
    fc.assert(
      fc.property(clean, some, (expected, known) => {
        for (const { policy } of mutants(expected))
          expect(['holds', 'does-not', 'missing']).toContain(
            evaluate((policy as { expect: unknown }).expect, known).outcome,
          )
      }),
    )
  })

  test('leaves the rule itself as it was', () => {
    fc.assert(
      fc.property(clean, expected => {
        const before = JSON.stringify(expected)
        mutants(expected)
        expect(JSON.stringify(expected)).toBe(before)
      }),
    )
  })
})

test('[B5] what means the same is no mutant: two of two is as many as two in a row', () => {
  const policy = { watches: { kpi: 'mae' }, fires: { after: 2, of: 2 }, clears: { after: 1, limit: 5 }, limit: 5 }
  const told = mutantsOf(
    policy,
    { schema: monitor.schema, decides: ['fires', 'clears'], meaning: monitor.meaning as never },
    {},
  )
  expect(told.map(it => it.says)).toEqual([
    '`fires` is left out',
    '`fires.after` `2` becomes `1`',
    '`fires.after` `2` becomes `3`',
    '`fires.of` `2` becomes `1`',
    '`fires.of` `2` becomes `3`',
    '`clears` is left out',
    '`clears.after` `1` becomes `0`',
    '`clears.after` `1` becomes `2`',
    '`clears.limit` `5` becomes `4`',
    '`clears.limit` `5` becomes `6`',
  ])
})
