import type { ErrorObject } from 'ajv'
import type { TSchema } from 'typebox'
import { didYouMean, nearest } from '../core/did-you-mean.ts'
import type { Complaint } from '../core/policy-kind.ts'
import { oneOf, quoted } from '../words/quoted.ts'
import { knownForm, limitFix } from './schema-forms.ts'
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
  const where = at.length === 0 ? 'The file' : quoted(at.join('.'))
  switch (e.keyword) {
    case 'required':
      return missing(e, at, where)
    case 'additionalProperties':
      return unknownKey(e, at, where)
    case 'enum':
    case 'const':
      return wrongChoice(e, at, where)
    case 'type':
      return {
        at,
        code: 'wrong-type',
        says: `${where} must be ${typeWords(e.params.type)}, not ${kindOf(e.data)}.`,
        fix: typeFix(e),
      }
    case 'pattern':
    case 'format':
      return {
        at,
        code: 'wrong-form',
        says: `${where} is ${quoted(e.data)}, which has not the right form.`,
        fix: formFix(e),
      }
    case 'not':
      return { at, code: 'wrong-choice', says: `${where} is said in two ways.`, fix: describedIn(e.schema) }
    default:
      return {
        at,
        code: 'wrong-value',
        says: `${where} ${e.message ?? 'is wrong'}.`,
        fix: limitFix(e) ?? describedAs(e) ?? 'Change this value.',
      }
  }
}

function missing(e: ErrorObject, at: Complaint['at'], where: string): Complaint {
  const key = String(e.params.missingProperty)
  const schema = (e.parentSchema?.properties as Record<string, TSchema> | undefined)?.[key] as Described | undefined
  const is = schema?.description
  const hint = is === undefined ? '' : ` (${is})`
  return {
    at,
    code: 'missing-key',
    says: `${where} has no \`${key}\`.`,
    fix: `Add a line \`${key}: ${sample(schema)}\`${hint}`,
    missing: { key, ...(is !== undefined && { is }) },
  }
}

function describedIn(schema: unknown): string {
  return (schema as Described | undefined)?.description ?? 'Keep one of them'
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

function unknownKey(e: ErrorObject, at: Complaint['at'], where: string): Complaint {
  const key = String(e.params.additionalProperty)
  const known = keysOf(e)
  const code = 'unknown-key'
  if (known.length === 0) {
    const patterns = Object.keys((e.parentSchema?.patternProperties as object | undefined) ?? {})
    return {
      at: [...at, key],
      code: 'wrong-name',
      says: `${quoted(key)} cannot be a name in ${where}.`,
      fix: `Rename it, so that it fits ${patterns.join(' or ')}`,
    }
  }
  const says = `${where} has no key ${quoted(key)}.${didYouMean(key, known)}`
  const near = nearest(key, known)
  return {
    at: [...at, key],
    code,
    says,
    fix:
      near === undefined
        ? `Remove it; possible are ${oneOf(known)}`
        : `Write \`${near}\`; possible are ${oneOf(known)}`,
  }
}

function wrongChoice(e: ErrorObject, at: Complaint['at'], where: string): Complaint {
  const allowed = (e.keyword === 'const' ? [e.params.allowedValue] : (e.params.allowedValues as unknown[])).map(String)
  const given = typeof e.data === 'string' ? e.data : JSON.stringify(e.data)
  return {
    at,
    code: 'wrong-choice',
    says: `${where} cannot be ${quoted(given)}.${didYouMean(String(given), allowed)}`,
    fix: `Write ${oneOf(allowed)}`,
  }
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'a mapping',
  array: 'a list',
  null: 'empty',
}

function typeWords(type: unknown): string {
  return [type]
    .flat()
    .map(name => TYPES[String(name)] ?? String(name))
    .join(' or ')
}

function kindOf(value: unknown): string {
  if (value === null) return 'empty'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'a mapping' : typeof value === 'string' ? 'text' : String(value)
}

function typeFix(e: ErrorObject): string {
  if ([e.params.type].flat().includes('string') && ['number', 'boolean'].includes(typeof e.data))
    return 'Put the value in quotes'
  return describedAs(e) ?? `Write ${typeWords(e.params.type)}`
}

function formFix(e: ErrorObject): string {
  return knownForm(e) ?? describedAs(e) ?? `Write it so that it fits ${e.params.pattern ?? e.params.format}`
}

function describedAs(e: ErrorObject): string | undefined {
  return (e.parentSchema as Described | undefined)?.description
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
