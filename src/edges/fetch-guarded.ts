/** What goes out over HTTP to be measured: to one host, to an address that may be called, bounded in time and size. */
import { isIP } from 'node:net'
import { Agent, fetch, type Response } from 'undici'
import { OutsideError } from '../core/outside.ts'
import { ProblemError, problem } from '../core/problem.ts'
import type { HttpAddress, HttpReply, HttpRequest } from '../sources/http-exchange.ts'
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
          if (stopping.signal.aborted) throw new OutsideError('unavailable', 'Kedge is stopping')
          throw late.aborted ? tooSlow(timeoutMs) : explained(error)
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
    throw new ProblemError([problem('bad-path', 'the path leads out of the connection', 'Write it without `..`.')])
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
    if (status === 429) throw limited(answer.headers.get('retry-after'))
    if (status >= 500) throw new OutsideError('unavailable', `it answers ${status}\n  fix: see what its log says`)
    if ([401, 403, 407].includes(status)) throw denied(status)
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
    if (left.bytes < 0)
      throw new ProblemError([
        problem('query-too-large', 'it answers with more than may be read', 'Ask for fewer periods or columns.'),
      ])
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function jsonOf(text: string, good: boolean): unknown {
  try {
    return JSON.parse(text)
  } catch {
    if (!good) return undefined
    const fix = 'See that the address is the one of its API, and no page for people.'
    throw new ProblemError([problem('no-json', 'its answer is no JSON', fix)])
  }
}

/** Followed nowhere: what a host says of another is no word of the deployment. Of its address the host alone is shown. */
function redirected(location: string | null, from: string): ProblemError {
  const host = location === null ? undefined : URL.parse(location, from)?.host
  const says = `it sends to another address${host === undefined ? '' : `, at ${host}`}, which is not followed`
  return new ProblemError([
    problem('redirect-refused', says, 'Give the address that answers itself as `url` of the connection.'),
  ])
}

function limited(after: string | null): OutsideError {
  return new OutsideError(
    'limited',
    'it says that it is asked too often\n  fix: let it be asked more often',
    toldToWait(after),
  )
}

function denied(status: number): OutsideError {
  const fix = 'give the connection a `token`, or `user` and `password`, that may read'
  return new OutsideError('denied', `it answers ${status}\n  fix: ${fix}`)
}

function tooSlow(timeoutMs: number): OutsideError {
  const says = `it has not answered in whole within ${timeoutMs / 1000} s`
  return new OutsideError('unavailable', `${says}\n  fix: ask for less, or see why it is slow`)
}

/** A refusal of ours comes wrapped in an error of the network; of that nothing is repeated but its code. */
function explained(error: unknown): unknown {
  for (let it = error, depth = 0; it instanceof Error && depth < 5; it = it.cause, depth++) {
    if (it instanceof ProblemError || it instanceof OutsideError) return it
    const code = 'code' in it && typeof it.code === 'string' ? it.code : undefined
    if (code !== undefined && it !== error) return unavailable(code)
  }
  return unavailable(error instanceof Error ? error.name : 'no reason')
}

function unavailable(code: string): OutsideError {
  const fix = 'see whether it runs, and whether this machine reaches it'
  return new OutsideError('unavailable', `it does not answer (${code})\n  fix: ${fix}`)
}
