import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Facts } from '../../src/core/fact.ts'
import { type Guardrail, judge } from '../../src/policies/guardrail.ts'
import type { RuleUse } from '../../src/rules/rule.ts'
import { evaluate } from '../../src/rules/rule-evaluate.ts'
import { lintRule } from '../../src/rules/rule-lint.ts'
import { anyRule, factsFor, lessOf, SCHEMA, soundRule, tangle } from './rule-arbitraries.ts'

const USES: readonly RuleUse[] = ['expect', 'when']
const model = { id: 'm', tier: 'low', useCase: 'u' }
const policy = (rules: { when?: unknown; expect: unknown }) =>
  ({ kind: 'guardrail', id: 'g', because: '', fix: '', severity: 'block', examples: [], ...rules }) as Guardrail
const outcomeOf = (rules: { when?: unknown; expect: unknown }, facts: unknown) =>
  judge(policy(rules), facts as Facts, model).outcome

/** Whatever a file can hold, and what only aliases could make of it: parts that repeat, or contain themselves. */
const anything = fc.oneof(anyRule, fc.anything({ withNullPrototype: true, withBigInt: true }), fc.jsonValue(), tangle)
const anyFacts = fc.oneof(factsFor, fc.anything({ withNullPrototype: true, withBigInt: true }), fc.jsonValue(), tangle)

const [expects, when] = [soundRule('expect'), soundRule('when')]

test('[B4] whatever stands as a rule beside whatever stands as facts: nothing crashes or hangs', () => {
  fc.assert(
    fc.property(anything, anyFacts, fc.constantFrom(...USES), (rule, facts, use) => {
      const complaints = lintRule(rule, SCHEMA, [use], use)
      expect(complaints.every(({ says, fix }) => says !== '' && fix !== '')).toBe(true)
      expect(complaints.length).toBeLessThanOrEqual(501)
      expect(['holds', 'does-not', 'missing']).toContain(evaluate(rule, facts as Facts, use).outcome)
    }),
    { numRuns: 3000 },
  )
})

test.each(['!', 'and', 'or', 'if', '<', '+', 'min', 'var', 'known', 'in', 'nope'])(
  '[B4] 20,000 of `%s` inside each other draw a complaint, and are missing',
  operator => {
    let deep: unknown = { var: 'ok' }
    for (let i = 0; i < 20_000; i++) deep = { [operator]: operator === 'if' ? [deep, deep, deep] : [deep, deep] }
    let alone: unknown = { var: 'ok' }
    for (let i = 0; i < 20_000; i++) alone = { [operator]: alone }
    for (const rule of [deep, alone]) {
      expect(lintRule(rule, SCHEMA).length).toBeGreaterThan(0)
      for (const use of USES) expect(evaluate(rule, { ok: true }, use).outcome).toBe('missing')
    }
  },
)

test('[B4] without facts nothing holds that must hold, whatever stands there, and nothing passes', () => {
  fc.assert(
    fc.property(fc.oneof(anything, expects), fc.oneof(anything, when), (expects, when) => {
      expect(evaluate(expects, {}).outcome).not.toBe('holds')
      expect(outcomeOf({ expect: expects }, {})).not.toBe('pass')
      expect(outcomeOf({ when, expect: expects }, {})).not.toBe('pass')
    }),
    { numRuns: 3000 },
  )
})

test('[B4] a rule without a complaint is always answered: it never turns out to be no rule', () => {
  const seen = { holds: 0, 'does-not': 0, missing: 0 }
  fc.assert(
    fc.property(
      fc.oneof(fc.tuple(fc.constant('expect' as const), expects), fc.tuple(fc.constant('when' as const), when)),
      factsFor,
      ([use, rule], facts) => {
        const { outcome, trace } = evaluate(rule, facts, use)
        expect(trace.join('\n')).not.toContain('this is no rule')
        expect(trace.length).toBeGreaterThan(0)
        seen[outcome] += 1
      },
    ),
    { numRuns: 3000 },
  )
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(150)
})

/** So `fail` never becomes `pass`, nor does `unknown`, unless it was only unknown whether the policy applies. */
test('[B4] what passes with fewer facts held with all of them: taking facts away never makes a fail a pass', () => {
  const seen: Record<string, number> = {}
  fc.assert(
    fc.property(fc.option(when), expects, factsFor, fc.infiniteStream(fc.boolean()), (when, expects, facts, keep) => {
      const less = lessOf(facts, () => keep.next().value === true)
      const rules = { ...(when !== null && { when }), expect: expects }
      const [before, after] = [outcomeOf(rules, facts), outcomeOf(rules, less)]
      seen[`${before} ${after}`] = (seen[`${before} ${after}`] ?? 0) + 1
      const held = evaluate(expects, facts).outcome === 'holds'
      if (after === 'pass') expect(held).toBe(true)
      if (before === 'fail' || (before === 'unknown' && when === null)) expect(after).not.toBe('pass')
      if (!held) expect(evaluate(expects, less).outcome).not.toBe('holds')
    }),
    { numRuns: 5000 },
  )
  for (const moved of ['fail unknown', 'pass unknown', 'pass fail', 'unknown unknown', 'fail fail', 'pass pass'])
    expect(seen[moved] ?? 0, moved).toBeGreaterThan(20)
})

test('[B4] no measurement that falls silent leaves a policy out: what applied still applies, or is unknown', () => {
  const seen: Record<string, number> = {}
  fc.assert(
    fc.property(when, factsFor, fc.infiniteStream(fc.boolean()), (when, facts, keep) => {
      const silent = { ...facts, measured: lessOf(facts.measured as Facts, () => keep.next().value === true) } as Facts
      const [before, after] = [facts, silent].map(some => evaluate(when, some, 'when').outcome)
      seen[`${before} ${after}`] = (seen[`${before} ${after}`] ?? 0) + 1
      if (before !== 'does-not') expect(after).not.toBe('does-not')
    }),
    { numRuns: 6000 },
  )
  for (const moved of ['holds missing', 'holds holds', 'does-not holds'])
    expect(seen[moved] ?? 0, moved).toBeGreaterThan(0)
})
