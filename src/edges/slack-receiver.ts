import { HTTPReceiver, SocketModeReceiver } from '@slack/bolt'
import { ProblemError, problem } from '../core/problem.ts'
import { slackPath } from '../core/slack-app.ts'
import { says } from '../words/says.ts'
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
  if (by.http.signingSecret === '')
    throw new ProblemError([problem('no-signing-secret', ...says.slackReceiver.noSecret)])
  if (listen === undefined) throw new ProblemError([problem('no-port', ...says.slackReceiver.noPort)])
  return new HTTPReceiver({
    signingSecret: by.http.signingSecret,
    endpoints: slackPath,
    bodyLimit: bodyBytesMax,
    // The door before it has verified the same bytes with the same function; a second time costs as much as all the rest.
    signatureVerification: false,
    logger,
    // What could not be kept must come again, so it is not acknowledged.
    processEventErrorHandler: async ({ error, response }) => {
      log.error({ err: error }, says.slackReceiver.notKept)
      if (!response.headersSent) response.writeHead(503).end()
      return true
    },
  })
}
