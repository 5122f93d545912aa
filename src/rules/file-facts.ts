import type { Fact, Facts } from '../core/fact.ts'
import type { FactLeaf, FactSchema } from './fact-schema.ts'
import type { FactTable, Known } from './fact-table.ts'
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

const TOLD = Object.entries(TABLE).map(([path, { of }]) => ({ names: path.split('.'), of }))

/** What is not said is absent. */
export function fileFacts(known: Known): Facts {
  const facts: Branch<Fact> = {}
  for (const { names, of } of TOLD) {
    const value = of(known)
    if (value !== undefined) put(facts, names, value)
  }
  const custom = Object.entries(known.model.custom ?? {})
  return { ...(facts as Facts), ...(custom.length > 0 && { custom: Object.fromEntries(custom) }) }
}

function below(branch: string, table: FactTable): FactTable {
  return Object.fromEntries(Object.entries(table).map(([path, told]) => [`${branch}.${path}`, told]))
}

interface Branch<T> {
  [name: string]: T | Branch<T>
}

function nested<T>(entries: readonly (readonly [string, T])[]): Branch<T> {
  const root: Branch<T> = {}
  for (const [path, value] of entries) put(root, path.split('.'), value)
  return root
}

function put<T>(root: Branch<T>, names: readonly string[], value: T): void {
  let here = root
  for (let i = 0; i < names.length - 1; i++) {
    const name = names[i] ?? ''
    here[name] ??= {}
    here = here[name] as Branch<T>
  }
  here[names.at(-1) ?? ''] = value
}
