import { type Airline, OWNER, REPO, SIGNING_SECRET, WEBHOOK_SECRET } from './airline.ts'

export type DoorKind = 'http' | 'socket'

export interface Doors {
  readonly door?: DoorKind
  /** Addresses of proxies that stand between. */
  readonly githubUrl?: string
  readonly slackUrl?: string
  readonly port?: number
}

/** What a bot needs to talk to the airline; `more` is the rest of its parts. */
export function botParts<M extends object>(air: Pick<Airline, 'github' | 'slack' | 'connections'>, more: M & Doors) {
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
      pace: 'none' as const,
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
