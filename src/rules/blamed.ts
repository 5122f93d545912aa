import type { Facts } from '../core/fact.ts'
import { callOf, factsIn } from './rule.ts'
import { evaluate } from './rule-evaluate.ts'

/** The facts that keep a rule from holding: of several clauses that must all hold, those of the first that does not. */
export function blamed(rule: unknown, facts: Facts): readonly string[] {
  const call = callOf(rule)
  const clause =
    call?.operator === 'and' ? call.args.find(part => evaluate(part, facts).outcome !== 'holds') : undefined
  return clause === undefined ? factsIn(rule) : blamed(clause, facts)
}
