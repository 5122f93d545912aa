/** What Slack is asked, and what its answers mean. */
import { failed, type Probe, passed, skipped, unseen } from '../core/probe.ts'
import { SLACK_SCOPES } from '../core/slack-app.ts'
import { listWords } from '../words/figures.ts'

const PAGE = 'api.slack.com/apps → your app'
const AGAIN = `${PAGE} → OAuth & Permissions → Bot Token Scopes, then install the app again`

/** The settings’ workspace, or the organisation it belongs to. */
export function workspaceProbe(team: string, is: { readonly team: string; readonly enterprise?: string }): Probe {
  if (team === is.team || team === is.enterprise) return passed('slack-workspace', team)
  return failed(
    'slack-workspace',
    `The bot token belongs to the workspace ${is.team}, and KEDGE_SLACK_TEAM_ID says ${team}: all that comes would be dropped.`,
    `set KEDGE_SLACK_TEAM_ID to ${is.team}, or give a token of ${team}`,
  )
}

/** What is meant for another app is dropped, so the token and the settings must mean the same. */
export function slackAppProbe(app: string, is: string | undefined): Probe {
  if (is === app) return passed('slack-app', app)
  const where = `${PAGE} → Basic Information → App ID`
  if (is === undefined)
    return unseen('slack-app', 'Slack does not say which app the bot token is of.', `compare it with ${where}`)
  return failed(
    'slack-app',
    `The bot token belongs to the app ${is}, and KEDGE_SLACK_APP_ID says ${app}: all that comes would be dropped.`,
    `set KEDGE_SLACK_APP_ID to ${is}, or give the token of ${app}`,
  )
}

/** A scope too many is a finding as well: whoever takes the token may do what Kedge never does. */
export function scopeProbes(granted: readonly string[] | undefined): readonly Probe[] {
  const name = 'slack-scopes'
  if (granted === undefined) return [unseen(name, 'Slack does not say which scopes the bot token has.', `see ${AGAIN}`)]
  const missing = SLACK_SCOPES.filter(scope => !granted.includes(scope.name))
  const needed: readonly string[] = SLACK_SCOPES.map(scope => scope.name)
  const spare = granted.filter(scope => scope !== '' && !needed.includes(scope))
  const lacks = missing.map(it =>
    failed(name, `The bot token lacks the scope ${it.name}. ${it.because}`, `add ${it.name}: ${AGAIN}`),
  )
  if (spare.length === 0 && lacks.length === 0) return [passed(name, `the ${SLACK_SCOPES.length} that are needed`)]
  if (spare.length === 0) return lacks
  const many = listWords(spare)
  const fix = `take ${many} out: ${AGAIN}`
  return [...lacks, failed(name, `Kedge has no use for ${many}, and the bot token may do it.`, fix)]
}

/** An app-level token names its app: `xapp-1-A0123ABCD-…`. */
export function appTokenFault(app: string, token: string): Probe | undefined {
  const [, is] = /^xapp-\d+-(A[A-Z0-9]{2,})-/.exec(token) ?? []
  if (is === undefined || is === app) return undefined
  const fix = `give the app-level token of ${app}: ${PAGE} → Basic Information → App-Level Tokens`
  return failed('slack-door', `KEDGE_SLACK_APP_TOKEN is of the app ${is}, not of ${app}.`, fix)
}

/** By the word Slack gave; undefined: a connection may be opened. */
export function socketProbe(error: string | undefined): Probe {
  if (error === undefined) return passed('slack-door', 'Socket Mode opens a connection')
  const says = `Slack refuses Socket Mode: ${error}.`
  if (error === 'socket_mode_not_enabled') return failed('slack-door', says, `turn it on: ${PAGE} → Socket Mode`)
  const fix = `give an app-level token (xapp-…) with the scope connections:write: ${PAGE} → Basic Information`
  return failed('slack-door', says, fix)
}

/** Slack alone could say whether a signing secret is its own, and does not; whether the bot takes it is asked of the bot. */
export const signingProbe = skipped(
  'slack-door',
  'over HTTP, and the signing secret is set; whether it is the right one shows when somebody types /kedge help',
)
