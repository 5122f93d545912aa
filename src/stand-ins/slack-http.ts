/** The HTTP door: signed requests to the app's one address. */
import { createHmac } from 'node:crypto'
import type { Loose } from './emulate.ts'
import { type Answer, type Delivery, type Door, type Kind, patienceMs } from './slack-doors.ts'

/** A door that posts to `url` (the whole address, `…/slack/events`). A refused connection or a late answer is a 504. */
export function httpDoor(url: string, signingSecret: string): Door {
  return async (kind, payload, delivery = {}) => {
    const body = bodyOf(kind, payload)
    const headers = { ...contentType(kind), ...signed(body, signingSecret, delivery), ...retried(delivery) }
    const start = performance.now()
    try {
      const response = await fetch(url, { method: 'POST', body, headers, signal: AbortSignal.timeout(patienceMs) })
      return { status: response.status, ...spoken(await response.text()), ms: performance.now() - start }
    } catch {
      return { status: 504, ms: performance.now() - start }
    }
  }
}

function bodyOf(kind: Kind, payload: Loose): string {
  if (kind === 'events_api') return JSON.stringify(payload)
  return new URLSearchParams(kind === 'interactive' ? { payload: JSON.stringify(payload) } : payload).toString()
}

function contentType(kind: Kind) {
  return { 'content-type': kind === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded' }
}

function signed(body: string, secret: string, { signature, ageSeconds = 0 }: Delivery): Record<string, string> {
  const ts = String(Math.floor(Date.now() / 1000) - ageSeconds)
  const key = signature === 'wrong' ? `not ${secret}` : secret
  const hash = createHmac('sha256', key).update(`v0:${ts}:${body}`).digest('hex')
  return { 'x-slack-request-timestamp': ts, ...(signature !== 'none' && { 'x-slack-signature': `v0=${hash}` }) }
}

function retried({ retry }: Delivery): Record<string, string> {
  return retry ? { 'x-slack-retry-num': String(retry.num), 'x-slack-retry-reason': retry.reason } : {}
}

function spoken(text: string): Pick<Answer, 'body'> {
  if (text === '') return {}
  return { body: text.startsWith('{') ? JSON.parse(text) : text }
}
