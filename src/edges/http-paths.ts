/** What else our one HTTP server answers: GitHub's webhooks, programs, and whether we are up. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { says } from '../words/says.ts'
import { type ApiDoor, answerApi } from './api-door.ts'
import { verifyGitHubDelivery, webhookBytesMax } from './github-webhooks.ts'
import { readBody } from './http-body.ts'
import { pathOf } from './http-path.ts'
import { ignoredMessage } from './ignored-message.ts'
import { answerMetrics, type MetricsDoor } from './metrics-door.ts'
import type { OtherPaths } from './slack-http.ts'
import { webhookMessage } from './webhook-message.ts'

export interface Paths {
  /** `owner/name`: webhooks about others are nothing to us. */
  readonly repository: string
  /** Left out: GitHub has no way in. */
  readonly webhookSecret?: string
  readonly api: ApiDoor
  /** Left out: nobody scrapes us. */
  readonly metrics?: MetricsDoor
  /** Whether Slack can reach us. */
  connected(): boolean
  /** GitHub says that a branch has moved: what was read before is old. */
  moved(): void
  /** Something was kept that waits to be worked on. */
  arrived(): void
}

export function servePaths(paths: Paths): OtherPaths {
  const { webhookSecret, api, connected, arrived } = paths
  return async (request, response) => {
    const path = pathOf(request) ?? ''
    if (path === '/github' && request.method === 'POST' && webhookSecret !== undefined) {
      return hook(paths, webhookSecret, request, response)
    }
    if (path === '/healthz') return reply(response, 200, 'ok')
    if (path === '/readyz')
      return connected() ? reply(response, 200, 'ready') : reply(response, 503, says.httpPaths.notConnected)
    if (path === '/metrics') {
      const { status, headers, text } = await answerMetrics(paths.metrics, request)
      return void response.writeHead(status, headers).end(text)
    }
    const answer = await answerApi(api, path, request)
    if (answer === undefined) return reply(response, 404, says.httpPaths.nothing)
    arrived()
    response
      .writeHead(answer.status, { 'content-type': answer.type, ...answer.headers })
      .end(JSON.stringify(answer.body))
  }
}

/** Kept before it is acknowledged; what cannot be kept is sent again, or found by the reconcile loop. */
async function hook(
  { repository, api: { store, now }, moved, arrived }: Paths,
  secret: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const raw = await readBody(request, webhookBytesMax)
  if (raw === undefined) return reply(response, 413, says.httpPaths.tooLarge)
  const delivery = await verifyGitHubDelivery(secret, request.headers, raw, repository)
  if (delivery.is === 'refused') return reply(response, delivery.status, delivery.because)
  if (delivery.is === 'event') {
    if (delivery.event === 'push') moved()
    const is = await store.receive(webhookMessage(delivery, now()))
    if (is === 'full') return reply(response, 503, says.httpPaths.full)
    arrived()
  }
  if (delivery.is === 'ignored' && delivery.kept) await store.receive(ignoredMessage(delivery.kept, now()))
  reply(response, 202, delivery.is)
}

function reply(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain' }).end(text)
}
