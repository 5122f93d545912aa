import type { Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/** How long requests that are being answered may take to finish, and how often quiet connections are looked for, in ms. */
const patience = { mostMs: 5000, lookMs: 20 }

/**
 * Takes no new connection, lets what is being answered finish, and ends every other connection: also those that were
 * kept alive or opened without a request in the very moment, which Node leaves open for as long as somebody uses them.
 */
export async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return
  server.prependListener('request', (_, response) => response.setHeader('connection', 'close'))
  const over = new AbortController()
  const closed = new Promise<void>(done => server.close(() => done())).finally(() => over.abort())
  const end = performance.now() + patience.mostMs
  while (!over.signal.aborted) {
    if (performance.now() < end) server.closeIdleConnections()
    else server.closeAllConnections()
    await Promise.race([closed, sleep(patience.lookMs, undefined, { signal: over.signal }).catch(() => undefined)])
  }
}
