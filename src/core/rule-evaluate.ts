import type { Facts } from './facts.ts'
import type { RuleAnswer } from './rule.ts'

/** Kleene's three values. Never throws: what is no rule is `missing`. */
export function evaluate(_rule: unknown, _facts: Facts): RuleAnswer {
  throw new Error('not yet')
}
