/**
 * A local Slack: the emulator's Web API with the real one's refusals, and what the emulator lacks: people who type,
 * press and submit, over signed HTTP or Socket Mode, `response_url`, and a page to look at a channel.
 */
import { type EmulatedApp, getSlackStore, type Loose, startAmended, type Tables } from './emulate.ts'
import { type Call, standBefore } from './slack-api.ts'
import type { Answer, Delivery, Door, Kind } from './slack-doors.ts'
import { httpDoor } from './slack-http.ts'
import { servePages } from './slack-pages.ts'
import { type Person, personOf } from './slack-person.ts'
import { type Tickets, ticketsOf } from './slack-response-url.ts'
import { openSockets, type Sockets } from './slack-socket.ts'
import {
  appToken,
  botToken,
  type Channel,
  ids,
  type Member,
  type SlackFile,
  type SlackMessage,
  type Workspace,
  workspaceOf,
} from './slack-workspace.ts'

export interface SlackOptions {
  readonly people: readonly Member[]
  readonly channels: readonly Channel[]
  /** The bot's scopes; a call outside them is `missing_scope`. */
  readonly scopes: readonly string[]
  readonly signingSecret: string
  /** 0 or left out: any free port. */
  readonly port?: number
  /** Whose time the page shows; Slack's own timestamps stay real. */
  readonly now?: () => Date
}

/** The stand-in. Channels are given by id, name, `#name`, or a person's id for their direct messages. */
export interface SlackStandIn {
  readonly url: string
  /** For `clientOptions.slackApiUrl`. */
  readonly apiUrl: string
  /** What every `response_url` starts with. */
  readonly responseUrls: string
  readonly botToken: string
  readonly appToken: string
  readonly ids: typeof ids
  /** Every call of a Web API method, oldest first. */
  readonly calls: readonly Call[]
  /** From now on people reach the app by signed requests to this address (whole, such as `http://…/slack/events`). */
  useHttp(url: string): void
  /** From now on people reach the app by Socket Mode. */
  useSocket(): Promise<Pick<Sockets, 'open' | 'refresh' | 'cut'>>
  person(id: string): Person
  /** All messages of a channel, replies too, private answers not, oldest first. */
  messages(channel: string): readonly SlackMessage[]
  /** The replies below a message. */
  thread(channel: string, ts: string): readonly SlackMessage[]
  /** How often a message was edited. */
  edits(ts: string): number
  file(id: string): SlackFile | undefined
  /** The page that shows a channel. */
  pageOf(channel: string): string
  /**
   * Sends what no person could: forged, stale, repeated. `twice` sends both at once and gives the second answer.
   * Signatures and ages exist over HTTP only.
   */
  raw(kind: Kind, payload: Loose, how?: Delivery & { readonly twice?: boolean }): Promise<Answer>
  close(): Promise<void>
}

/** Starts the stand-in. The app is told of nothing until `useHttp` or `useSocket` was called. */
export async function startSlack(options: SlackOptions): Promise<SlackStandIn> {
  const calls: Call[] = []
  let workspace: Workspace | undefined
  let tickets: Tickets | undefined
  let sockets: Sockets | undefined
  let door: Door = closed
  let db: Tables = {}
  const there = () => workspace ?? closed()
  const emulator = await startAmended(
    'slack',
    { port: options.port, seed: seedOf(options) },
    ({ app, store }, register) => {
      db = getSlackStore(store)
      withoutHourlyLimit(app)
      register()
      app.post('/response/:id', async c => {
        const { status, body } = tickets?.answer(c.req.param('id'), await c.req.json()) ?? closed()
        return c.text(body, status)
      })
      servePages(app, there)
      standBefore(app, there, calls, () => sockets?.url)
    },
  )
  settle(db, options)
  const { people, scopes, now = () => new Date() } = options
  const known: Workspace = workspaceOf(db, { url: emulator.url, people, scopes, now })
  const issued = ticketsOf(known)
  workspace = known
  tickets = issued
  return {
    url: emulator.url,
    apiUrl: `${emulator.url}/api/`,
    responseUrls: `${emulator.url}/response/`,
    botToken,
    appToken,
    ids,
    calls,
    useHttp: url => {
      door = httpDoor(url, options.signingSecret)
    },
    useSocket: async () => {
      sockets ??= await openSockets()
      door = sockets.door
      return sockets
    },
    person: id => personOf(known, issued, known.member(id).id, () => door),
    messages: known.messages,
    thread: (channel, ts) => known.messages(channel).filter(m => m.thread_ts === ts && m.ts !== ts),
    edits: known.edits,
    file: known.file,
    pageOf: channel => `${emulator.url}/kedge/channel/${known.channel(channel).name}`,
    raw: async (kind, payload, { twice, ...how } = {}) => {
      if (!twice) return door(kind, payload, how)
      const again = { ...how, retry: { num: 1, reason: 'http_timeout' } }
      return (await Promise.all([door(kind, payload, how), door(kind, payload, again)]))[1]
    },
    close: async () => {
      await sockets?.close()
      await emulator.close()
    },
  }
}

function closed(): never {
  throw new Error('Nobody listens to this Slack.\n  fix: call useHttp(url) or useSocket() first')
}

function seedOf({ people, channels, scopes, signingSecret }: SlackOptions): Loose {
  const app = { app_id: ids.app, client_id: '1.2', client_secret: 'unused', name: 'Kedge', redirect_uris: [], scopes }
  const bot = { bot_id: ids.bot, bot_user_id: ids.botUser, bot_name: 'kedge' }
  return {
    slack: {
      team: { name: 'Acme', domain: 'acme' },
      strict_scopes: true,
      signing_secret: signingSecret,
      users: people.map(p => ({ name: p.name, real_name: p.realName ?? p.name, email: addressOf(p) })),
      channels: channels.map(({ name, is_private }) => ({ name, is_private })),
      oauth_apps: [{ ...app, ...bot }],
      tokens: [{ token: botToken, type: 'bot', user_id: ids.botUser, bot_id: ids.bot, app_id: ids.app, scopes }],
    },
  }
}

/** Ids, members and deletions cannot be seeded; the emulator's own administrator and channels go. */
function settle(db: Tables, { people, channels }: SlackOptions): void {
  for (const { id, deleted = false, ...p } of people)
    db.users.update(db.users.findOneBy('email', addressOf(p)).id, {
      user_id: id,
      deleted,
      ...(p.team_id && { team_id: p.team_id }),
    })
  for (const { id, name, members = people.map(p => p.id), bot = true } of channels)
    db.channels.update(db.channels.findOneBy('name', name).id, {
      channel_id: id,
      members: [...members, ...(bot ? [ids.botUser] : [])],
    })
  db.users.delete(db.users.findOneBy('user_id', 'U000000001').id)
  for (const name of ['general', 'random'])
    if (!channels.some(c => c.name === name)) db.channels.delete(db.channels.findOneBy('name', name).id)
}

function addressOf({ name }: Pick<Member, 'name'>): string {
  return `${name}@acme.test`
}

function withoutHourlyLimit(app: EmulatedApp): void {
  const limit = app.middleware.findIndex(m => String(m.handlers[0]).includes('X-RateLimit-Limit'))
  if (limit < 0) throw new Error('The emulator has changed.\n  fix: pin emulate 0.12.2')
  app.middleware.splice(limit, 1)
}
