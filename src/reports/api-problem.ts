import { says } from '../words/says.ts'

/** What a program is told when it is refused (RFC 9457), with the fix for whoever reads its log. */
export interface ApiProblem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly fix: string
  readonly errors?: readonly {
    readonly at: string
    readonly says: string
    readonly fix: string
    readonly contradicts?: string
  }[]
}

type Refusals = typeof says.apiProblem.refusals

const STATUS: Readonly<Record<keyof Refusals, number>> = {
  method: 405,
  'too-large': 413,
  'no-key': 404,
  unsigned: 401,
  'too-old': 401,
  'no-json': 422,
  'not-the-form': 422,
  'unknown-model': 422,
  'unknown-suite': 422,
  'no-run': 422,
  'day-to-come': 422,
  'other-digest': 409,
  'listed-otherwise': 409,
  'told-otherwise': 409,
  'bad-key': 422,
  'no-token': 401,
  'no-rules': 503,
  'other-type': 415,
  'other-encoding': 415,
  'push-too-large': 413,
  'no-gzip': 422,
  'no-readings-in-it': 422,
  'bad-readings': 422,
  'too-fast': 429,
  full: 503,
  'used-key': 422,
}

export function apiProblem<K extends keyof Refusals>(code: K, ...about: Parameters<Refusals[K]>): ApiProblem {
  const say = says.apiProblem.refusals[code] as (...all: unknown[]) => readonly [wrong: string, fix: string]
  const [title, fix] = say(...about)
  const [errors] = about
  const status = STATUS[code]
  return { type: `urn:kedge:problem:${code}`, title, status, fix, ...(Array.isArray(errors) && { errors }) }
}
