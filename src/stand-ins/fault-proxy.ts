/** A door that slams: stands before GitHub, Slack or a data source and fails as networks and services do. */
import http from 'node:http'
import type { AddressInfo } from 'node:net'

/** A call that comes in; `n` counts from 1. */
export interface Call {
  readonly n: number
  readonly method: string
  /** Path and query. */
  readonly path: string
}

/**
 * An answer instead of the target's, a delay, 'cut' (the call never arrives), 'cut-after' (it is done, but nobody
 * hears of it) or 'hang' (it never arrives, and no answer ever comes). `undefined` lets the call through.
 */
export type Fault =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }
  | { readonly delayMs: number }
  | 'cut'
  | 'cut-after'
  | 'hang'
  | undefined

export interface FaultProxy {
  readonly url: string
  /** Every call that came, also those that went no further. */
  readonly calls: readonly Call[]
  /** Changes the rule from the next call on. */
  rule(next: (call: Call) => Fault): void
  close(): Promise<void>
}

/** Starts a proxy before `target` (a base URL, plain http). */
export async function faultProxy(target: string, first: (call: Call) => Fault = () => undefined): Promise<FaultProxy> {
  const to = new URL(target)
  const calls: Call[] = []
  let rule = first
  const server = http.createServer((request, response) => {
    const call = { n: calls.length + 1, method: request.method ?? 'GET', path: request.url ?? '/' }
    calls.push(call)
    handle(to, rule(call), request, response)
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    rule: next => {
      rule = next
    },
    close: () => {
      const closed = new Promise<void>(done => server.close(() => done()))
      server.closeAllConnections()
      return closed
    },
  }
}

function handle(to: URL, fault: Fault, request: http.IncomingMessage, response: http.ServerResponse): void {
  if (fault === 'hang') return void request.resume()
  if (fault === 'cut') return void request.socket.destroy()
  if (typeof fault === 'object' && 'status' in fault) {
    request.resume()
    response.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers })
    return void response.end(JSON.stringify(fault.body ?? {}))
  }
  const delayMs = typeof fault === 'object' ? fault.delayMs : 0
  setTimeout(() => pass(to, fault === 'cut-after', request, response), delayMs)
}

function pass(to: URL, cut: boolean, request: http.IncomingMessage, response: http.ServerResponse): void {
  const { method, url, headers } = request
  const onward = http.request({ host: to.hostname, port: to.port, method, path: url, headers }, answer => {
    if (cut) return void answer.resume().on('end', () => request.socket.destroy())
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(response)
  })
  request.pipe(onward.on('error', () => request.socket.destroy()))
}
