import type { IncomingMessage } from 'node:http'

/** The body as it came, or `undefined` where it is longer than `max` bytes; the rest is then not read. */
export async function readBody(request: IncomingMessage, max: number): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > max) return undefined
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    size += part.length
    if (size > max) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts)
}
