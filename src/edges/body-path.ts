/** The text at a path, through own properties only. */
export function at(body: unknown, ...path: string[]): string | undefined {
  const last = path.pop() ?? ''
  const holder = inside(body, ...path)
  const value = holder !== undefined && Object.hasOwn(holder, last) ? holder[last] : undefined
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** The object at a path, in the same way. */
export function inside(body: unknown, ...path: string[]): Readonly<Record<string, unknown>> | undefined {
  let value: unknown = body
  for (const key of path) value = isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined
  return isRecord(value) ? value : undefined
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
