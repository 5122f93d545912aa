/** What Kedge looks at and does in Slack. Each call is made once: whether to try again is the outbox's to decide. */
import { WebClient, type WebClientOptions } from '@slack/web-api'
import { OutsideError, outside } from '../core/outside.ts'
import type { SlackCall } from '../core/slack-app.ts'
import type { Eyes, Hands, Log, SlackUser } from '../flows/world.ts'
import type { Faces } from '../reports/clean.ts'
import { slackHome, slackMessage, slackModal } from '../reports/slack-blocks.ts'
import type { Document } from '../words/document.ts'
import { says } from '../words/says.ts'
import { type Home, trustedUrl } from './slack-arrivals.ts'
import { asOutside } from './slack-errors.ts'
import { type SlackFiles, slackFiles } from './slack-files.ts'
import { slackLink } from './slack-link.ts'
import { slackLog } from './slack-log.ts'

export type SlackEyes = Pick<Eyes, 'message' | 'messageUrl' | 'slackUser'> & SlackFiles
export type SlackHands = Pick<
  Hands,
  'postMessage' | 'updateMessage' | 'uploadPicture' | 'answer' | 'openModal' | 'publishHome'
>

const timeoutMs = 3000

/** How both clients reach Slack: one try, a limit in time, and no waiting on a limit of calls. */
export function clientOptions(apiUrl: string, timeout = timeoutMs): WebClientOptions {
  return { slackApiUrl: apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, timeout }
}

/** Who the bot token belongs to. */
export interface Self {
  readonly team: string
  readonly enterprise?: string
  readonly user: string
  /** Of the workspace, with a slash at its end. */
  readonly url: string
}

export interface SlackCalls {
  readonly see: SlackEyes
  readonly do: SlackHands
  self(): Promise<Self>
}

/** `people` gives the names and Slack ids that documents are drawn with. */
export function slackCalls(
  home: Home & { botToken: string; log: Log; timeoutMs?: number },
  people: () => Faces | Promise<Faces>,
): SlackCalls {
  const client = new WebClient(home.botToken, {
    ...clientOptions(home.apiUrl, home.timeoutMs),
    logger: slackLog(home.log),
  })
  let known: Promise<Self> | undefined
  const self = () => {
    known ??= call('auth.test', () => client.auth.test()).then(selfOf)
    known.catch(() => (known = undefined))
    return known
  }
  const drawn = async (document: Document) => slackMessage(document, await people())
  return {
    self,
    see: {
      message: async (at, key) => {
        const { user } = await self()
        const ours = (found: Found) => found.metadata?.event_payload?.key === key && found.user === user
        const found = (await (at.thread ? replies(client, at.channel, at.thread) : newest(client, at.channel))).find(
          each => each.metadata?.event_type === eventType && ours(each),
        )
        return found?.ts === undefined ? undefined : { ts: found.ts }
      },
      messageUrl: async at => slackLink((await self()).url, at),
      slackUser: id => userOf(client, home, id),
      ...slackFiles(client, home),
    },
    do: {
      postMessage: async ({ channel, thread, key }, document) => {
        const { text, blocks } = await drawn(document)
        const place = { channel, ...(thread !== undefined && { thread_ts: thread }) }
        const words = { text, blocks: blocks as never, metadata: marked(key), unfurl_links: false, unfurl_media: false }
        const { ts = '' } = await call(
          'chat.postMessage',
          () => client.chat.postMessage({ ...place, ...words }),
          blocks,
        )
        return { ts }
      },
      updateMessage: async ({ channel, ts, key }, document) => {
        const { text, blocks } = await drawn(document)
        const words = { text, blocks: blocks as never, metadata: marked(key) }
        await call('chat.update', () => client.chat.update({ channel, ts, ...words }), blocks)
      },
      uploadPicture: async ({ png, name, title, alt }) => {
        const file = { file: Buffer.from(png), filename: name, title, alt_text: alt.slice(0, 1000) }
        const { files } = await call('files.uploadV2', () => client.filesUploadV2(file))
        const id = files[0]?.files?.[0]?.id
        if (id === undefined) throw outside('unavailable', says.slackCalls.noFile)
        return { file: id }
      },
      answer: async ({ channel, user, responseUrl }, document) => {
        const { text, blocks } = await drawn(document)
        const url = trustedUrl(responseUrl, home.apiUrl)
        if (url !== undefined && (await respond(url, { text, blocks }))) return
        await call('chat.postEphemeral', () =>
          client.chat.postEphemeral({ channel, user, text, blocks: blocks as never }),
        )
      },
      openModal: async (trigger, modal) => {
        const view = slackModal(modal, await people())
        await call('views.open', () => client.views.open({ trigger_id: trigger, view: view as never }))
      },
      publishHome: async (user, document) => {
        const view = slackHome(document, await people())
        await call('views.publish', () => client.views.publish({ user_id: user, view: view as never }))
      },
    },
  }
}

