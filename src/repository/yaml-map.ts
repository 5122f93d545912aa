import { defineMappingTag } from 'js-yaml'

/** Why a key is refused: the reason of the parser’s error. */
export const KEY_TWICE = 'key-twice'
export const KEY_IS_NO_TEXT = 'key-no-text'
export const KEY_IS_PROTO = 'key-proto'

/** Objects without a prototype: `versions[name]` can never find `constructor` or follow `__proto__`. */
export const bareMap = defineMappingTag<Record<string, unknown>>('tag:yaml.org,2002:map', {
  // Object.create(null) would be a hash table: four times the memory, and slow for everybody who reads it.
  create: () => Object.setPrototypeOf({}, null) as Record<string, unknown>,
  addPair: (map, key, value) => {
    if (typeof key !== 'string') return KEY_IS_NO_TEXT
    if (key === '__proto__') return KEY_IS_PROTO
    const name = known(key)
    if (map[name] !== undefined) return KEY_TWICE
    map[name] = value
    return ''
  },
  // Asked for merge keys alone, which are refused, once `json` leaves twice the same key to `addPair`.
  has: () => false,
  keys: map => Object.keys(map),
  get: (map, key) => (typeof key === 'string' ? map[key] : undefined),
  identify: () => false,
})

const names = new Map<string, string>()

/** The same text, as the same object: a key that was cut out of a file is looked for anew each time it is used. */
function known(key: string): string {
  const found = names.get(key)
  if (found !== undefined) return found
  if (names.size < 10_000) names.set(key, key)
  return key
}

/** The same data from JSON: what `JSON.stringify` writes of it. */
export function bareJson(json: string): unknown {
  return bare(JSON.parse(json))
}

function bare(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  for (const part of Object.values(value)) bare(part)
  return Array.isArray(value) ? value : Object.setPrototypeOf(value, null)
}
