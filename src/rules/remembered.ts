import type { Facts } from '../core/fact.ts'
import { factsIn, isObject, LIMITS, type RuleAnswer, type RuleUse } from './rule.ts'
import { evaluate } from './rule-evaluate.ts'
import { factAt } from './rule-leaf.ts'

/** More different answers than this are not kept: then nearly every model is another case, and memory is worth more. */
const MOST = 1000

interface Memory {
  readonly paths: readonly string[]
  readonly answers: Map<string, RuleAnswer>
}

const memories: Readonly<Record<RuleUse, WeakMap<object, Memory>>> = { expect: new WeakMap(), when: new WeakMap() }

/**
 * The answer of `evaluate`, worked out once for the same values of the facts the rule names: of ten thousand models most
 * are alike to a rule. The rule must not be changed afterwards.
 */
export function remembered(rule: unknown, facts: Facts, use: RuleUse = 'expect'): RuleAnswer {
  const memory = isObject(rule) ? memoryOf(rule, use) : undefined
  if (memory === undefined) return evaluate(rule, facts, use)
  const key = keyOf(memory.paths, facts)
  const known = memory.answers.get(key)
  if (known !== undefined) return known
  const answer = evaluate(rule, facts, use)
  if (memory.answers.size < MOST) memory.answers.set(key, answer)
  return answer
}

/** JSON of each fact in turn, so that no two sets of facts share one; most are numbers, which are quicker without. */
function keyOf(paths: readonly string[], facts: Facts): string {
  let key = ''
  for (const path of paths) {
    const fact = factAt(facts, path)
    key += typeof fact === 'number' || typeof fact === 'boolean' ? `${fact},` : `${JSON.stringify(fact)},`
  }
  return key
}

/** Undefined where a rule is too large for its facts to be listed whole: its answer may hang on others too. */
function memoryOf(rule: object, use: RuleUse): Memory | undefined {
  const known = memories[use].get(rule)
  if (known !== undefined) return known
  const paths = factsIn(rule)
  if (paths.length > LIMITS.depth) return undefined
  const memory = { paths, answers: new Map<string, RuleAnswer>() }
  memories[use].set(rule, memory)
  return memory
}
