import type { Fact, Facts } from '../core/fact.ts'
import type { FactLeaf, FactSchema } from './fact-schema.ts'
import type { FactTable, Known, Told } from './fact-table.ts'
import { MODEL_FACTS } from './model-facts.ts'
import { SOURCE_FACTS, USE_CASE_FACTS } from './source-facts.ts'

/** What the files alone say of a model, by the path a rule names. */
const TABLE: FactTable = {
  ...below('model', MODEL_FACTS),
  ...below('model.sources', SOURCE_FACTS),
  ...below('useCase', USE_CASE_FACTS),
}

/** `{ 'model.owners.data': … }` as branches. */
export const FILE_SCHEMA = nested<FactLeaf>(
  Object.entries(TABLE).map(([path, { of: _, ...leaf }]) => [path, leaf]),
) as FactSchema

const ALL = nested<Told>(Object.entries(TABLE))
const trees = new WeakMap<ReadonlySet<string>, Branch<Told>>()

/** What is not said is absent. `wanted` names the facts somebody may ask for; the others are not worked out. */
export function fileFacts(known: Known, wanted?: ReadonlySet<string>): Facts {
  const custom = Object.entries(known.model.custom ?? {})
  return { ...told(treeOf(wanted), known), ...(custom.length > 0 && { custom: Object.fromEntries(custom) }) }
}

function treeOf(wanted: ReadonlySet<string> | undefined): Branch<Told> {
  if (wanted === undefined) return ALL
  const tree = trees.get(wanted) ?? nested<Told>(Object.entries(TABLE).filter(([path]) => wanted.has(path)))
  trees.set(wanted, tree)
  return tree
}

function told(tree: Branch<Told>, known: Known): Record<string, Fact | Facts> {
  const facts: Record<string, Fact | Facts> = {}
  for (const name in tree) {
    const node = tree[name] as Told | Branch<Told>
    const value = isTold(node) ? node.of(known) : told(node, known)
    if (value !== undefined && (isTold(node) || Object.keys(value).length > 0)) facts[name] = value
  }
  return facts
}

function isTold(node: Told | Branch<Told>): node is Told {
  return typeof node.of === 'function'
}

function below(branch: string, table: FactTable): FactTable {
  return Object.fromEntries(Object.entries(table).map(([path, told]) => [`${branch}.${path}`, told]))
}

interface Branch<T> {
  [name: string]: T | Branch<T>
}

function nested<T>(entries: readonly (readonly [string, T])[]): Branch<T> {
  const root: Branch<T> = {}
  for (const [path, value] of entries) {
    const names = path.split('.')
    const last = names.pop() ?? ''
    let here = root
    for (const name of names) {
      here[name] ??= {}
      here = here[name] as Branch<T>
    }
    here[last] = value
  }
  return root
}
