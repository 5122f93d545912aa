/** A signed call to whoever delivers or trains: Jenkins, Airflow, SageMaker, anything that takes a POST. */
import { createHmac } from 'node:crypto'
import Type, { type Static } from 'typebox'
import { closed } from '../core/naming.ts'
import { type OutsideError, outside } from '../core/outside.ts'
import { type Problem, ProblemError, problem } from '../core/problem.ts'
import type { WebhookCall } from '../flows/world.ts'
import { HERE } from '../sources/http-exchange.ts'
import { says } from '../words/says.ts'

/** One entry of the deployment’s connections. */
export const WebhookSettings = Type.Object(
  {
    type: Type.Literal('webhook'),
    url: Type.String({ maxLength: 2000 }),
    secret: Type.String({ description: says.webhook.fields.secret }),
  },
  closed,
)
export type WebhookSettings = Static<typeof WebhookSettings>
export type Webhooks = Readonly<Record<string, WebhookSettings>>

const SECRET_LENGTH = 16
const TIMEOUT_MS = 10_000

/** Why this may not be called, or nothing: what is signed is read by nobody on the way. The secret is never repeated. */
export function webhookFault(name: string, { url, secret }: WebhookSettings): Problem | undefined {
  if (secret.length < SECRET_LENGTH) return problem('short-secret', ...says.webhook.shortSecret(name, SECRET_LENGTH))
  return isSafeAddress(url) ? undefined : problem('bad-webhook', ...says.webhook.unsafe(name))
}

/** Whether what is sent there is read by nobody on the way, and the address itself holds no secret. */
export function isSafeAddress(url: string): boolean {
  const at = URL.canParse(url) ? new URL(url) : undefined
  const safe = at?.protocol === 'https:' || (at?.protocol === 'http:' && HERE.includes(at.hostname))
  return at !== undefined && safe && at.username === '' && at.password === ''
}

/** The signature of a text, as both sides write it. */
export function signatureOf(secret: string, text: string | Uint8Array): string {
  return `sha256=${createHmac('sha256', secret).update(text).digest('hex')}`
}

/** Sends one call. Throws `OutsideError` where no 2xx comes back: redirects are not followed, for they were not signed for. */
export async function callWebhook(webhooks: Webhooks, { webhook, id, body }: WebhookCall): Promise<void> {
  const to = Object.hasOwn(webhooks, webhook) ? webhooks[webhook] : undefined
  if (to === undefined) throw new ProblemError([problem('no-webhook', ...says.webhook.unknown(webhook))])
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'kedge',
    'x-kedge-delivery': id,
    'x-kedge-signature-256': signatureOf(to.secret, body),
  }
  const asked = { method: 'POST', headers, body, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) } as const
  const answer = await fetch(to.url, asked).catch((cause: unknown) => {
    throw outside('unavailable', says.webhook.noAnswer(webhook), { cause })
  })
  await answer.body?.cancel()
  if (!answer.ok) throw refused(webhook, answer)
}

/** What `Retry-After` says in seconds, a day at most; nothing where it says none. */
export function toldToWait(after: string | null): { readonly retryAfterS?: number } {
  const wait = Number(after ?? Number.NaN)
  return Number.isFinite(wait) && wait > 0 ? { retryAfterS: Math.min(wait, 86_400) } : {}
}

function refused(name: string, { status, headers }: Response): OutsideError {
  const is = status === 429 ? 'limited' : status >= 500 ? 'unavailable' : 'denied'
  return outside(is, says.webhook.refused(name, status), toldToWait(headers.get('retry-after')))
}
