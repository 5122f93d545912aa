import { findFact } from '../rules/fact-find.ts'
import type { FactSchema } from '../rules/fact-schema.ts'
import { factsIn, isObject } from '../rules/rule.ts'
import { type At, type Mutation, mutated } from './mutation.ts'
import { steps } from './step-constant.ts'

/** What an example says of itself. */
const ANSWERS = ['then', 'because']

/**
 * Examples one value, then two values away from those a policy has, towards the constants it decides by and their
 * neighbours. A fact that can only be one of some words is tried with each of them.
 */
export function* nearExamples(
  policy: Readonly<Record<string, unknown>>,
  decides: readonly string[],
  schema: FactSchema,
): Generator<unknown> {
  const own = Array.isArray(policy.examples) ? policy.examples : []
  const rules = decides.map(path => policy[path.split('.')[0] ?? ''])
  const found = [...scalars(rules), ...scalars(own)]
  const values = [...new Set([...found, ...found.flatMap(value => steps(value)), true, false])]
  const facts = factsIn(rules).map(path => ['facts', ...path.split('.')])
  const valuesAt = (at: At) => wordsAt(at, schema) ?? values
  const near = (example: unknown) => editsOf(example, valuesAt, facts).map(edit => mutated(example, edit))
  const once = own.flatMap(near)
  yield* once
  for (const example of once) yield* near(example)
}

type Edit = Pick<Mutation, 'at' | 'instead'>

type ValuesAt = (at: At) => readonly unknown[]

function editsOf(example: unknown, valuesAt: ValuesAt, facts: readonly At[]): readonly Edit[] {
  const there = leaves(example)
  const others = ({ at, value }: Leaf) => valuesAt(at).filter(it => typeof it === typeof value && it !== value)
  return [
    ...there.flatMap(leaf => others(leaf).map(other => put(leaf.at, other))),
    ...there.map(({ at }) => ({ at })),
    ...facts.flatMap(fact => valuesAt(fact).flatMap(value => addition(example, fact, value))),
  ]
}

/** The only words a fact of an example can be; undefined where it can be any, or is none. */
function wordsAt([top, ...path]: At, schema: FactSchema): readonly string[] | undefined {
  const found = top === 'facts' && path.length > 0 ? findFact(schema, path.join('.')) : undefined
  return found && 'type' in found ? found.oneOf : undefined
}

/** A fact that is not there, with the groups around it; nothing where the example holds no facts, or has this one. */
function addition(example: unknown, fact: At, value: unknown): readonly Edit[] {
  const missing = fact.findIndex((_, i) => !isThere(example, fact.slice(0, i + 1)))
  if (missing < 1) return []
  const groups = fact.slice(missing + 1).reduceRight((inner, name) => ({ [name]: inner }), value)
  return [put(fact.slice(0, missing + 1), groups)]
}

function isThere(data: unknown, at: At): boolean {
  let here = data
  for (const key of at) {
    if (!isObject(here) || !Object.hasOwn(here, key)) return false
    here = here[key]
  }
  return true
}

const put = (at: At, value: unknown): Edit => ({ at, instead: { value } })

interface Leaf {
  readonly at: At
  readonly value: unknown
}

function leaves(value: unknown, at: At = []): readonly Leaf[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => leaves(item, [...at, i]))
  if (!isObject(value)) return [{ at, value }]
  const parts = Object.entries(value).filter(([key]) => at.length > 0 || !ANSWERS.includes(key))
  return parts.flatMap(([key, part]) => leaves(part, [...at, key]))
}

function scalars(value: unknown): readonly unknown[] {
  return leaves(value).map(leaf => leaf.value)
}
