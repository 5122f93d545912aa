import jsonLogic from 'json-logic-js'
import type { Fact, Facts } from '../core/fact.ts'
import { callOf, isConstant, isObject, LIMITS, pathOf, type RuleAnswer, type RuleOutcome } from './rule.ts'
import { comparison, put, type Seen } from './rule-trace.ts'

/**
 * Kleene's three values. The logic is walked here; json-logic-js answers only leaves whose arguments are present, finite
 * and of the type the operator wants. Never throws: what is no rule is `missing`.
 */
export function evaluate(rule: unknown, facts: Facts): RuleAnswer {
  const walk: Walk = { facts, trace: [], left: LIMITS.parts }
  try {
    const outcome = outcomeOf(rule, walk, 0)
    return { outcome, trace: [...new Set(walk.trace)] }
  } catch (error) {
    if (!(error instanceof NoRule)) throw error
    return { outcome: 'missing', trace: ['this is no rule that can be answered: kedge check says why'] }
  }
}

interface Walk {
  readonly facts: Facts
  readonly trace: string[]
  left: number
}

/** A malformed part makes the whole answer missing, so that no other branch can speak for it. */
class NoRule extends Error {}

function outcomeOf(node: unknown, walk: Walk, depth: number): RuleOutcome {
  const { operator, group, args } = enter(node, walk, depth)
  const of = (arg: unknown) => outcomeOf(arg, walk, depth + 1)
  switch (group) {
    case 'logic':
      return operator === '!' ? not(of(args[0])) : all(args.map(of), operator === 'and' ? 'does-not' : 'holds')
    case 'if':
      return choose(args, of, of) ?? 'missing'
    case 'known':
      return known(args[0], walk)
    case 'var':
      return flag(args[0], walk)
    case 'equal':
    case 'order':
    case 'in':
      return compare(
        operator,
        args.map(arg => valueIn(arg, walk, depth + 1)),
        walk,
      )
    case 'sum':
      throw new NoRule()
  }
}

function enter(node: unknown, walk: Walk, depth: number) {
  walk.left -= 1
  const call = callOf(node)
  if (call === undefined || walk.left < 0 || depth >= LIMITS.depth) throw new NoRule()
  return call
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
  args: readonly unknown[],
  ask: (arg: unknown) => RuleOutcome,
  take: (arg: unknown) => T,
): T | undefined {
  if (args.length === 1) return take(args[0])
  const outcome = ask(args[0])
  if (outcome === 'missing') return undefined
  return outcome === 'holds' ? take(args[1]) : choose(args.slice(2), ask, take)
}

function known(argument: unknown, walk: Walk): RuleOutcome {
  const path = pathOf(argument)
  if (path === undefined) throw new NoRule()
  const found = factAt(walk.facts, path) !== undefined
  walk.trace.push(`${path} is ${found ? 'known' : 'missing'}`)
  return found ? 'holds' : 'does-not'
}

function flag(argument: unknown, walk: Walk): RuleOutcome {
  const seen = look(argument, walk)
  if (typeof seen.value !== 'boolean') return gap(seen, 'neither true nor false', walk)
  walk.trace.push(`${seen.name} is ${seen.value}`)
  return seen.value ? 'holds' : 'does-not'
}

function look(argument: unknown, walk: Walk): Seen {
  const path = pathOf(argument)
  if (path === undefined) throw new NoRule()
  return { name: path, value: factAt(walk.facts, path), fact: true }
}

/** Own properties only, and only what a fact can be: a number that is none is not there. */
function factAt(facts: Facts, path: string): Fact | undefined {
  let here: unknown = facts
  for (const name of path.split('.')) {
    if (!isObject(here) || !Object.hasOwn(here, name)) return undefined
    here = here[name]
  }
  if (typeof here === 'string' || typeof here === 'boolean' || Number.isFinite(here)) return here as Fact
  return Array.isArray(here) && here.every(item => typeof item === 'string') ? here : undefined
}

/** A fact, a constant, a list of constants, or something computed. */
function valueIn(node: unknown, walk: Walk, depth: number): Seen {
  if (isConstant(node)) return { value: node, fact: false }
  if (Array.isArray(node)) return listOf(node, walk)
  const { operator, group, args } = enter(node, walk, depth)
  if (group === 'var') return look(args[0], walk)
  if (group === 'sum')
    return compute(
      operator,
      args.map(arg => valueIn(arg, walk, depth + 1)),
      walk,
    )
  if (group !== 'if') throw new NoRule()
  const chosen = choose(
    args,
    arg => outcomeOf(arg, walk, depth + 1),
    arg => valueIn(arg, walk, depth + 1),
  )
  return chosen ? { ...chosen, fact: true } : { value: undefined, fact: true }
}

function listOf(list: readonly unknown[], walk: Walk): Seen {
  walk.left -= list.length
  if (walk.left < 0 || list.length === 0 || !list.every(isConstant)) throw new NoRule()
  return { value: list as readonly string[], fact: false }
}

function compute(operator: string, parts: readonly Seen[], walk: Walk): Seen {
  const fact = parts.some(part => part.fact)
  const bad = parts.find(part => typeof part.value !== 'number')
  if (bad) {
    gap(bad, 'not a number', walk)
    return { value: undefined, fact }
  }
  const value: unknown = jsonLogic.apply({
    [operator]: parts.map(part => part.value as number),
  } as jsonLogic.RulesLogic)
  const words = `(${parts.map(part => put(part)).join(` ${operator} `)})`
  if (typeof value === 'number' && Number.isFinite(value)) return { name: words, value, fact }
  walk.trace.push(`${words} is not a number`)
  return { value: undefined, fact }
}

function compare(operator: string, parts: readonly Seen[], walk: Walk): RuleOutcome {
  if (!parts.some(part => part.fact)) throw new NoRule()
  const bad = parts.find(part => part.value === undefined)
  if (bad) return gap(bad, '', walk)
  const odd = misfit(operator, parts)
  if (odd) return gap(odd.part, odd.not, walk)
  const holds: unknown = jsonLogic.apply({ [operator]: parts.map(part => part.value) } as jsonLogic.RulesLogic)
  if (typeof holds !== 'boolean') throw new NoRule()
  walk.trace.push(comparison(operator, parts, holds))
  return holds ? 'holds' : 'does-not'
}

/** Which part is of no use to the operator. Numbers with numbers, texts with texts: nothing is ever converted. */
function misfit(operator: string, parts: readonly Seen[]): { part: Seen; not: string } | undefined {
  const [first, second] = parts.map(part => part.value)
  if (operator === 'in') {
    if (!Array.isArray(second)) return { part: parts[1] as Seen, not: 'not a list' }
    const same = second.every(item => typeof item === typeof first)
    return same && !Array.isArray(first) ? undefined : { part: parts[0] as Seen, not: 'of another type than the list' }
  }
  const list = parts.find(({ value }) => Array.isArray(value))
  if (list) return { part: list, not: 'a list, not one value' }
  const wanted = operator === '===' || operator === '!==' ? typeof first : 'number'
  const part = parts.find(({ value }) => typeof value !== wanted)
  return part && { part, not: wanted === 'number' ? 'not a number' : `not a ${wanted}` }
}

function gap(seen: Seen, not: string, walk: Walk): 'missing' {
  if (seen.value !== undefined) walk.trace.push(`${put(seen)} is ${not}`)
  else if (seen.name !== undefined) walk.trace.push(`${seen.name} is missing`)
  return 'missing'
}
