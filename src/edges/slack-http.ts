/** The HTTP door: what is not signed by Slack, too old, too new, too long or no object at all never reaches Bolt. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { HTTPReceiver } from '@slack/bolt'
import { isValidSlackRequest } from '@slack/bolt'
import { slackPath } from '../core/slack-app.ts'
import type { Log } from '../flows/world.ts'
import { says } from '../words/says.ts'
import { readBody } from './http-body.ts'
import { pathOf } from './http-path.ts'

/** Other paths of the same server: GitHub's webhooks, health, metrics. */
export type OtherPaths = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>

interface SlackDoor {
  readonly receiver: HTTPReceiver
  readonly signingSecret: string
}

export const bodyBytesMax = 1024 * 1024
/** Bolt bounds the past alone; a stamp from the future would stay good for long. */
const futureS = 5 * 60

/** One server for everything that comes by HTTP. Without `slack` (Socket Mode) its path is like any other. */
export function httpServer(slack: SlackDoor | undefined, other: OtherPaths, log: Log): Server {
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 10_000 }, (request, response) => {
    // What we answer is never a page, whatever names stand in it.
    response.setHeader('x-content-type-options', 'nosniff')
    const path = pathOf(request)
    if (path === undefined) return end(response, 400)
    const toSlack = slack !== undefined && path === slackPath && request.method === 'POST'
    const served = toSlack ? admit(slack, request, response, log) : other(request, response)
    Promise.resolve(served).catch(error => {
      log.error({ err: error, path }, says.edgeSlackHttp.failed)
      end(response, 500)
    })
  })
  return server
}

async function admit(slack: SlackDoor, request: IncomingMessage, response: ServerResponse, log: Log): Promise<void> {
  const raw = await readBody(request, bodyBytesMax)
  if (raw === undefined) return end(response.setHeader('connection', 'close'), 413)
  const body = raw.toString('utf8')
  if (isSslCheck(request, body)) return end(response, 200)
  if (!isSigned(slack, request, body)) {
    log.warn({ from: request.socket.remoteAddress }, says.edgeSlackHttp.unsigned)
    return end(response, 401)
  }
  if (!isReadable(request, body)) return end(response, 200)
  slack.receiver.requestListener(Object.assign(request, { rawBody: raw }), response)
}

/** Slack asks now and then whether our certificate is good; nothing else of such a request is read. */
function isSslCheck(request: IncomingMessage, body: string): boolean {
  return isForm(request) && new URLSearchParams(body).get('ssl_check') === '1'
}

function isSigned({ signingSecret }: SlackDoor, { headers }: IncomingMessage, body: string): boolean {
  const signature = headers['x-slack-signature']
  const stamp = headers['x-slack-request-timestamp']
  if (typeof signature !== 'string' || typeof stamp !== 'string' || !/^\d{1,12}$/.test(stamp)) return false
  if (Number(stamp) > Date.now() / 1000 + futureS) return false
  const signed = { 'x-slack-signature': signature, 'x-slack-request-timestamp': Number(stamp) }
  return isValidSlackRequest({ signingSecret, body, headers: signed })
}

/** Bolt trips over bodies that are no objects, and waits three seconds over those of no known kind. */
function isReadable(request: IncomingMessage, body: string): boolean {
  try {
    const form = isForm(request) ? new URLSearchParams(body) : undefined
    const payload = form?.get('payload')
    if (form && !payload) return form.has('command')
    const value = JSON.parse(payload ?? body)
    if (!isObject(value) || Array.isArray(value)) return false
    if (value.type === 'url_verification') return true
    return isObject(value.event) || (Object.hasOwn(known, value.type) && isObject(value[known[value.type] ?? '']))
  } catch {
    return false
  }
}

/** Kinds of bodies, and what each must hold for Bolt to know it. */
const known: Readonly<Record<string, string>> = {
  block_actions: 'actions',
  view_submission: 'view',
  view_closed: 'view',
  block_suggestion: 'user',
  shortcut: 'user',
  message_action: 'user',
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null

function isForm({ headers }: IncomingMessage): boolean {
  return headers['content-type']?.split(';')[0] === 'application/x-www-form-urlencoded'
}

function end(response: ServerResponse, status: number): void {
  if (!response.headersSent) response.writeHead(status)
  response.end()
}
