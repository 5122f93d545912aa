import type { Json } from '../core/edit.ts'
import { bracketedScalar, yamlScalar } from './yaml-scalar.ts'
import { parseYaml } from './yaml-text.ts'

/** Longer lines are broken where they can be. */
const WIDTH = 120

/** A value on one line, spaced as people write it: `{ a: 1, b: [x, y] }`. */
export function inlineText(value: Json): string {
  if (typeof value === 'string') return bracketedScalar(value)
  if (isList(value)) return `[${value.map(inlineText).join(', ')}]`
  if (!isMapping(value)) return String(value)
  const pairs = Object.entries(value).map(([key, of]) => `${keyText(key)}: ${inlineText(of)}`)
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`
}

/** A key, in quotes unless it is one of the plain words keys mostly are. */
export function keyText(key: string): string {
  const plain = /^[A-Za-z0-9][\w.-]*$/.test(key) && parseYaml(`${key}: 1`, '').data !== undefined
  return plain ? key : JSON.stringify(key)
}

/**
 * The lines of an entry that begins with `lead` (`key:` or `-`) at `column`; none is indented by that column. On one line
 * where it fits and is no list of mappings, or where that form is asked for.
 */
export function entryLines(lead: string, value: Json, column: number, form?: 'inline' | 'block'): readonly string[] {
  const line = `${lead} ${lineText(value)}`
  const inline = form === undefined ? isFlat(value) && column + line.length <= WIDTH : form === 'inline'
  if (inline || !isFilled(value)) return [line]
  const below = linesOf(value, column + 2).map(it => `  ${it}`)
  return lead === '-' ? [`-${below[0]?.slice(1)}`, ...below.slice(1)] : [lead, ...below]
}

/** Behind a key on a line of its own a comma says nothing. */
const lineText = (value: Json) => (typeof value === 'string' ? yamlScalar(value) : inlineText(value))

function linesOf(value: Json, column: number): readonly string[] {
  if (isList(value)) return value.flatMap(item => entryLines('-', item, column))
  return Object.entries(value as object).flatMap(([key, of]) => entryLines(`${keyText(key)}:`, of, column))
}

function isFlat(value: Json): boolean {
  if (isList(value)) return !value.some(isFilled)
  return !isMapping(value) || Object.values(value).every(isFlat)
}

const isFilled = (value: Json) => typeof value === 'object' && value !== null && Object.keys(value).length > 0
const isList = (value: Json): value is readonly Json[] => Array.isArray(value)
const isMapping = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !isList(value)
