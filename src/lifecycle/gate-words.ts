import { factsIn } from '../rules/rule.ts'
import { says } from '../words/says.ts'
import type { Gate } from './lifecycle.ts'

/** What a gate asks for, in a few words each. */
export function gateWords(gate: Gate | undefined): readonly string[] {
  if (gate === undefined) return []
  const { documents = [], tests = [], validated, rule, approvers } = gate
  return [
    ...documents.map(says.lifecycleGateWords.document),
    ...tests.map(says.lifecycleGateWords.test),
    ...(validated ? [says.lifecycleGateWords.validated] : []),
    ...(rule ? [says.lifecycleGateWords.rule(factsIn(rule))] : []),
    ...(approvers ? [says.lifecycleGateWords.approvers(approvers)] : []),
  ]
}
