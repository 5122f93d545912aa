/** What Slack is asked, and what its answers mean. */
import { failed, type Probe, passed, skipped, unseen } from '../core/probe.ts'
import { SLACK_SCOPES } from '../core/slack-app.ts'
import { says } from '../words/says.ts'

/** The settings’ workspace, or the organisation it belongs to. */
export function workspaceProbe(team: string, is: { readonly team: string; readonly enterprise?: string }): Probe {
  if (team === is.team || team === is.enterprise) return passed('slack-workspace', team)
  return failed('slack-workspace', ...says.doctorSlack.faults.otherTeam(is.team, team))
}

/** What is meant for another app is dropped, so the token and the settings must mean the same. */
export function slackAppProbe(app: string, is: string | undefined): Probe {
  if (is === app) return passed('slack-app', app)
  if (is === undefined) return unseen('slack-app', ...says.doctorSlack.faults.appUnseen)
  return failed('slack-app', ...says.doctorSlack.faults.otherApp(is, app))
}

/** A scope too many is a finding as well: whoever takes the token may do what Kedge never does. */
export function scopeProbes(granted: readonly string[] | undefined): readonly Probe[] {
  const name = 'slack-scopes'
  if (granted === undefined) return [unseen(name, ...says.doctorSlack.faults.scopesUnseen)]
  const missing = SLACK_SCOPES.filter(scope => !granted.includes(scope.name))
  const needed: readonly string[] = SLACK_SCOPES.map(scope => scope.name)
  const spare = granted.filter(scope => scope !== '' && !needed.includes(scope))
  const lacks = missing.map(it => failed(name, ...says.doctorSlack.faults.noScope(it.name, it.because)))
  if (spare.length === 0 && lacks.length === 0) return [passed(name, says.doctorSlack.hasAll(SLACK_SCOPES.length))]
  if (spare.length === 0) return lacks
  return [...lacks, failed(name, ...says.doctorSlack.faults.spareScopes(spare))]
}

/** An app-level token names its app: `xapp-1-A0123ABCD-…`. */
export function appTokenFault(app: string, token: string): Probe | undefined {
  const [, is] = /^xapp-\d+-(A[A-Z0-9]{2,})-/.exec(token) ?? []
  if (is === undefined || is === app) return undefined
  return failed('slack-door', ...says.doctorSlack.faults.otherAppToken(is, app))
}

/** By the word Slack gave; undefined: a connection may be opened. */
export function socketProbe(error: string | undefined): Probe {
  if (error === undefined) return passed('slack-door', says.doctorSlack.opens)
  return failed('slack-door', ...says.doctorSlack.faults.noSocket(error))
}

/** Slack alone could say whether a signing secret is its own, and does not; whether the bot takes it is asked of the bot. */
export const signingProbe = skipped('slack-door', says.doctorSlack.overHttp)
