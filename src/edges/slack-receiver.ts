import { HTTPReceiver, SocketModeReceiver } from '@slack/bolt'
import { ProblemError, problem } from '../core/problem.ts'
import { slackPath } from '../core/slack-app.ts'
import type { SlackSettings } from './slack.ts'
import { clientOptions } from './slack-calls.ts'
import { bodyBytesMax } from './slack-http.ts'
import { slackLog } from './slack-log.ts'

/** Bolt’s own, by the way Slack reaches us. Throws `ProblemError` where that way could not work. */
export function receiverOf({ by, listen, log }: SlackSettings, apiUrl: string): HTTPReceiver | SocketModeReceiver {
  const logger = slackLog(log)
  if ('socket' in by) {
    const installerOptions = { clientOptions: clientOptions(apiUrl) }
    return new SocketModeReceiver({
      appToken: by.socket.appToken,
      logger,
      autoReconnectEnabled: false,
      installerOptions,
    })
  }
  if (by.http.signingSecret === '') throw new ProblemError([noSecret])
  if (listen === undefined) throw new ProblemError([noPort])
  return new HTTPReceiver({
    signingSecret: by.http.signingSecret,
    endpoints: slackPath,
    bodyLimit: bodyBytesMax,
    // The door before it has verified the same bytes with the same function; a second time costs as much as all the rest.
    signatureVerification: false,
    logger,
    // What could not be kept must come again, so it is not acknowledged.
    processEventErrorHandler: async ({ error, response }) => {
      log.error({ err: error }, 'what Slack sent could not be kept')
      if (!response.headersSent) response.writeHead(503).end()
      return true
    },
  })
}

const noSecret = problem(
  'no-signing-secret',
  'Without its signing secret, anybody could speak as Slack.',
  'set the signing secret of the app (Basic Information), or use Socket Mode',
)
const noPort = problem('no-port', 'Slack cannot reach a bot that listens nowhere.', 'name a port, or use Socket Mode')
