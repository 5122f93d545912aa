import { factsIn, isObject } from '../rules/rule.ts'
import { type At, mutated } from './mutation.ts'
import { steps } from './step-constant.ts'

/** More than this and the search takes longer than writing the example by hand. */
const MOST = 3000
/** What an example says of itself. */
const ANSWERS = ['then', 'because']

/** Examples one or two values away from those a policy has, towards its own constants and their neighbours. */
export function nearExamples(policy: unknown): readonly unknown[] {
  const { examples = [], ...rules } = policy as Readonly<Record<string, unknown>> & { readonly examples?: unknown[] }
  const found = [...scalars(rules), ...scalars(examples)]
  const values = [...new Set<unknown>([...found, ...found.flatMap(value => steps(value)), true, false])]
  const paths = factsIn(rules).map(path => ['facts', ...path.split('.')])
  const edits = (example: unknown) => editsOf(example, values, paths)
  const once = examples.flatMap(example => edits(example).map(edit => mutated(example, edit)))
  const twice = once.flatMap(example =>
    edits(example)
      .map(edit => mutated(example, edit))
      .slice(0, MOST / 10),
  )
  return [...examples, ...once, ...twice].slice(0, MOST)
}

interface Edit {
  readonly at: At
  readonly instead?: { readonly value: unknown }
}

function editsOf(example: unknown, values: readonly unknown[], paths: readonly At[]): readonly Edit[] {
  const there = leaves(example)
  const replaced = there.flatMap(({ at, value }) =>
    values.filter(other => typeof other === typeof value && other !== value).map(other => put(at, other)),
  )
  const facts = isObject(example) && isObject(example.facts) ? paths : []
  const absent = facts.filter(path => !there.some(({ at }) => at.join('.') === path.join('.')))
  const added = absent.flatMap(path => values.flatMap(value => added1(example, path, value)))
  return [...replaced, ...there.map(({ at }) => ({ at })), ...added]
}

/** Sets a fact whose groups may not be there yet. */
function added1(example: unknown, path: At, value: unknown): readonly Edit[] {
  let here = example
  for (const [i, name] of path.entries()) {
    if (!isObject(here)) return []
    if (!Object.hasOwn(here, name)) {
      const nested = path.slice(i + 1).reduceRight<unknown>((inner, key) => ({ [key]: inner }), value)
      return [put(path.slice(0, i + 1), nested)]
    }
    here = here[name]
  }
  return []
}

const put = (at: At, value: unknown): Edit => ({ at, instead: { value } })

function leaves(value: unknown, at: At = []): readonly { readonly at: At; readonly value: unknown }[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => leaves(item, [...at, i]))
  if (!isObject(value)) return [{ at, value }]
  return Object.entries(value).flatMap(([key, part]) =>
    at.length === 0 && ANSWERS.includes(key) ? [] : leaves(part, [...at, key]),
  )
}

function scalars(value: unknown): readonly unknown[] {
  return leaves(value).map(leaf => leaf.value)
}
