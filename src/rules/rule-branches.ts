import type { Facts } from '../core/fact.ts'
import type { Branch } from '../core/policy-kind.ts'
import { says } from '../words/says.ts'
import type { RuleOutcome } from './rule.ts'
import { evaluate } from './rule-evaluate.ts'
import { choices, type Placed, partsOf } from './rule-parts.ts'
import { ruleWords } from './rule-words.ts'

/** What each condition of a guardrail came to over some facts; `expect` is looked at only where `when` holds. */
export function guardrailBranches(
  { when, expect }: { readonly when?: unknown; readonly expect: unknown },
  facts: readonly Facts[],
): readonly Branch[] {
  const applies = when === undefined ? facts : facts.filter(each => outcomeOf(when, each) === 'holds')
  return [
    ...(when === undefined ? [] : ruleBranches({ node: when, at: ['when'] }, facts)),
    ...ruleBranches({ node: expect, at: ['expect'] }, applies),
  ]
}

/** Every condition of a rule, true and false and missing, with whether some of the facts made it so. */
export function ruleBranches(rule: Placed, facts: readonly Facts[]): readonly Branch[] {
  const { operator, group, parts } = partsOf(rule) ?? {}
  if (group === undefined || parts === undefined) return []
  // What is turned round is seen through: its part says the same.
  if (operator === '!') return parts.flatMap(part => ruleBranches(part, facts))
  const own = outcomes(rule, facts)
  if (group === 'logic') return [...own, ...parts.flatMap(part => ruleBranches(part, facts))]
  if (group === 'if') return [...own, ...choiceBranches(parts, facts, ruleBranches)]
  return [...own, ...parts.flatMap(part => valueBranches(part, facts))]
}

/** Values hold conditions only in an `if`. */
function valueBranches(value: Placed, facts: readonly Facts[]): readonly Branch[] {
  const { group, parts = [] } = partsOf(value) ?? {}
  if (group === 'if') return choiceBranches(parts, facts, valueBranches)
  return group === 'sum' ? parts.flatMap(part => valueBranches(part, facts)) : []
}

/** Each condition is asked only of the facts for which all before it did not hold, and each outcome of those it is for. */
function choiceBranches(
  parts: readonly Placed[],
  facts: readonly Facts[],
  within: (outcome: Placed, facts: readonly Facts[]) => readonly Branch[],
): readonly Branch[] {
  const { conditions, outcomes } = choices(parts)
  let left = facts
  const branches = conditions.flatMap((condition, i) => {
    const asked = left
    const [then] = outcomes.slice(i)
    const takes = asked.filter(each => outcomeOf(condition.node, each) === 'holds')
    left = asked.filter(each => outcomeOf(condition.node, each) === 'does-not')
    return [...ruleBranches(condition, asked), ...(then ? within(then, takes) : [])]
  })
  const last = outcomes.at(-1)
  return [...branches, ...(last ? within(last, left) : [])]
}

function outcomes({ node, at }: Placed, facts: readonly Facts[]): Branch[] {
  const seen = new Set(facts.map(each => outcomeOf(node, each)))
  const words = ruleWords(node)
  return (
    (['holds', 'does-not', 'missing'] as const)
      // Whether a fact is known is never missing itself.
      .filter(outcome => outcome !== 'missing' || !isKnown(node))
      .map(outcome => ({
        at,
        says: says.ruleBranches.never[outcome](words),
        taken: seen.has(outcome),
        ...(outcome === 'missing' && { optional: true as const }),
      }))
  )
}

/**
 * A part by itself is asked as a `when` is. The part of an `expect` that may not be turned over would be no rule by
 * itself, and the lint has seen to it that none of those that are there is.
 */
function outcomeOf(node: unknown, facts: Facts): RuleOutcome {
  return evaluate(node, facts, 'when').outcome
}

function isKnown(node: unknown): boolean {
  return partsOf({ node, at: [] })?.group === 'known'
}
