import { callOf, type Group, isObject, type Operator } from './rule.ts'

type At = readonly (string | number)[]

/** A part of a rule, and where in the file it stands. */
export interface Placed {
  readonly node: unknown
  readonly at: At
}

/** One operator of a rule that passed the lint, with its arguments and where each of them stands. */
export interface Parts {
  readonly operator: Operator
  readonly group: Group
  readonly parts: readonly Placed[]
}

export function partsOf({ node, at }: Placed): Parts | undefined {
  const call = callOf(node)
  if (call === undefined || !isObject(node)) return undefined
  const listed = Array.isArray(node[call.operator])
  const parts = call.args.map((arg, i) => ({ node: arg, at: [...at, call.operator, ...(listed ? [i] : [])] }))
  return { operator: call.operator, group: call.group, parts }
}

/** What answers true or false: a rule, or a condition in one. */
export function isCondition(node: unknown): boolean {
  const group = callOf(node)?.group
  return group !== undefined && group !== 'sum'
}

/** The conditions and the outcomes of an `if`: conditions first, what it comes to after. */
export function choices(parts: readonly Placed[]): {
  readonly conditions: readonly Placed[]
  readonly outcomes: readonly Placed[]
} {
  const last = parts.length - 1
  return {
    conditions: parts.filter((_, i) => i !== last && i % 2 === 0),
    outcomes: parts.filter((_, i) => i === last || i % 2 === 1),
  }
}
