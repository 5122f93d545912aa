import type { IncomingMessage } from 'node:http'
import type { Repository } from '../core/repository.ts'
import { figuresOf } from '../flows/figures.ts'
import type { Store } from '../flows/store.ts'
import { metricsText } from '../reports/metrics.ts'
import { says } from '../words/says.ts'
import { isSame } from './same-secret.ts'

export interface MetricsDoor {
  /** What whoever scrapes sends as `Authorization: Bearer …`. */
  readonly token: string
  readonly store: Store
  readonly known: () => Repository | undefined
  readonly now: () => Date
}

export interface MetricsAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

const plain = { 'content-type': 'text/plain' }

/** What is measured, for who has the token. Without a door there is nothing at its path. */
export async function answerMetrics(
  door: MetricsDoor | undefined,
  { method, headers }: Pick<IncomingMessage, 'method' | 'headers'>,
): Promise<MetricsAnswer> {
  if (door === undefined) return { status: 404, headers: plain, text: says.httpPaths.nothing }
  if (method !== 'GET') return { status: 405, headers: { ...plain, allow: 'GET' }, text: says.metricsDoor.onlyGet }
  const [, token = ''] = /^Bearer (.+)$/i.exec(headers.authorization ?? '') ?? []
  if (!isSame(token, door.token))
    return {
      status: 401,
      headers: { ...plain, 'www-authenticate': 'Bearer' },
      text: says.metricsDoor.noToken,
    }
  const figures = await figuresOf(door.store, door.known(), door.now())
  const type = 'text/plain; version=0.0.4; charset=utf-8'
  return { status: 200, headers: { 'content-type': type }, text: metricsText(figures) }
}
