/** The door for GitHub's webhooks: nothing inside ever sees a body that GitHub did not sign. */
import { Webhooks } from '@octokit/webhooks'
import { GITHUB_EVENTS, type GitHubEvent } from '../core/github-app.ts'
import { ProblemError, problem } from '../core/problem.ts'
import { says } from '../words/says.ts'
import type { IgnoredArrival } from './ignored-message.ts'

export type GitHubDelivery =
  | {
      readonly is: 'event'
      /** The same when GitHub sends it again. */
      readonly guid: string
      readonly event: GitHubEvent
      readonly action?: string
      /** `owner/name`. */
      readonly repository?: string
      readonly installation?: number
      /** The number of the pull request it is about. */
      readonly pull?: number
      /** The numeric id of the account that did it. */
      readonly sender?: number
      /** Of a push: the whole name of the branch. */
      readonly ref?: string
      readonly body: Readonly<Record<string, unknown>>
    }
  /** Signed, and nothing to us: answer 202. */
  | {
      readonly is: 'ignored'
      readonly guid: string
      readonly event: string
      readonly because: string
      readonly kept?: IgnoredArrival
    }
  | { readonly is: 'refused'; readonly status: 400 | 401 | 413; readonly because: string }

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>

/** GitHub's own limit is 25 MB; the events we hear are far smaller, and what we refuse is found by polling. */
export const webhookBytesMax = 5 * 1024 * 1024
const depthMax = 100

/**
 * `headers` by lower-case name, as node gives them; `raw` the bytes as they came. Only SHA-256 signatures count, compared
 * in constant time. With `only` (`owner/name`), deliveries for other repositories are ignored. Throws `ProblemError`
 * without a secret.
 */
export async function verifyGitHubDelivery(
  secret: string,
  headers: Headers,
  raw: Uint8Array,
  only?: string,
): Promise<GitHubDelivery> {
  if (secret === '') throw new ProblemError([problem('no-webhook-secret', ...says.edgeGithubWebhooks.noSecret)])
  if (raw.byteLength > webhookBytesMax) return refuse(413, says.edgeGithubWebhooks.tooLarge(webhookBytesMax))
  const text = Buffer.from(raw).toString('utf8')
  if (!(await signed(secret, text, headers['x-hub-signature-256'])))
    return refuse(401, says.edgeGithubWebhooks.unsigned)
  const [guid, event] = [headers['x-github-delivery'], headers['x-github-event']]
  if (typeof guid !== 'string' || !/^[\w-]{1,100}$/.test(guid)) return refuse(400, says.edgeGithubWebhooks.noDelivery)
  if (typeof event !== 'string' || event === '') return refuse(400, says.edgeGithubWebhooks.noEvent)
  if (tooDeep(text)) return refuse(400, says.edgeGithubWebhooks.tooDeep(depthMax))
  const body = parsed(text)
  if (body === undefined) return refuse(400, says.edgeGithubWebhooks.noJson)
  const ignore = (because: string, kept?: IgnoredArrival): GitHubDelivery => ({
    ...{ is: 'ignored', guid, event, because },
    ...(kept && { kept }),
  })
  if (!isRecord(body)) return ignore(says.edgeGithubWebhooks.noObject)
  if (!isOurEvent(event)) return ignore(says.edgeGithubWebhooks.unheard(event))
  const delivery = read(guid, event, body)
  if (only !== undefined && delivery.repository?.toLowerCase() !== only.toLowerCase())
    return ignore(says.edgeGithubWebhooks.otherRepository(delivery.repository, only), {
      ...{ door: 'github', code: 'other-repository', what: delivery.repository ?? '(none)' },
    })
  return delivery
}

async function signed(secret: string, text: string, signature: Headers[string]): Promise<boolean> {
  if (typeof signature !== 'string' || text === '' || signature === '') return false
  return new Webhooks({ secret }).verify(text, signature)
}

function read(guid: string, event: GitHubEvent, body: Readonly<Record<string, unknown>>) {
  const at = (key: string): Readonly<Record<string, unknown>> => (isRecord(body[key]) ? body[key] : {})
  const repository = at('repository').full_name
  const installation = at('installation').id
  const sender = at('sender').id
  const pull = at('pull_request').number ?? firstPull(at('check_run')) ?? firstPull(at('workflow_run'))
  return {
    is: 'event' as const,
    ...{ guid, event, body },
    ...(typeof body.action === 'string' && { action: body.action }),
    ...(typeof repository === 'string' && { repository }),
    ...(typeof installation === 'number' && { installation }),
    ...(typeof pull === 'number' && { pull }),
    ...(typeof sender === 'number' && { sender }),
    ...(typeof body.ref === 'string' && { ref: body.ref }),
  }
}

function firstPull(of: Readonly<Record<string, unknown>>): unknown {
  const [first] = Array.isArray(of.pull_requests) ? of.pull_requests : []
  return isRecord(first) ? first.number : undefined
}

/** Counts brackets outside of strings: what JSON.parse takes may still break whoever walks it. */
function tooDeep(text: string): boolean {
  let depth = 0
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (quoted) {
      if (c === 0x5c) i++
      else if (c === 0x22) quoted = false
    } else if (c === 0x22) quoted = true
    else if (c === 0x7b || c === 0x5b) {
      if (++depth > depthMax) return true
    } else if (c === 0x7d || c === 0x5d) depth--
  }
  return false
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isOurEvent(event: string): event is GitHubEvent {
  return GITHUB_EVENTS.some(ours => ours.name === event)
}

function refuse(status: 400 | 401 | 413, because: string): GitHubDelivery {
  return { is: 'refused', status, because }
}
