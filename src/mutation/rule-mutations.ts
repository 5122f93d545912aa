import { findFact } from '../rules/fact-find.ts'
import type { FactSchema } from '../rules/fact-schema.ts'
import { OPERATORS, pathOf } from '../rules/rule.ts'
import { choices, type Parts, type Placed, partsOf } from '../rules/rule-parts.ts'
import { ruleWords } from '../rules/rule-words.ts'
import { says } from '../words/says.ts'
import type { Mutation, Mutator } from './mutation.ts'
import { steps } from './step-constant.ts'

/** Every single slip in a rule that passed the lint. */
export function ruleMutations(rule: Placed, facts: FactSchema): readonly Mutation[] {
  const call = partsOf(rule)
  if (call === undefined) return []
  if (call.operator === '!') return turned(rule, call, facts)
  return [...negations(rule, call), ...clauses(rule, call, facts)]
}

/** `!` is taken away. Another one around its part would say the same. */
function turned(rule: Placed, { parts }: Parts, facts: FactSchema): readonly Mutation[] {
  return parts.flatMap(part => {
    const call = partsOf(part)
    return [put('negate', rule, part.node), ...(call ? clauses(part, call, facts) : [])]
  })
}

/** A comparison that can be flipped needs no `!` around it: it would say the same. */
function negations(rule: Placed, { operator, parts }: Parts): readonly Mutation[] {
  return FLIPS[operator]?.[0] !== undefined && parts.length === 2 ? [] : [put('negate', rule, { '!': rule.node })]
}

function clauses(rule: Placed, call: Parts, facts: FactSchema): readonly Mutation[] {
  switch (call.group) {
    case 'logic':
      return [...swapped(rule, call), ...drops(call), ...call.parts.flatMap(part => ruleMutations(part, facts))]
    case 'if':
      return [...ifDrops(rule, call), ...inChoices(call, part => ruleMutations(part, facts), facts)]
    case 'equal':
    case 'order':
    case 'in':
      return [
        ...flips(rule, call),
        ...call.parts.flatMap((part, i) => values(part, wordsFor(call.parts[1 - i], facts), facts)),
      ]
    default:
      return []
  }
}

function swapped(rule: Placed, { operator, parts }: Parts): readonly Mutation[] {
  const other = operator === 'and' ? 'or' : 'and'
  return parts.length < 2 ? [] : [put('negate', rule, { [other]: parts.map(part => part.node) })]
}

/** One argument less, where the operator allows it. */
function drops({ operator, parts }: Parts): readonly Mutation[] {
  if (parts.length <= OPERATORS[operator].args[0]) return []
  return parts.map(gone)
}

/** One branch less: a condition with what it leads to, or the last word and the condition that kept it apart. */
function ifDrops(rule: Placed, { parts }: Parts): readonly Mutation[] {
  const { conditions, outcomes } = choices(parts)
  const nodes = parts.map(part => part.node)
  const without = (branch: Placed | undefined, left: readonly unknown[]): Mutation => ({
    ...put('drop-clause', rule, left.length === 1 ? left[0] : { if: left }),
    says: says.ruleMutations.branchLeftOut(ruleWords(branch?.node)),
  })
  return [
    ...conditions.map((_, i) => without(outcomes[i], nodes.toSpliced(2 * i, 2))),
    without(outcomes.at(-1), [...nodes.slice(0, -3), nodes.at(-2)]),
  ]
}

function inChoices({ parts }: Parts, outcome: Slips, facts: FactSchema): readonly Mutation[] {
  const { conditions, outcomes } = choices(parts)
  return [...conditions.flatMap(part => ruleMutations(part, facts)), ...outcomes.flatMap(outcome)]
}
type Slips = (part: Placed) => readonly Mutation[]

/** Its opposite first, then the same with or without its boundary. */
const FLIPS: Readonly<Record<string, readonly [opposite: string, boundary?: string]>> = {
  '<': ['>=', '<='],
  '<=': ['>', '<'],
  '>': ['<=', '>='],
  '>=': ['<', '>'],
  '===': ['!=='],
  '!==': ['==='],
}

/** Of something between two others only the boundary can be flipped. */
function flips(rule: Placed, { operator, parts }: Parts): readonly Mutation[] {
  const [opposite, boundary] = FLIPS[operator] ?? []
  const others = parts.length === 2 ? [opposite, boundary] : [boundary]
  const args = parts.map(part => part.node)
  return others.flatMap(other => (other === undefined ? [] : [put('flip-comparison', rule, { [other]: args })]))
}

/** Slips in what is compared. `words` are those the other side can be. */
function values(part: Placed, words: readonly string[], facts: FactSchema): readonly Mutation[] {
  if (Array.isArray(part.node)) return listed(part.node, part, words)
  const call = partsOf(part)
  if (call === undefined) return steps(part.node, words).map(value => put('step-constant', part, value))
  const within = (each: Placed) => values(each, words, facts)
  if (call.group === 'sum') return [...drops(call), ...call.parts.flatMap(within)]
  return call.group === 'if' ? [...ifDrops(part, call), ...inChoices(call, within, facts)] : []
}

/** A list of constants: one less, or another in its place that is not there yet. */
function listed(list: readonly unknown[], { at }: Placed, words: readonly string[]): readonly Mutation[] {
  return list.flatMap((node, i) => {
    const item = { node, at: [...at, i] }
    const others = steps(
      node,
      words.filter(word => word === node || !list.includes(word)),
    )
    const next = others.filter(value => !list.includes(value)).map(value => put('step-constant', item, value))
    return list.length < 2 ? next : [gone(item), ...next]
  })
}

function wordsFor(other: Placed | undefined, facts: FactSchema): readonly string[] {
  const { group, parts } = (other && partsOf(other)) ?? {}
  const path = group === 'var' ? pathOf(parts?.[0]?.node) : undefined
  const found = path === undefined ? undefined : findFact(facts, path)
  return found && 'type' in found ? (found.oneOf ?? []) : []
}

function put(mutator: Mutator, { node, at }: Placed, value: unknown): Mutation {
  return { mutator, at, says: says.ruleMutations.becomes(ruleWords(node), ruleWords(value)), instead: { value } }
}

function gone({ node, at }: Placed): Mutation {
  return { mutator: 'drop-clause', at, says: says.ruleMutations.leftOut(ruleWords(node)) }
}
