import jsonLogic from 'json-logic-js'
import type { Fact, Facts } from '../core/fact.ts'
import { type Says, says } from '../words/says.ts'
import { isObject, type RuleOutcome } from './rule.ts'
import { comparison, put, type Seen } from './rule-trace.ts'

/** A malformed part makes the whole answer missing, so that no other branch can speak for it. */
export class NoRule extends Error {}

/** What a value is not, or is and should not be. */
type Unfit = keyof Says['ruleLeaf']['unfit']

/** Own properties only, and only what a fact can be: a number that is none is not there. */
export function factAt(facts: Facts, path: string): Fact | undefined {
  let here: unknown = facts
  for (const name of namesIn(path)) {
    if (!isObject(here) || !Object.hasOwn(here, name)) return undefined
    here = here[name]
  }
  if (typeof here === 'string' || typeof here === 'boolean' || Number.isFinite(here)) return here as Fact
  return Array.isArray(here) && here.every(item => typeof item === 'string') ? here : undefined
}

/** Paths come from rules, of which there are few, and are asked of every model. */
const split = new Map<string, readonly string[]>()
function namesIn(path: string): readonly string[] {
  const known = split.get(path)
  if (known !== undefined) return known
  const names = path.split('.')
  if (split.size < 10_000) split.set(path, names)
  return names
}

/** A sum over numbers that are all there; json-logic-js never sees anything else. */
export function compute(operator: string, parts: readonly Seen[], trace: string[]): Seen {
  const fact = parts.some(part => part.fact)
  const bad = parts.find(part => typeof part.value !== 'number')
  if (bad) {
    gap(bad, 'number', trace)
    return { value: undefined, fact }
  }
  const value: unknown = jsonLogic.apply({
    [operator]: parts.map(part => part.value as number),
  } as jsonLogic.RulesLogic)
  const words = `(${parts.map(part => put(part)).join(` ${operator} `)})`
  if (typeof value === 'number' && Number.isFinite(value)) return { name: words, value, fact }
  trace.push(says.ruleLeaf.unfit.number(words))
  return { value: undefined, fact }
}

/** A comparison of values that are all there and of the type the operator wants, else missing. */
export function compare(operator: string, parts: readonly Seen[], trace: string[]): RuleOutcome {
  if (!parts.some(part => part.fact)) throw new NoRule()
  const bad = parts.find(part => part.value === undefined)
  if (bad) return silent(bad, trace)
  const odd = misfit(operator, parts)
  if (odd) return gap(odd.part, odd.not, trace)
  const holds: unknown = jsonLogic.apply({ [operator]: parts.map(part => part.value) } as jsonLogic.RulesLogic)
  if (typeof holds !== 'boolean') throw new NoRule()
  trace.push(comparison(operator, parts, holds))
  return holds ? 'holds' : 'does-not'
}

/** Which part is of no use to the operator. Numbers with numbers, texts with texts: nothing is ever converted. */
function misfit(operator: string, parts: readonly Seen[]): { part: Seen; not: Unfit } | undefined {
  const [first, second] = parts.map(part => part.value)
  if (operator === 'in') {
    if (!Array.isArray(second)) return { part: parts[1] as Seen, not: 'list' }
    const same = second.every(item => typeof item === typeof first)
    return same && !Array.isArray(first) ? undefined : { part: parts[0] as Seen, not: 'member' }
  }
  const list = parts.find(({ value }) => Array.isArray(value))
  if (list) return { part: list, not: 'single' }
  const wanted = operator === '===' || operator === '!==' ? (typeof first as 'number' | 'string' | 'boolean') : 'number'
  const part = parts.find(({ value }) => typeof value !== wanted)
  return part && { part, not: wanted }
}

/** Says what is not there, or of no use. */
export function gap(seen: Seen, not: Unfit, trace: string[]): 'missing' {
  if (seen.value === undefined) return silent(seen, trace)
  trace.push(says.ruleLeaf.unfit[not](put(seen)))
  return 'missing'
}

function silent({ name }: Seen, trace: string[]): 'missing' {
  if (name !== undefined) trace.push(says.ruleLeaf.missing(name))
  return 'missing'
}
