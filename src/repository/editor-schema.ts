import { says } from '../words/says.ts'
import { INVENTORY } from './inventory.ts'
import type { AnyKind } from './kinds.ts'
import { closedSchema } from './schema.ts'

// Editors know draft 7 best, and nothing here needs a later one.
const DRAFT = 'http://json-schema.org/draft-07/schema#'

/** JSON Schema of a file in `models/`, for editors; `kedge check` uses the same definitions. */
export function modelSchema(): string {
  return schemaOf(says.editorSchema.models, Object.values(INVENTORY))
}

/** JSON Schema of a file in `policies/`. */
export function policySchema(kinds: readonly AnyKind[]): string {
  return schemaOf(says.editorSchema.policies, kinds)
}

/** One branch a kind, told apart by `kind`. */
function schemaOf(title: string, kinds: readonly AnyKind[]): string {
  const branches = [...kinds]
    .sort((a, b) => (a.kind < b.kind ? -1 : 1))
    .map(kind => ({ title: kind.kind, description: kind.summary, ...closedSchema(kind.schema) }))
  const kind = { description: says.editorSchema.fields.kind, enum: branches.map(branch => branch.title) }
  const schema = {
    $schema: DRAFT,
    title,
    type: 'object',
    required: ['kind', 'id'],
    properties: { kind },
    oneOf: branches,
  }
  return `${JSON.stringify(schema, null, 2)}\n`
}
