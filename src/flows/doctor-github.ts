/** What GitHub is asked of the App and of its webhooks, and what the answers mean. */
import { type AppPermission, GITHUB_EVENTS, GITHUB_PERMISSIONS, spoken } from '../core/github-app.ts'
import { permissionGap, suspended } from '../core/installation.ts'
import { failed, type Probe, passed, skipped, unseen } from '../core/probe.ts'
import { listWords } from '../words/figures.ts'
import { fromProblems } from './doctor.ts'

export interface SeenInstallation {
  readonly suspended: boolean
  readonly missing: readonly AppPermission[]
}

export function installationProbes(repository: string, it: SeenInstallation): readonly Probe[] {
  const gaps = it.missing.map(permission => permissionGap(permission, repository))
  return [
    ...(it.suspended
      ? fromProblems('github-installation', [suspended(repository)])
      : [passed('github-installation', `on ${repository}`)]),
    ...(gaps.length > 0
      ? fromProblems('github-permissions', gaps)
      : [passed('github-permissions', `the ${GITHUB_PERMISSIONS.length} that are needed`)]),
  ]
}

/** Which is no fault. */
export const withoutWebhooks = skipped(
  'github-webhook',
  'KEDGE_GITHUB_WEBHOOK_SECRET is not set: GitHub is asked once a minute instead',
)

const PAGE = 'the App’s page'

export function eventsProbe(heard: readonly string[]): Probe {
  const missing = GITHUB_EVENTS.filter(event => !heard.includes(event.name)).map(event => spoken(event.name))
  if (missing.length === 0) return passed('github-events', `the ${GITHUB_EVENTS.length} that are needed`)
  const fix = `${PAGE} → Permissions & events → Subscribe to events: tick ${listWords(missing)}`
  return failed('github-events', `The App is not told of: ${listWords(missing)}.`, fix)
}

/** As GitHub says it; the secret is only shown to be there. */
export interface HookConfig {
  readonly url?: string
  readonly content_type?: string
  readonly secret?: string
  readonly insecure_ssl?: string | number
}

/** `undefined`: GitHub does not say. */
export function webhookProbe(config: HookConfig | undefined): Probe {
  const name = 'github-webhook'
  if (config === undefined)
    return unseen(name, 'GitHub does not say where its webhooks go.', `look at ${PAGE} → Webhook`)
  const fault = hookFault(config)
  return fault === undefined ? passed(name, `signed, to ${shownUrl(config.url)}`) : failed(name, ...fault)
}

const HERE = ['localhost', '127.0.0.1', '[::1]']

function hookFault({ url = '', content_type, secret, insecure_ssl }: HookConfig): [string, string] | undefined {
  const at = URL.parse(url)
  const whole = `${PAGE} → Webhook → URL: https://<the bot’s address>/github`
  if (at === null)
    return ['The App has no address for webhooks.', `${whole}, Active; or unset KEDGE_GITHUB_WEBHOOK_SECRET`]
  if (!at.pathname.endsWith('/github')) return [`Webhooks go to ${shownUrl(url)}, where nobody takes them.`, whole]
  if (at.protocol !== 'https:' && !HERE.includes(at.hostname))
    return [`Webhooks go over http:// to ${at.host}, where others can read them.`, whole]
  if (String(insecure_ssl) === '1')
    return [
      'GitHub does not verify the certificate it sends webhooks to.',
      `${PAGE} → Webhook → Enable SSL verification`,
    ]
  if (content_type !== 'json')
    return [
      `Webhooks come as ${content_type ?? 'a form'}, which is not read.`,
      `${PAGE} → Webhook → Content type: application/json`,
    ]
  if (!secret)
    return ['GitHub signs no webhooks, so all are refused.', `${PAGE} → Webhook → Secret: KEDGE_GITHUB_WEBHOOK_SECRET`]
  return undefined
}

function shownUrl(url = ''): string {
  const at = URL.parse(url)
  return at === null ? 'no address' : `${at.origin}${at.pathname}`
}

export interface HookDelivery {
  readonly event: string
  readonly delivered_at: string
  readonly status: string
  readonly status_code: number
}

/** Newest first; `undefined`: GitHub does not say. What failed before the newest one is past. */
export function deliveryProbe(deliveries: readonly HookDelivery[] | undefined): Probe {
  const name = 'github-deliveries'
  const look = `${PAGE} → Advanced → Recent Deliveries`
  if (deliveries === undefined) return unseen(name, 'GitHub does not list its deliveries.', `look at ${look}`)
  const [newest] = deliveries
  if (newest === undefined)
    return unseen(name, 'GitHub has not sent a webhook yet.', 'start the bot, push something, and try again')
  const { event, delivered_at, status, status_code } = newest
  const which = `The newest webhook (${event}, ${delivered_at})`
  if (status_code >= 200 && status_code < 300) return passed(name, `${event} of ${delivered_at}: ${status_code}`)
  const fix =
    status_code === 401
      ? `give ${PAGE} → Webhook → Secret and KEDGE_GITHUB_WEBHOOK_SECRET the same value`
      : `let GitHub reach the bot at /github, while it runs; then ${look} → Redeliver`
  return failed(name, `${which} was not taken: ${status_code} ${status}.`, fix)
}
