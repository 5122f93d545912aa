import type { FactSchema } from '../rules/fact-schema.ts'
import { isObject } from '../rules/rule.ts'
import { isCondition } from '../rules/rule-parts.ts'
import { says } from '../words/says.ts'
import type { At, Mutation } from './mutation.ts'
import { ruleMutations } from './rule-mutations.ts'
import { isOptional, namesIn, type Schemas, schemasAt, schemasOf, wordsOf } from './schema-at.ts'
import { steps } from './step-constant.ts'

/** What people read, and what only names something: no example can tell one from another. */
const WORDS = ['id', 'name', 'title', 'because', 'fix', 'cause', 'description', 'summary', 'channel', 'severity']

interface Spot {
  readonly value: unknown
  readonly at: At
  readonly schemas: Schemas
  readonly facts: FactSchema
  /** What the policy gives names to itself, as stages; one list a mapping. */
  readonly names: readonly (readonly string[])[]
}

/** Every single slip in what decides of a policy; `decides` as a kind says it. */
export function policyMutations(
  policy: unknown,
  { schema, decides }: { readonly schema: unknown; readonly decides: readonly string[] },
  facts: FactSchema,
): readonly Mutation[] {
  const schemas = schemasOf(schema)
  const top: Spot = { value: policy, at: [], schemas, facts, names: namesIn(policy, schemas) }
  return decides.flatMap(path => along(top, path.split('.')))
}

function along(spot: Spot, [name, ...rest]: readonly string[]): readonly Mutation[] {
  if (name === undefined) return slips(spot)
  const keys = keysOf(spot.value).filter(key => name === '*' || key === name)
  const missing = rest.length > 0 ? [] : keys.flatMap(key => dropped(spot, key))
  return [...missing, ...keys.flatMap(key => along(below(spot, key), rest))]
}

/** `others` stand in the same list already. */
function slips(spot: Spot, others: readonly unknown[] = []): readonly Mutation[] {
  const { value, at, facts } = spot
  if (isCondition(value)) return ruleMutations({ node: value, at }, facts)
  const keys = keysOf(value).filter(key => !WORDS.includes(String(key)))
  if (keys.length > 0 || typeof value === 'object')
    return keys.flatMap(key => [
      ...dropped(spot, key),
      ...slips(below(spot, key), listOf(value).toSpliced(Number(key), 1)),
    ])
  const words = wordsFor(spot).filter(word => !others.includes(word))
  return steps(value, words).map(next => ({
    mutator: 'step-constant',
    at,
    says: says.dataMutations.becomes({ key: nameOf(at), was: told(value), is: told(next) }),
    instead: { value: next },
  }))
}

/** Those that the schema allows or, where it allows any, the names it must be one of to mean something. */
function wordsFor({ value, schemas, names }: Spot): readonly string[] {
  const words = wordsOf(schemas)
  return words.length > 0 ? words : (names.find(list => list.some(name => name === value)) ?? [])
}

/** What may be left out, and each of a list: of a role rather than of a clause where it is about one. */
function dropped({ value, at, schemas }: Spot, key: string | number): readonly Mutation[] {
  if (typeof key === 'string' && !isOptional(schemas, key)) return []
  const part = (value as Readonly<Record<string | number, unknown>>)[key]
  const role = isObject(part) ? 'role' in part : /role/i.test(String(at.at(-1)))
  const mutator = role && typeof key === 'number' ? 'drop-role' : 'drop-clause'
  const left =
    typeof key === 'number'
      ? says.dataMutations.leftOutOf(told(part), nameOf(at))
      : says.dataMutations.leftOut(nameOf([...at, key]))
  return [{ mutator, at: [...at, key], says: left }]
}

function below(spot: Spot, key: string | number): Spot {
  const part = (spot.value as Readonly<Record<string | number, unknown>>)[key]
  return { ...spot, value: part, at: [...spot.at, key], schemas: schemasAt(spot.schemas, key) }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function keysOf(value: unknown): readonly (string | number)[] {
  if (Array.isArray(value)) return value.map((_, i) => i)
  return isObject(value) ? Object.keys(value) : []
}

function nameOf(at: At): string {
  return at.filter(part => typeof part === 'string').join('.')
}

function told(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
