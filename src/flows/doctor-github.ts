/** What GitHub is asked of the App and of its webhooks, and what the answers mean. */
import { type AppPermission, GITHUB_EVENTS, GITHUB_PERMISSIONS, spoken } from '../core/github-app.ts'
import { permissionGap, suspended } from '../core/installation.ts'
import { failed, type Probe, passed, skipped, unseen } from '../core/probe.ts'
import { says } from '../words/says.ts'
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
      : [passed('github-installation', says.doctorGithub.installed(repository))]),
    ...(gaps.length > 0
      ? fromProblems('github-permissions', gaps)
      : [passed('github-permissions', says.doctorGithub.hasAll(GITHUB_PERMISSIONS.length))]),
  ]
}

/** Which is no fault. */
export const withoutWebhooks = skipped('github-webhook', says.doctorGithub.withoutWebhooks)

export function eventsProbe(heard: readonly string[]): Probe {
  const missing = GITHUB_EVENTS.filter(event => !heard.includes(event.name)).map(event => spoken(event.name))
  if (missing.length === 0) return passed('github-events', says.doctorGithub.hasAll(GITHUB_EVENTS.length))
  return failed('github-events', ...says.doctorGithub.faults.events(missing))
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
  if (config === undefined) return unseen(name, ...says.doctorGithub.faults.hidden)
  const at = URL.parse(config.url ?? '')
  if (at === null) return failed(name, ...says.doctorGithub.faults.noAddress)
  const fault = hookFault(at, config)
  return fault === undefined ? passed(name, says.doctorGithub.signed(shownUrl(at))) : failed(name, ...fault)
}

const HERE = ['localhost', '127.0.0.1', '[::1]']

function hookFault(at: URL, { content_type, secret, insecure_ssl }: HookConfig) {
  const { faults } = says.doctorGithub
  if (!at.pathname.endsWith('/github')) return faults.elsewhere(shownUrl(at))
  if (at.protocol !== 'https:' && !HERE.includes(at.hostname)) return faults.readable(at.host)
  if (String(insecure_ssl) === '1') return faults.unverified
  if (content_type !== 'json') return faults.form(content_type)
  return secret ? undefined : faults.unsigned
}

const shownUrl = ({ origin, pathname }: URL) => `${origin}${pathname}`

export interface HookDelivery {
  readonly event: string
  readonly delivered_at: string
  readonly status: string
  readonly status_code: number
}

/** Newest first; `undefined`: GitHub does not say. What failed before the newest one is past. */
export function deliveryProbe(deliveries: readonly HookDelivery[] | undefined): Probe {
  const name = 'github-deliveries'
  if (deliveries === undefined) return unseen(name, ...says.doctorGithub.faults.noList)
  const [newest] = deliveries
  if (newest === undefined) return unseen(name, ...says.doctorGithub.faults.nothingSent)
  const { event, delivered_at: at, status, status_code: code } = newest
  if (code >= 200 && code < 300) return passed(name, says.doctorGithub.delivered(event, at, code))
  return failed(name, ...says.doctorGithub.faults.notTaken({ event, at, status, code }))
}
