import type { Facts } from '../core/fact.ts'
import { says } from '../words/says.ts'
import {
  callOf,
  isConstant,
  LIMITS,
  pathOf,
  type RuleAnswer,
  type RuleOutcome,
  type RuleUse,
  type Sign,
  signOf,
} from './rule.ts'
import { compare, compute, factAt, gap, NoRule } from './rule-leaf.ts'
import type { Seen } from './rule-trace.ts'

/**
 * Kleene's three values. The logic is walked here; json-logic-js answers only leaves whose arguments are present, finite
 * and of the type the operator wants. Never throws: what is no rule is `missing`, and so is a rule of what must hold in
 * which a missing fact could be a reason to pass.
 */
export function evaluate(rule: unknown, facts: Facts, use: RuleUse = 'expect'): RuleAnswer {
  const walk: Walk = { facts, use, trace: [], left: LIMITS.parts }
  try {
    const outcome = outcomeOf({ node: rule, depth: 0, sign: 'plain' }, walk)
    return { outcome, trace: [...new Set(walk.trace)] }
  } catch (error) {
    if (!(error instanceof NoRule)) throw error
    return { outcome: 'missing', trace: [says.ruleEvaluate.noRule] }
  }
}

interface Walk {
  readonly facts: Facts
  readonly use: RuleUse
  readonly trace: string[]
  left: number
}

interface Part {
  readonly node: unknown
  readonly depth: number
  readonly sign: Sign
}

function outcomeOf(part: Part, walk: Walk): RuleOutcome {
  const { operator, group, parts } = enter(part, walk)
  const of = (part: Part) => outcomeOf(part, walk)
  const first = parts[0]?.node
  switch (group) {
    case 'logic': {
      const outcomes = parts.map(of)
      return operator === '!' ? not(outcomes[0] ?? 'missing') : all(outcomes, operator === 'and' ? 'does-not' : 'holds')
    }
    case 'if':
      return choose(parts, of, of) ?? 'missing'
    case 'known':
      return known(first, part.sign, walk)
    case 'var':
      return flag(first, walk)
    case 'equal':
    case 'order':
    case 'in':
      return compare(
        operator,
        parts.map(part => valueIn(part, walk)),
        walk.trace,
      )
    case 'sum':
      throw new NoRule()
  }
}

function enter({ node, depth, sign }: Part, walk: Walk) {
  walk.left -= 1
  const call = callOf(node)
  if (call === undefined || walk.left < 0 || depth >= LIMITS.depth) throw new NoRule()
  const { operator, group, args } = call
  const parts = args.map((arg, i) => ({ node: arg, depth: depth + 1, sign: signOf(operator, i, args.length, sign) }))
  return { operator, group, parts }
}

const not = (outcome: RuleOutcome): RuleOutcome =>
  outcome === 'missing' ? 'missing' : outcome === 'holds' ? 'does-not' : 'holds'

/** One `decisive` part decides; without one, a missing part leaves the whole missing. */
function all(parts: readonly RuleOutcome[], decisive: RuleOutcome): RuleOutcome {
  if (parts.includes(decisive)) return decisive
  return parts.includes('missing') ? 'missing' : not(decisive)
}

/** if, then, else if, then, else: the first condition that holds decides; one that is missing leaves all open. */
function choose<T>(
  [first, second, ...rest]: readonly Part[],
  ask: (part: Part) => RuleOutcome,
  take: (part: Part) => T,
): T | undefined {
  if (first === undefined) return undefined
  if (second === undefined) return take(first)
  const outcome = ask(first)
  if (outcome === 'missing') return undefined
  return outcome === 'holds' ? take(second) : choose(rest, ask, take)
}

/** Turned over, a missing fact would be what makes it hold. */
function known(argument: unknown, sign: Sign, walk: Walk): RuleOutcome {
  const path = pathOf(argument)
  if (path === undefined || (walk.use === 'expect' && sign !== 'plain')) throw new NoRule()
  const found = factAt(walk.facts, path) !== undefined
  walk.trace.push(found ? says.ruleEvaluate.known(path) : says.ruleLeaf.missing(path))
  return found ? 'holds' : 'does-not'
}

function flag(argument: unknown, walk: Walk): RuleOutcome {
  const seen = look(argument, walk)
  if (typeof seen.value !== 'boolean') return gap(seen, 'truth', walk.trace)
  walk.trace.push(says.ruleTrace.truth(seen.name, seen.value))
  return seen.value ? 'holds' : 'does-not'
}

function look(argument: unknown, walk: Walk): Seen & { readonly name: string } {
  const path = pathOf(argument)
  if (path === undefined) throw new NoRule()
  return { name: path, value: factAt(walk.facts, path), fact: true }
}

/** A fact, a constant, a list of constants, or something computed. */
function valueIn(part: Part, walk: Walk): Seen {
  if (isConstant(part.node)) return { value: part.node, fact: false }
  if (Array.isArray(part.node)) return listOf(part.node, walk)
  const { operator, group, parts } = enter(part, walk)
  const of = (part: Part) => valueIn(part, walk)
  if (group === 'var') return look(parts[0]?.node, walk)
  if (group === 'sum') return compute(operator, parts.map(of), walk.trace)
  if (group !== 'if') throw new NoRule()
  const chosen = choose(parts, part => outcomeOf(part, walk), of)
  return chosen ? { ...chosen, fact: true } : { value: undefined, fact: true }
}

function listOf(list: readonly unknown[], walk: Walk): Seen {
  walk.left -= list.length
  if (walk.left < 0 || list.length === 0 || !list.every(isConstant)) throw new NoRule()
  return { value: list as readonly string[], fact: false }
}
