import { createHash } from 'node:crypto'
import { says } from '../words/says.ts'

/**
 * One text for one value: JSON with the keys of every object sorted by code unit and nothing between the tokens. What
 * JSON would drop or bend without a word (undefined, NaN, functions, dates, maps) is an error, for a digest that leaves
 * something out would vouch for what nobody saw.
 */
export function canonicalJson(value: unknown): string {
  return write(value, '$', [])
}

/** SHA-256 of the canonical JSON in UTF-8, as 64 hexadecimal digits in lower case. */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value), 'utf8').digest('hex')
}

function write(value: unknown, path: string, above: readonly object[]): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') return number(value, path)
  if (typeof value !== 'object') throw cannot(path, typeof value)
  if (above.includes(value)) throw cannot(path, says.canonical.itself)
  const line = [...above, value]
  return Array.isArray(value) ? array(value, path, line) : object(value, path, line)
}

function number(value: number, path: string): string {
  if (!Number.isFinite(value)) throw cannot(path, String(value))
  return JSON.stringify(value)
}

// Array.from visits the holes of a sparse array too, so that they are refused like any other undefined.
function array(value: readonly unknown[], path: string, above: readonly object[]): string {
  const items = Array.from(value, (item, index) => write(item, `${path}[${index}]`, above))
  return `[${items.join(',')}]`
}

function object(value: object, path: string, above: readonly object[]): string {
  if (!isPlain(value)) throw cannot(path, says.canonical.foreign(value.constructor?.name))
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  const written = members.map(([key, of]) => `${JSON.stringify(key)}:${write(of, member(path, key), above)}`)
  return `{${written.join(',')}}`
}

// Rows of the database have no prototype at all; they are plain data like any other.
function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value)
  const plain = prototype === null || prototype === Object.prototype
  return plain && Object.getOwnPropertySymbols(value).length === 0
}

const member = (path: string, key: string) =>
  /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`

const cannot = (path: string, what: string) => new TypeError(says.canonical.cannot(what, path))
