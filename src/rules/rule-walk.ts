import type { Complaint } from '../core/policy-kind.ts'
import { says } from '../words/says.ts'
import { findFact } from './fact-find.ts'
import type { FactSchema, FactSource, FactType } from './fact-schema.ts'
import { callOf, type Group, LIMITS, pathOf, type RuleUse, type Sign, signOf } from './rule.ts'
import { notACall, type Wanted } from './rule-refusal.ts'

export type Path = readonly (string | number)[]

export interface Walk {
  readonly facts: FactSchema
  readonly use: RuleUse
  readonly found: Complaint[]
  left: number
  full: boolean
  /** How a condition inside a value is gone through. */
  readonly condition: (part: Part) => void
}
export interface Here {
  readonly walk: Walk
  readonly at: Path
  readonly depth: number
  readonly sign: Sign
}

/** What is known of a value before there are facts. */
export interface Shape {
  readonly type: FactType
  /** What it has to be one of: the fact's own list. */
  readonly oneOf?: readonly string[]
  /** The constants it is, or may be. */
  readonly constants: readonly unknown[]
  readonly fact: boolean
  readonly from?: FactSource
}

export interface Part {
  readonly node: unknown
  readonly here: Here
}
export interface Call {
  readonly operator: string
  readonly group: Group
  readonly parts: readonly Part[]
}

/** One operator with its arguments and where each of them stands; what is anything else is complained of. */
export function enter(node: unknown, here: Here, wanted: Wanted): Call | undefined {
  if (spent(here, 1)) return undefined
  const call = callOf(node)
  if (call === undefined) {
    const { at, ...complaint } = notACall(node, wanted)
    return complain({ ...here, at: [...here.at, ...at] }, complaint.code, complaint)
  }
  const listed = Array.isArray((node as Readonly<Record<string, unknown>>)[call.operator])
  const parts = call.args.map((arg, i) => ({
    node: arg,
    here: {
      ...here,
      at: [...here.at, call.operator, ...(listed ? [i] : [])],
      depth: here.depth + 1,
      sign: signOf(call.operator, i, call.args.length, here.sign),
    },
  }))
  return { operator: call.operator, group: call.group, parts }
}

/** One complaint of size is enough: an alias that contains itself would give endless ones. */
export function spent(here: Here, parts: number): boolean {
  here.walk.left -= parts
  if (here.walk.left >= 0 && here.depth < LIMITS.depth) return here.walk.full
  if (!here.walk.full) complain(here, 'rule-too-large', says.ruleWalk.tooLarge(LIMITS))
  here.walk.full = true
  return true
}

export function complain(here: Here, code: string, { says, fix }: Pick<Complaint, 'says' | 'fix'>): undefined {
  if (!here.walk.full) here.walk.found.push({ at: here.at, code, says, fix })
}

export function fact(part: Part | undefined, fix: string): Shape | undefined {
  if (part === undefined) return undefined
  const path = pathOf(part.node)
  if (path === undefined) return complain(part.here, 'bad-rule', { says: says.ruleWalk.noFact, fix })
  const found = findFact(part.here.walk.facts, path)
  if ('says' in found) return complain(part.here, 'unknown-fact', found)
  const { type, oneOf, from = 'change' } = found
  return { type, from, fact: true, constants: [], ...(oneOf && { oneOf }) }
}
