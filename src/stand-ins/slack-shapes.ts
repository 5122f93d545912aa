/** The small questions all Block Kit rules are made of. Each answers with problems in Slack's words, or an empty list. */

export type Json = Readonly<Record<string, unknown>>
export type Problems = (value: Json, path: string) => string[]

/** A problem and where it stands. */
export function at(problem: string, path: string): string {
  return `${problem} [json-pointer:${path}]`
}

/** An object, not a list. */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Keys that must be there. */
export function required(value: Json, path: string, keys: readonly string[]): string[] {
  return keys.filter(key => value[key] === undefined).map(key => at(`missing required field: ${key}`, path))
}

/** Keys nobody asked for: Slack refuses them, so a misspelt one never passes silently. */
export function only(value: Json, path: string, keys: readonly string[]): string[] {
  const strange = Object.keys(value).filter(key => !keys.includes(key))
  return strange.map(key => at(`invalid additional property: ${key}`, path))
}

/** Strings, where present: not empty, and at most so long (counted in UTF-16 units, the strictest reading of Slack's limit). */
export function limited(value: Json, path: string, most: Readonly<Record<string, number>>): string[] {
  return Object.entries(most).flatMap(([key, max]) =>
    value[key] === undefined ? [] : lengthProblems(value[key], `${path}/${key}`, max),
  )
}

/** A text object, where present. `plain`: markup is not allowed here. */
export function texted(
  value: unknown,
  path: string,
  { max, plain = false }: { max: number; plain?: boolean },
): string[] {
  if (value === undefined) return []
  if (!isObject(value)) return [at('expected an object', path)]
  const types = plain ? ['plain_text'] : ['plain_text', 'mrkdwn']
  const keys = value.type === 'mrkdwn' ? ['type', 'text', 'verbatim'] : ['type', 'text', 'emoji']
  if (!types.includes(String(value.type))) return [at(`unsupported type: ${String(value.type)}`, `${path}/type`)]
  return [...only(value, path, keys), ...lengthProblems(value.text, `${path}/text`, max)]
}

/** A list of at least one and at most `max`. An empty list of blocks is fine, so blocks pass `/blocks` with nothing to say. */
export function listed(
  value: unknown,
  path: string,
  { max }: { max: number },
  each: (item: unknown, path: string) => string[],
): string[] {
  if (!Array.isArray(value)) return [at('expected an array', path)]
  if (value.length === 0 && !path.endsWith('/blocks')) return [at('must provide at least 1 item', path)]
  const many = value.length > max ? [at(`no more than ${max} items allowed`, path)] : []
  return [...many, ...value.flatMap((item, index) => each(item, `${path}/${index}`))]
}

/** Ids that must be unique but stand twice. */
export function repeated(items: unknown, path: string, key: 'block_id' | 'action_id'): string[] {
  const seen = Array.isArray(items) ? items.filter(isObject).map(item => item[key]) : []
  const twice = seen.filter((id, index) => id !== undefined && seen.indexOf(id) < index)
  return [...new Set(twice)].map(id => at(`\`${key}\` ${String(id)} already exists`, path))
}

/** A picture by address or by file, with words for those who cannot see it. */
export function pictured(value: Json, path: string): string[] {
  const sources = [value.image_url, value.slack_file].filter(source => source !== undefined)
  const file = value.slack_file
  const named = file === undefined || (isObject(file) && (file.id === undefined) !== (file.url === undefined))
  return [
    ...(sources.length === 1 ? [] : [at('must define either `image_url` or `slack_file`', path)]),
    ...(named ? [] : [at('must define either `id` or `url`', `${path}/slack_file`)]),
    ...limited(value, path, { alt_text: 2000, image_url: 3000 }),
  ]
}

function lengthProblems(value: unknown, path: string, max: number): string[] {
  if (typeof value !== 'string') return [at('expected a string', path)]
  if (value.length === 0) return [at('must be more than 0 characters', path)]
  return value.length > max ? [at(`must be less than ${max + 1} characters`, path)] : []
}
