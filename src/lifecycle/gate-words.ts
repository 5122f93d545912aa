import { factsIn } from '../rules/rule.ts'
import { listWords } from '../words/figures.ts'
import type { Gate } from './lifecycle.ts'

/** What a gate asks for, in a few words each. */
export function gateWords(gate: Gate | undefined): readonly string[] {
  if (gate === undefined) return []
  const { documents = [], tests = [], validated, rule, approvers } = gate
  return [
    ...documents.map(kind => `document ${kind}`),
    ...tests.map(name => `test ${name}`),
    ...(validated ? ['validated'] : []),
    ...(rule ? [`rule on ${listWords(factsIn(rule))}`] : []),
    ...(approvers ? [`approved by ${approvers}`] : []),
  ]
}