/** How a message of ours is found again after a lost answer. */
const eventType = 'kedge'
const marked = (key: string) => ({ event_type: eventType, event_payload: { key } })

interface Found {
  readonly ts?: string
  readonly user?: string
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: { readonly key?: unknown } }
}

async function newest(client: WebClient, channel: string): Promise<readonly Found[]> {
  const asked = { channel, limit: 200, include_all_metadata: true }
  const { messages } = await call('conversations.history', () => client.conversations.history(asked))
  return (messages ?? []) as readonly Found[]
}

/** Slack gives the oldest replies first, so all pages are read, a thousand at most. */
async function replies(client: WebClient, channel: string, ts: string): Promise<readonly Found[]> {
  const all: Found[] = []
  for (let cursor = '', page = 0; page < 5; page++) {
    const asked = { channel, ts, limit: 200, include_all_metadata: true, ...(cursor !== '' && { cursor }) }
    const { messages, response_metadata } = await call('conversations.replies', () =>
      client.conversations.replies(asked),
    )
    all.push(...((messages ?? []) as readonly Found[]))
    cursor = response_metadata?.next_cursor ?? ''
    if (cursor === '') break
  }
  return all
}

/** Whoever Slack does not show us is a stranger. */
async function userOf(client: WebClient, home: Home, id: string): Promise<SlackUser> {
  try {
    const { user = {} } = await call('users.info', () => client.users.info({ user: id }))
    const team = user.team_id ?? ''
    const ours = team === home.team || user.enterprise_user?.enterprise_id === home.team
    const is = user.deleted
      ? 'deleted'
      : user.is_bot || id === 'USLACKBOT'
        ? 'bot'
        : user.is_stranger || !ours
          ? 'stranger'
          : user.is_restricted || user.is_ultra_restricted
            ? 'guest'
            : 'person'
    return { id, team, is }
  } catch (error) {
    if (error instanceof OutsideError && /user_not_(found|visible)/.test(error.message))
      return { id, team: '', is: 'stranger' }
    throw error
  }
}

/** Whether the one-off address took it; it takes five answers within half an hour. */
async function respond(url: string, message: object): Promise<boolean> {
  const body = JSON.stringify({ response_type: 'ephemeral', replace_original: false, ...message })
  const headers = { 'content-type': 'application/json' }
  const asked = { method: 'POST', headers, body, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) } as const
  return fetch(url, asked).then(
    answer => answer.ok,
    () => false,
  )
}

function selfOf(told: { team_id?: string; enterprise_id?: string; user_id?: string; url?: string }): Self {
  const { team_id: team = '', enterprise_id: enterprise, user_id: user = '', url = 'https://slack.com/' } = told
  return { team, user, url, ...(enterprise !== undefined && { enterprise }) }
}

/** A picture is refused until Slack has looked at it, so such a refusal is worth another try. */
async function call<T>(name: SlackCall, ask: () => Promise<T>, blocks: readonly { type: string }[] = []): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    const told = asOutside(name, error)
    const pictured = blocks.some(block => block.type === 'image')
    if (pictured && told instanceof OutsideError && told.message.includes('invalid_blocks'))
      throw new OutsideError('unavailable', told.message, { cause: error })
    throw told
  }
}
