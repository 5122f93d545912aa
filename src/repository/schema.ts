import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import type { TSchema } from 'typebox'
import type { Complaint } from '../core/policy-kind.ts'
import { complaintsOf } from './schema-errors.ts'

/** A file with more slips than this is told the first ones; the rest follow when these are mended. */
const MAX_COMPLAINTS = 20
/** A union errs once for each branch, and sorting that out grows with the square. */
const MAX_ERRORS = 500

/** What in this data does not fit the schema, in words; nothing where it fits. Schemas come from this package alone. */
export function misfits(schema: TSchema, data: unknown): Complaint[] {
  const validate = compiled(schema)
  if (validate(data)) return []
  return complaintsOf((validate.errors ?? []).slice(0, MAX_ERRORS), data).slice(0, MAX_COMPLAINTS)
}

/**
 * The plain JSON Schema, closed everywhere: a mapping of names takes only names that fit, an object only its keys.
 * TypeBox leaves records open, so that a name with a slip in it would pass unchecked.
 */
export function closedSchema(schema: TSchema): Record<string, unknown> {
  return closeIn(JSON.parse(JSON.stringify(schema))) as Record<string, unknown>
}

function closeIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closeIn)
  if (typeof value !== 'object' || value === null) return value
  const walked = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, closeIn(part)]))
  const open = walked.type === 'object' && walked.additionalProperties === undefined
  const named = 'properties' in walked || 'patternProperties' in walked
  return open && named ? { ...walked, additionalProperties: false } : walked
}

const known = new WeakMap<TSchema, ValidateFunction>()
/** Our own schemas are held against the meta-schema by a test; that, and tidier code, would double the time to start. */
const quick = { validateSchema: false, code: { optimize: false } } as const
const ajv = formats.default(
  new Ajv2020({ ...quick, strict: true, allErrors: true, verbose: true, allowUnionTypes: true }),
)

function compiled(schema: TSchema): ValidateFunction {
  const found = known.get(schema) ?? ajv.compile(closedSchema(schema))
  known.set(schema, found)
  return found
}
