/** Sends readings to `POST /v1/readings`, as patiently as it asks, and never to somebody else. */
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { ProblemError, problem, type WrongAndFix } from '../core/problem.ts'
import { line } from '../reports/clean.ts'
import { says } from '../words/says.ts'
import { isSafeAddress } from './webhook.ts'

export interface PushTarget {
  /** Where Kedge answers, without the path. */
  readonly url: string
  readonly token: string
  readonly wait: (ms: number) => Promise<unknown>
}

/** Why one of them is refused; `contradicts` is the other one it cannot stand beside. */
interface Reason {
  readonly at: number
  readonly says: string
  readonly fix: string
  readonly contradicts?: number
}

/** What became of one request, in the terms of whoever goes on. */
export type Pushed =
  | { readonly is: 'stored'; readonly new: number; readonly revised: number; readonly same: number }
  /** These, from 0, are refused; nothing was stored. */
  | {
      readonly is: 'refused'
      readonly reasons: readonly Reason[]
    }
  | { readonly is: 'too-large' }

/** With the longest wait between them half a minute passes, and more where Kedge asks for it. */
const TRIES = 6
const TIMEOUT_MS = 60_000
/** Whoever is told to wait longer is better off to look what is wrong. */
const WAIT_MOST_S = 300

/** One request with these readings. Throws `ProblemError` where no trying again would help, or none did. */
export async function pushReadings({ url, token, wait }: PushTarget, readings: readonly object[]): Promise<Pushed> {
  const to = `${safe(url).replace(/\/+$/, '')}/v1/readings`
  const body = new Uint8Array(await promisify(gzip)(readings.map(it => JSON.stringify(it)).join('\n')))
  const headers = {
    ...{ authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson', 'content-encoding': 'gzip' },
    'user-agent': 'kedge',
  }
  for (let tries = 1; ; tries++) {
    const asked = {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    } as const
    const answer = await fetch(to, asked).catch(() => undefined)
    if (answer !== undefined && answer.status !== 429 && answer.status < 500) return read(to, answer)
    await answer?.body?.cancel()
    if (tries === TRIES) throw refused(...says.pushClient.gaveUp({ to, tries, status: answer?.status }))
    await wait(waitS(answer, tries) * 1000)
  }
}

function waitS(answer: Response | undefined, tries: number): number {
  const told = Number(answer?.headers.get('retry-after') ?? Number.NaN)
  const backOffS = 2 ** (tries - 1)
  return Math.min(WAIT_MOST_S, Number.isFinite(told) && told > 0 ? Math.max(told, 1) : backOffS)
}

async function read(to: string, answer: Response): Promise<Pushed> {
  const said: Readonly<Record<string, unknown>> = Object(await answer.json().catch(() => undefined))
  const { status } = answer
  if (status === 413) return { is: 'too-large' }
  if (status === 200 && said.is === 'stored') return said as Extract<Pushed, { is: 'stored' }>
  const reasons = status === 422 && Array.isArray(said.errors) ? said.errors.flatMap(reasonOf) : []
  if (reasons.length > 0) return { is: 'refused', reasons }
  const title = typeof said.title === 'string' ? line(said.title) : undefined
  const [wrong, where] = says.pushClient.answered({ to, status, title })
  throw refused(wrong, typeof said.fix === 'string' ? line(said.fix) : where)
}

function reasonOf(error: unknown): readonly Reason[] {
  const { at, says, fix, contradicts } = Object(error) as Readonly<Record<string, unknown>>
  const [index, other] = [indexOf(at), indexOf(contradicts)]
  if (index === undefined) return []
  return [
    { at: index, says: line(String(says)), fix: line(String(fix)), ...(other !== undefined && { contradicts: other }) },
  ]
}

/** Readings are sent one a line, and refused by its number. */
function indexOf(at: unknown): number | undefined {
  const number = /^line (\d+)$/.exec(String(at))?.[1]
  return number === undefined ? undefined : Number(number) - 1
}

/** The token is for nobody on the way. */
function safe(url: string): string {
  if (isSafeAddress(url)) return url
  throw refused(...says.pushClient.unsafe)
}

function refused(...told: WrongAndFix): ProblemError {
  return new ProblemError([problem('not-sent', ...told)])
}
