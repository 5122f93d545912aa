/** The code that the system, the net or TLS gave an error, or what caused it; undefined where nothing gave one. */
export function systemCode(error: unknown): string | undefined {
  for (let it = error, depth = 0; it instanceof Error && depth < 5; it = it.cause, depth++) {
    if ('code' in it && typeof it.code === 'string') return it.code
  }
  return undefined
}
