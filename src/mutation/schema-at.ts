import { isObject } from '../rules/rule.ts'

type Schema = Readonly<Record<string, unknown>>

/** The JSON Schemas a value may have: more than one where the schema is a union. */
export type Schemas = readonly Schema[]

export function schemasOf(schema: unknown): Schemas {
  if (!isObject(schema)) return []
  const branches = [schema.anyOf, schema.oneOf, schema.allOf].flatMap(list => (Array.isArray(list) ? list : []))
  return [schema, ...branches.flatMap(schemasOf)]
}

/** Of the value behind a key, or of an item of a list. */
export function schemasAt(schemas: Schemas, key: string | number): Schemas {
  return schemas.flatMap(schema => {
    if (typeof key === 'number') return schemasOf(schema.items)
    const own = isObject(schema.properties) && Object.hasOwn(schema.properties, key) ? [schema.properties[key]] : []
    const named = isObject(schema.patternProperties) ? Object.values(schema.patternProperties) : []
    return (own.length > 0 ? own : [...named, schema.additionalProperties]).flatMap(schemasOf)
  })
}

/** Whether the key may be left out. */
export function isOptional(schemas: Schemas, key: string): boolean {
  return !schemas.some(({ required }) => Array.isArray(required) && required.includes(key))
}

/** The only words that may stand there; empty where any may. */
export function wordsOf(schemas: Schemas): readonly string[] {
  const all = schemas.flatMap(schema => [schema.const, ...(Array.isArray(schema.enum) ? schema.enum : [])])
  return [...new Set(all)].filter(word => typeof word === 'string')
}

/** The keys of each mapping at the top whose keys are up to whoever writes the policy. */
export function namesIn(policy: unknown, schemas: Schemas): readonly (readonly string[])[] {
  return Object.entries(isObject(policy) ? policy : {}).flatMap(([key, value]) => {
    const open = schemasAt(schemas, key).some(schema => isObject(schema.patternProperties))
    return open && isObject(value) ? [Object.keys(value)] : []
  })
}
