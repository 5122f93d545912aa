import type { Parts } from '../assemble.ts'
import { type Airline, OWNER, REPO, SIGNING_SECRET, WEBHOOK_SECRET } from './airline.ts'

export type DoorKind = 'http' | 'socket'

/** What a bot needs to talk to the airline. Addresses may be replaced by those of proxies. */
export function botParts(
  air: Pick<Airline, 'github' | 'slack' | 'connections'>,
  more: Pick<Parts, 'log' | 'data'> &
    Partial<Parts> & {
      readonly door?: DoorKind
      readonly githubUrl?: string
      readonly slackUrl?: string
      readonly port?: number
    },
): Parts {
  const { door = 'http', githubUrl, slackUrl, port = 0, ...rest } = more
  const { app, url } = air.github
  const { ids, botToken, appToken, apiUrl } = air.slack
  return {
    github: {
      owner: OWNER,
      repo: REPO,
      appId: app.id,
      privateKey: app.privateKey,
      baseUrl: githubUrl ?? url,
      pace: 'none',
      webhookSecret: WEBHOOK_SECRET,
    },
    slack: {
      app: ids.app,
      team: ids.team,
      botToken,
      by: door === 'http' ? { http: { signingSecret: SIGNING_SECRET } } : { socket: { appToken } },
      listen: { port, host: '127.0.0.1' },
      apiUrl: slackUrl ?? apiUrl,
    },
    connections: air.connections,
    ...rest,
  }
}
