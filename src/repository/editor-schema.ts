import { Model } from '../core/model.ts'
import type { AnyKind } from './read-repository.ts'
import { closedSchema } from './schema.ts'

// Editors know draft 7 best, and nothing here needs a later one.
const DRAFT = 'http://json-schema.org/draft-07/schema#'

/** JSON Schema of a file in `models/`, for editors; `kedge check` uses the same definitions. */
export function modelSchema(): string {
  return pretty({ $schema: DRAFT, title: 'Kedge: a model', ...closedSchema(Model) })
}

/** JSON Schema of a file in `policies/`: one branch a kind, told apart by `kind`. */
export function policySchema(kinds: readonly AnyKind[]): string {
  const branches = [...kinds]
    .sort((a, b) => (a.kind < b.kind ? -1 : 1))
    .map(kind => ({ title: kind.kind, description: kind.summary, ...closedSchema(kind.schema) }))
  const kind = { description: 'What this policy is.', enum: branches.map(branch => branch.title) }
  return pretty({
    $schema: DRAFT,
    title: 'Kedge: a policy',
    type: 'object',
    required: ['kind', 'id'],
    properties: { kind },
    oneOf: branches,
  })
}

function pretty(schema: object): string {
  return `${JSON.stringify(schema, null, 2)}\n`
}
