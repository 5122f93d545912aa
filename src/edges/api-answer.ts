import type { ApiProblem } from '../reports/api-problem.ts'

/** What a program is answered. */
export interface ApiAnswer {
  readonly status: number
  readonly type: 'application/json' | 'application/problem+json'
  readonly body: object
  readonly headers?: Readonly<Record<string, string>>
}

export function good(status: number, body: object): ApiAnswer {
  return { status, type: 'application/json', body }
}

export function told(body: ApiProblem, headers?: Readonly<Record<string, string>>): ApiAnswer {
  return { status: body.status, type: 'application/problem+json', body, ...(headers && { headers }) }
}
