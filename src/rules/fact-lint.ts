import type { Complaint } from '../core/policy-kind.ts'
import { says } from '../words/says.ts'
import { findFact } from './fact-find.ts'
import type { FactSchema } from './fact-schema.ts'
import { isObject } from './rule.ts'

type Path = readonly (string | number)[]

/** What is wrong with facts somebody wrote down as an example: names there are not, values of another type. */
export function lintFacts(facts: unknown, schema: FactSchema, at: Path): Complaint[] {
  return leaves(facts, [], at).flatMap(({ path, value, at }): Complaint[] => {
    const found = findFact(schema, path.join('.'))
    if ('says' in found) return [{ at, code: 'unknown-fact', says: found.says, fix: found.fix }]
    if (typeName(value) !== found.type)
      return [{ at, code: 'bad-type', ...says.factLint.badType(path.join('.'), found.type) }]
    if (!found.oneOf || found.oneOf.includes(String(value))) return []
    return [{ at, code: 'impossible-value', ...says.factLint.impossible(path.join('.'), value, found.oneOf) }]
  })
}

interface Leaf {
  readonly path: readonly string[]
  readonly value: unknown
  readonly at: Path
}

function leaves(node: unknown, path: readonly string[], at: Path): Leaf[] {
  // A schema is never this deep, so an alias that contains itself ends here.
  if (!isObject(node) || path.length > 6) return [{ path, value: node, at }]
  return Object.entries(node).flatMap(([name, value]) => leaves(value, [...path, name], [...at, name]))
}

function typeName(value: unknown): string {
  if (Array.isArray(value)) return value.every(item => typeof item === 'string') ? 'list' : 'mixture'
  return typeof value === 'number' && !Number.isFinite(value) ? 'nothing' : typeof value
}
