import type { ErrorObject } from 'ajv'
import type { TSchema } from 'typebox'
import { nearest } from '../core/did-you-mean.ts'
import { type Complaint, complaint } from '../core/policy-kind.ts'
import { says } from '../words/says.ts'
import { knownForm, limitFault } from './schema-forms.ts'
import { untangled } from './schema-unions.ts'

/** Ajv's errors in the words of somebody who edits YAML. One slip gives one complaint. */
export function complaintsOf(errors: readonly ErrorObject[], data: unknown): Complaint[] {
  const slips = untangled(errors)
  const misspelt = slips.filter(e => e.keyword === 'additionalProperties').map(meant)
  const isMeant = (e: ErrorObject) => misspelt.includes(`${e.instancePath}/${e.params.missingProperty}`)
  return slips.filter(e => e.keyword !== 'required' || !isMeant(e)).map(e => said(e, data))
}

function meant(e: ErrorObject): string {
  return `${e.instancePath}/${nearest(String(e.params.additionalProperty), keysOf(e)) ?? ''}`
}

function keysOf(e: ErrorObject): string[] {
  return Object.keys((e.parentSchema?.properties as object | undefined) ?? {})
}

function said(e: ErrorObject, data: unknown): Complaint {
  const at = pathOf(e.instancePath, data)
  const where = at.length === 0 ? undefined : at.join('.')
  switch (e.keyword) {
    case 'required':
      return missing(e, at, where)
    case 'additionalProperties':
      return unknownKey(e, at, where)
    case 'enum':
    case 'const':
      return wrongChoice(e, at, where)
    case 'type':
      return complaint(at, 'wrong-type', [says.schemaErrors.otherType(where, typesOf(e), e.data), typeFix(e)])
    case 'pattern':
    case 'format':
      return complaint(at, 'wrong-form', [says.schemaErrors.otherForm(where, e.data), formFix(e)])
    case 'not':
      return complaint(at, 'wrong-choice', [
        says.schemaErrors.twoWays(where),
        describedIn(e.schema) ?? says.schemaErrors.keepOne,
      ])
    default:
      return complaint(at, 'wrong-value', limitFault(e, where) ?? says.schemaErrors.other(where, e.message))
  }
}

function missing(e: ErrorObject, at: Complaint['at'], where: string | undefined): Complaint {
  const key = String(e.params.missingProperty)
  const schema = (e.parentSchema?.properties as Record<string, TSchema> | undefined)?.[key] as Described | undefined
  const is = describedIn(schema)
  return {
    ...complaint(at, 'missing-key', says.schemaErrors.missing({ at: where, key, sample: sample(schema), is })),
    missing: { key, ...(is !== undefined && { is }) },
  }
}

/** What describes a field, which is said as its fix. */
function describedIn(schema: unknown): string | undefined {
  return (schema as Described | undefined)?.description
}

interface Described {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly description?: string
  readonly anyOf?: readonly { readonly const?: unknown }[]
}

function sample(schema: Described | undefined): string {
  if (schema?.const !== undefined) return String(schema.const)
  const choices = schema?.enum ?? schema?.anyOf?.flatMap(s => s.const ?? []) ?? []
  if (choices.length > 0) return choices.map(String).join(' | ')
  return { object: '{ … }', array: '[ … ]', number: '0', integer: '0', boolean: 'false' }[schema?.type ?? ''] ?? '…'
}

function unknownKey(e: ErrorObject, at: Complaint['at'], where: string | undefined): Complaint {
  const key = String(e.params.additionalProperty)
  const known = keysOf(e)
  if (known.length === 0) {
    const patterns = Object.keys((e.parentSchema?.patternProperties as object | undefined) ?? {})
    return complaint([...at, key], 'wrong-name', says.schemaErrors.unfitName(where, key, patterns))
  }
  return complaint([...at, key], 'unknown-key', says.schemaErrors.unknownKey(where, key, nearest(key, known), known))
}

function wrongChoice(e: ErrorObject, at: Complaint['at'], where: string | undefined): Complaint {
  const allowed = (e.keyword === 'const' ? [e.params.allowedValue] : (e.params.allowedValues as unknown[])).map(String)
  const given = typeof e.data === 'string' ? e.data : JSON.stringify(e.data)
  const near = nearest(String(given), allowed)
  return complaint(at, 'wrong-choice', says.schemaErrors.notAllowed(where, given, near, allowed))
}

function typesOf(e: ErrorObject): string[] {
  return [e.params.type].flat().map(String)
}

function typeFix(e: ErrorObject): string {
  if (typesOf(e).includes('string') && ['number', 'boolean'].includes(typeof e.data)) return says.schemaErrors.inQuotes
  return describedIn(e.parentSchema) ?? says.schemaErrors.writeType(typesOf(e))
}

function formFix(e: ErrorObject): string {
  return (
    knownForm(e) ?? describedIn(e.parentSchema) ?? says.schemaErrors.writeFitting(e.params.pattern ?? e.params.format)
  )
}

/** `/kpis/mae/0` as path into the data, where only lists are counted. */
function pathOf(pointer: string, data: unknown): (string | number)[] {
  let value = data
  return pointer
    .split('/')
    .slice(1)
    .map(part => {
      const key = part.replaceAll('~1', '/').replaceAll('~0', '~')
      const step = Array.isArray(value) ? Number(key) : key
      value = (value as Record<string | number, unknown> | undefined)?.[step]
      return step
    })
}
