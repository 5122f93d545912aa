/** The little web server of the pages: whom it answers, and what goes with every answer. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Reply {
  readonly status: number
  readonly type?: string
  readonly body?: string | Uint8Array
  /** For a 303. */
  readonly to?: string
}

export interface Asked {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  /** The address without origin. */
  readonly address: string
  readonly form: URLSearchParams
  /** The script of a page looks for news; nobody reads this answer. */
  readonly onlyLooking: boolean
}

export const html = (body: string, status = 200): Reply => ({ status, type: 'text/html; charset=utf-8', body })
export const text = (body: string, status = 200): Reply => ({ status, type: 'text/plain; charset=utf-8', body })
export const seeOther = (to: string): Reply => ({ status: 303, to })

const MOST_BYTES = 1_000_000

const headers = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
} as const

/** Serves on this machine only. */
export async function serveHere(
  answer: (asked: Asked) => Promise<Reply>,
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    handle(request, response, answer).catch(error => {
      if (!response.headersSent) write(response, text(`This page could not be made: ${error}`, 500))
    })
  })
  await new Promise<void>((done, fail) => server.once('error', fail).listen(0, '127.0.0.1', done))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => closed(server) }
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (asked: Asked) => Promise<Reply>,
): Promise<void> {
  const refusal = refused(request)
  if (refusal) return write(response, refusal)
  const form = request.method === 'POST' ? await formOf(request) : new URLSearchParams()
  if (form === undefined) return write(response, text('This is too long.', 413))
  const { pathname, search, searchParams } = new URL(request.url ?? '/', 'http://here')
  const asked = {
    method: request.method ?? 'GET',
    path: pathname,
    query: searchParams,
    address: pathname + search,
    form,
    onlyLooking: request.headers['x-only-looking'] !== undefined,
  }
  write(response, await answer(asked))
}

/** Another name for this machine may belong to another site, and only our own pages may send forms. */
function refused({ headers: h, method, socket }: IncomingMessage): Reply | undefined {
  const [name, port] = (h.host ?? '').split(':')
  if (!['127.0.0.1', 'localhost'].includes(name ?? '') || Number(port) !== socket.localPort)
    return text('Ask for this page as 127.0.0.1.', 421)
  if (method === 'GET' || method === 'HEAD') return undefined
  if (method !== 'POST') return text('This can only be looked at, or sent a form.', 405)
  const foreign = h.origin !== `http://${h.host}` || !['same-origin', undefined].includes(h['sec-fetch-site'] as string)
  return foreign ? text('Forms are taken from our own pages only.', 403) : undefined
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    size += part.length
    if (size > MOST_BYTES) return undefined
    parts.push(part)
  }
  return new URLSearchParams(Buffer.concat(parts).toString('utf8'))
}

function write(response: ServerResponse, { status, type, body, to }: Reply): void {
  response.writeHead(status, { ...headers, ...(type && { 'content-type': type }), ...(to && { location: to }) })
  response.end(body)
}

async function closed(server: Server): Promise<void> {
  const done = new Promise<void>(end => server.close(() => end()))
  server.closeAllConnections()
  await done
}
