import { WebAPIPlatformError, WebClient } from '@slack/web-api'
import { type Probe, passed } from '../core/probe.ts'
import { fromError, reachFix, reachProbe } from '../flows/doctor.ts'
import {
  appTokenFault,
  scopeProbes,
  signingProbe,
  slackAppProbe,
  socketProbe,
  workspaceProbe,
} from '../flows/doctor-slack.ts'
import { says } from '../words/says.ts'
import { askClock } from './doctor-clock.ts'
import type { SlackSettings } from './slack.ts'
import { clientOptions } from './slack-calls.ts'
import { asOutside } from './slack-errors.ts'
import { slackLog } from './slack-log.ts'

type Settings = Omit<SlackSettings, 'log'>

const TIMEOUT_MS = 10_000
const quiet = () => undefined
const silent = slackLog({ info: quiet, warn: quiet, error: quiet })

/** The clock, the bot token and what it may do, and the way in. */
export async function slackProbes(settings: Settings, now: () => Date): Promise<readonly Probe[]> {
  const { apiUrl = 'https://slack.com/api/' } = settings
  const to = { apiUrl, reach: reachFix('Slack', apiUrl) }
  const [clock, token, door] = await Promise.all([
    askClock('slack-clock', 'Slack', `${apiUrl}api.test`, now),
    tokenProbes(settings, to),
    doorProbes(settings, to),
  ])
  return [clock, ...token, ...door]
}

interface To {
  readonly apiUrl: string
  readonly reach: string
}

const open = (token: string, { apiUrl }: To) =>
  new WebClient(token, {
    ...clientOptions(apiUrl, TIMEOUT_MS),
    logger: silent,
  })

/** Slack says which scopes a token has with whatever it answers. */
async function tokenProbes({ app, team, botToken }: Settings, to: To): Promise<readonly Probe[]> {
  const client = open(botToken, to)
  try {
    const is = await client.auth.test()
    const { team_id = '', enterprise_id: enterprise, user, bot_id: bot } = is
    return [
      passed('slack-token', says.edgeDoctorSlack.token(user, is.team)),
      workspaceProbe(team, { team: team_id, ...(enterprise !== undefined && { enterprise }) }),
      ...(await appProbes(client, app, bot, to)),
      ...scopeProbes(is.response_metadata?.scopes),
    ]
  } catch (error) {
    return fromError('slack-token', asOutside('auth.test', error), to.reach)
  }
}

async function appProbes(client: WebClient, app: string, bot: string | undefined, to: To): Promise<readonly Probe[]> {
  if (bot === undefined) return [slackAppProbe(app, undefined)]
  try {
    const { bot: told } = await client.bots.info({ bot })
    return [slackAppProbe(app, told?.app_id)]
  } catch (error) {
    // A scope that is missing is told by itself.
    const hidden = error instanceof WebAPIPlatformError && error.data.error === 'missing_scope'
    return hidden ? [slackAppProbe(app, undefined)] : fromError('slack-app', asOutside('bots.info', error), to.reach)
  }
}

/** An address for a connection is given and not used, so a bot that runs keeps its own. */
async function doorProbes({ app, by }: Settings, to: To): Promise<readonly Probe[]> {
  if ('http' in by) return [signingProbe, reachProbe('slack', 'Slack', '/slack/events')]
  const fault = appTokenFault(app, by.socket.appToken)
  if (fault) return [fault]
  try {
    await open(by.socket.appToken, to).apps.connections.open()
    return [socketProbe(undefined)]
  } catch (error) {
    if (error instanceof WebAPIPlatformError) return [socketProbe(String(error.data.error))]
    return fromError('slack-door', asOutside('apps.connections.open', error), to.reach)
  }
}
