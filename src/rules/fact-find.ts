import { nearest } from '../core/did-you-mean.ts'
import type { FactLeaf, FactSchema } from './fact-schema.ts'

/** The fact a path names, or what is wrong with the path and what was probably meant. */
export function findFact(schema: FactSchema, path: string): FactLeaf | { readonly says: string; readonly fix: string } {
  const names = path.split('.')
  let here: FactLeaf | FactSchema = schema
  for (const [i, name] of names.entries()) {
    if (isLeaf(here))
      return wrong(`${names.slice(0, i).join('.')} is a ${here.type} and has no ${name}`, [names.slice(0, i).join('.')])
    const next: FactLeaf | FactSchema | undefined = Object.hasOwn(here, name) ? here[name] : here['*']
    if (next === undefined) return unknown(here, names, i)
    here = next
  }
  return isLeaf(here)
    ? here
    : wrong(
        `${path} is a group of facts, not one`,
        Object.keys(here).map(name => `${path}.${name}`),
      )
}

export function isLeaf(node: FactLeaf | FactSchema): node is FactLeaf {
  return typeof node.type === 'string'
}

function unknown(branch: FactSchema, names: readonly string[], i: number) {
  const [before, name, after] = [names.slice(0, i), names[i] ?? '', names.slice(i + 1)]
  const guess = nearest(name, Object.keys(branch))
  const says = `there is no fact ${names.slice(0, i + 1).join('.')}`
  if (guess) return { says, fix: `did you mean \`${[...before, guess, ...after].join('.')}\`?` }
  return wrong(
    says,
    Object.keys(branch).map(key => [...before, key].join('.')),
  )
}

function wrong(says: string, instead: readonly string[]) {
  const some = instead
    .slice(0, 12)
    .map(path => `\`${path}\``)
    .join(', ')
  return {
    says,
    fix:
      some === ''
        ? 'no model here has such facts; declare it in the model first'
        : `use ${instead.length > 1 ? 'one of ' : ''}${some}`,
  }
}
