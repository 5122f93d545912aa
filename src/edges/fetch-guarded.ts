/** What goes out over HTTP to be measured: to one host, to an address that may be called, bounded in time and size. */
import { isIP } from 'node:net'
import { Agent, fetch, type Response } from 'undici'
import { OutsideError, outside } from '../core/outside.ts'
import { ProblemError, problem } from '../core/problem.ts'
import type { HttpAddress, HttpReply, HttpRequest } from '../sources/http-exchange.ts'
import { says } from '../words/says.ts'
import { guardedLookup, mayReach, unreachable } from './reachable.ts'
import { toldToWait } from './webhook.ts'

/** What one query may take, all its requests together. */
export interface HttpLimits {
  readonly timeoutMs: number
  /** Of bodies as they are read, unpacked. */
  readonly bytes: number
}
const httpLimits: HttpLimits = { timeoutMs: 20_000, bytes: 10_000_000 }

export interface GuardedFetch {
  /** The requests of one query, one after the other. */
  session(to: HttpAddress): (request: HttpRequest) => Promise<HttpReply>
  /** Ends what runs, and calls nothing any more. */
  interrupt(): void
  close(): Promise<void>
}

const CONNECT_MS = 5000

export function openFetch({ timeoutMs, bytes }: HttpLimits = httpLimits): GuardedFetch {
  const stopping = new AbortController()
  const agents = [false, true].map(
    privateToo => new Agent({ connect: { lookup: guardedLookup(privateToo), timeout: CONNECT_MS } }),
  )
  return {
    session(to) {
      const left = { bytes }
      const late = AbortSignal.timeout(timeoutMs)
      const signal = AbortSignal.any([late, stopping.signal])
      return async request => {
        const url = urlOf(to, request.path)
        const dispatcher = agents[Number(to.private === true)] as Agent
        try {
          const answer = await fetch(url, { ...asked(to, request), dispatcher, redirect: 'manual', signal })
          return await replyOf(answer, left)
        } catch (error) {
          if (stopping.signal.aborted) throw new OutsideError('unavailable', says.fetchGuarded.stopping)
          throw late.aborted ? outside('unavailable', says.fetchGuarded.tooSlow(timeoutMs / 1000)) : explained(error)
        }
      }
    },
    interrupt: () => stopping.abort(),
    close: async () => {
      await Promise.all(agents.map(agent => agent.destroy()))
    },
  }
}

/** Never anywhere but below the address of the connection, whatever the path says. */
function urlOf(to: HttpAddress, path: string): URL {
  const base = new URL(to.url)
  const below = base.pathname.replace(/\/+$/, '')
  const url = new URL(`${base.origin}${below}${path}`)
  if (!path.startsWith('/') || url.origin !== base.origin || !url.pathname.startsWith(`${below}/`))
    throw new ProblemError([problem('bad-path', ...says.fetchGuarded.leadsOut)])
  const host = url.hostname.replace(/^\[|\]$/g, '')
  // An address is not looked up, so it is held to the same here.
  if (isIP(host) !== 0 && !mayReach(host, to.private === true)) throw unreachable(host, to.private === true)
  return url
}

/** What goes into the header for a user and a password. */
export function basicOf({ user, password = '' }: HttpAddress): string | undefined {
  return user === undefined ? undefined : Buffer.from(`${user}:${password}`).toString('base64')
}

function asked(to: HttpAddress, { body }: HttpRequest) {
  const basic = basicOf(to)
  const authorization = to.token === undefined ? basic && `Basic ${basic}` : `Bearer ${to.token}`
  return {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      accept: 'application/json',
      'user-agent': 'kedge',
      ...(authorization && { authorization }),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  }
}

async function replyOf(answer: Response, left: { bytes: number }): Promise<HttpReply> {
  const { status } = answer
  try {
    if (status >= 300 && status < 400) throw redirected(answer.headers.get('location'), answer.url)
    if (status === 429)
      throw outside('limited', says.fetchGuarded.limited, toldToWait(answer.headers.get('retry-after')))
    if (status >= 500) throw outside('unavailable', says.fetchGuarded.failing(status))
    if ([401, 403, 407].includes(status)) throw outside('denied', says.fetchGuarded.denied(status))
    const text = await textOf(answer, left)
    return { status, body: jsonOf(text, answer.ok) }
  } finally {
    await answer.body?.cancel().catch(() => undefined)
  }
}

async function textOf(answer: Response, left: { bytes: number }): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of answer.body ?? []) {
    left.bytes -= chunk.byteLength
    if (left.bytes < 0) throw new ProblemError([problem('query-too-large', ...says.fetchGuarded.tooMuch)])
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function jsonOf(text: string, good: boolean): unknown {
  try {
    return JSON.parse(text)
  } catch {
    if (!good) return undefined
    throw new ProblemError([problem('no-json', ...says.fetchGuarded.noJson)])
  }
}

/** Followed nowhere: what a host says of another is no word of the deployment. Of its address the host alone is shown. */
function redirected(location: string | null, from: string): ProblemError {
  const host = location === null ? undefined : URL.parse(location, from)?.host
  return new ProblemError([problem('redirect-refused', ...says.fetchGuarded.redirected(host))])
}

/** A refusal of ours comes wrapped in an error of the network; of that nothing is repeated but its code. */
function explained(error: unknown): unknown {
  for (let it = error, depth = 0; it instanceof Error && depth < 5; it = it.cause, depth++) {
    if (it instanceof ProblemError || it instanceof OutsideError) return it
    const code = 'code' in it && typeof it.code === 'string' ? it.code : undefined
    if (code !== undefined && it !== error) return outside('unavailable', says.fetchGuarded.noAnswer(code))
  }
  return outside('unavailable', says.fetchGuarded.noAnswer(error instanceof Error ? error.name : undefined))
}
