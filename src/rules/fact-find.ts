import { nearest, nearestFirst } from '../core/did-you-mean.ts'
import { says } from '../words/says.ts'
import type { FactLeaf, FactSchema } from './fact-schema.ts'

interface Wrong {
  readonly says: string
  readonly fix: string
}

/** More than this nobody reads; the table of all is in the README of policies. */
const SHOWN = 12

/** The fact a path names, or what is wrong with the path and what was probably meant. */
export function findFact(schema: FactSchema, path: string): FactLeaf | Wrong {
  const names = path.split('.')
  let here: FactLeaf | FactSchema = schema
  for (const [i, name] of names.entries()) {
    const before = names.slice(0, i).join('.')
    const next: FactLeaf | FactSchema | undefined = isLeaf(here) ? undefined : below(here, name)
    if (next === undefined) {
      const moved = elsewhere(schema, path)
      return isLeaf(here)
        ? {
            says: says.factFind.hasNone({ path: before, type: here.type, name }),
            fix: moved ?? says.factFind.use([before], 0),
          }
        : { says: says.factFind.noFact(joined(before, name)), fix: moved ?? near(here, names, i) }
    }
    here = next
  }
  return isLeaf(here) ? here : { says: says.factFind.group(path), fix: oneOfThese(here, path, Object.keys(here)) }
}

export function isLeaf(node: FactLeaf | FactSchema): node is FactLeaf {
  return typeof node.type === 'string'
}

function below(branch: FactSchema, name: string): FactLeaf | FactSchema | undefined {
  return Object.hasOwn(branch, name) ? branch[name] : branch['*']
}

/** The same path without `model.`, or with it, where that is a fact: people take a KPI for a part of the model. */
function elsewhere(schema: FactSchema, path: string): string | undefined {
  const moved = path.startsWith('model.') ? path.slice('model.'.length) : `model.${path}`
  let here: FactLeaf | FactSchema | undefined = schema
  for (const name of moved.split('.')) here = here === undefined || isLeaf(here) ? undefined : below(here, name)
  return here !== undefined && isLeaf(here) ? says.factFind.meant(moved) : undefined
}

function near(branch: FactSchema, names: readonly string[], i: number): string {
  const [before, name, after] = [names.slice(0, i), names[i] ?? '', names.slice(i + 1)]
  const known = Object.keys(branch)
  const guess = nearest(name, known)
  if (guess) return says.factFind.meant([...before, guess, ...after].join('.'))
  return oneOfThese(branch, before.join('.'), nearestFirst(name, known))
}

function oneOfThese(branch: FactSchema, before: string, known: readonly string[]): string {
  const some = known
    .slice(0, SHOWN)
    .map(name => `${joined(before, name === '*' ? '<id>' : name)}${isLeaf(branch[name] ?? {}) ? '' : '.…'}`)
  return says.factFind.use(some, known.length - some.length)
}

function joined(before: string, name: string): string {
  return before === '' ? name : `${before}.${name}`
}
