import { factsIn, isObject } from '../rules/rule.ts'
import { type At, type Mutation, mutated } from './mutation.ts'
import { steps } from './step-constant.ts'

/** What an example says of itself. */
const ANSWERS = ['then', 'because']

/** Examples one value, then two values away from those a policy has, towards its constants and their neighbours. */
export function* nearExamples(policy: Readonly<Record<string, unknown>>): Generator<unknown> {
  const { examples, ...rules } = policy
  const own = Array.isArray(examples) ? examples : []
  const found = [...scalars(rules), ...scalars(own)]
  const values = [...new Set([...found, ...found.flatMap(value => steps(value)), true, false])]
  const facts = factsIn(rules).map(path => ['facts', ...path.split('.')])
  const near = (example: unknown) => editsOf(example, values, facts).map(edit => mutated(example, edit))
  const once = own.flatMap(near)
  yield* once
  for (const example of once) yield* near(example)
}

type Edit = Pick<Mutation, 'at' | 'instead'>

function editsOf(example: unknown, values: readonly unknown[], facts: readonly At[]): readonly Edit[] {
  const there = leaves(example)
  const others = (value: unknown) => values.filter(other => typeof other === typeof value && other !== value)
  return [
    ...there.flatMap(({ at, value }) => others(value).map(other => put(at, other))),
    ...there.map(({ at }) => ({ at })),
    ...facts.flatMap(fact => values.flatMap(value => addition(example, fact, value))),
  ]
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

function leaves(value: unknown, at: At = []): readonly { readonly at: At; readonly value: unknown }[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => leaves(item, [...at, i]))
  if (!isObject(value)) return [{ at, value }]
  const parts = Object.entries(value).filter(([key]) => at.length > 0 || !ANSWERS.includes(key))
  return parts.flatMap(([key, part]) => leaves(part, [...at, key]))
}

function scalars(value: unknown): readonly unknown[] {
  return leaves(value).map(leaf => leaf.value)
}
