import { says } from '../words/says.ts'
import { isLeaf } from './fact-find.ts'
import { type FactLeaf, type FactSchema, type FactSource, type FactType, factSchema } from './fact-schema.ts'

/** A fact as a reader meets it, `kpis.<id>.value` for those that depend on a model. */
export interface FactRow {
  readonly path: string
  readonly types: readonly FactType[]
  readonly from: FactSource
  readonly about: string
  readonly oneOf?: readonly string[]
}

const CUSTOM: FactRow = {
  path: 'custom.<name>',
  types: ['number', 'string', 'boolean'],
  from: 'file',
  about: says.factRows.custom,
}

/** Every fact a rule may name, whatever the models, in the order of the schema. */
export function factRows(): readonly FactRow[] {
  const { custom: _, ...schema } = factSchema([])
  return [...rowsBelow(schema, []), CUSTOM]
}

function rowsBelow(branch: FactSchema, above: readonly string[]): FactRow[] {
  return Object.entries(branch).flatMap(([name, node]) => {
    const names = [...above, name === '*' ? '<id>' : name]
    return isLeaf(node) ? [rowOf(node, names.join('.'))] : rowsBelow(node, names)
  })
}

function rowOf({ type, about, oneOf, from = 'change' }: FactLeaf, path: string): FactRow {
  return { path, types: [type], from, about, ...(oneOf && { oneOf }) }
}
