/**
 * A local Slack: the emulator's Web API with the real one's refusals, and what the emulator lacks: people who type,
 * press and submit, over signed HTTP or Socket Mode, `response_url`, and a page to look at a channel.
 */
import { type EmulatedApp, getSlackStore, type Inside, type Loose, startAmended } from './emulate.ts'
import { type Call, standBefore } from './slack-api.ts'
import type { Answer, Delivery, Door, Kind } from './slack-doors.ts'
import { serveFiles } from './slack-files.ts'
import { httpDoor } from './slack-http.ts'
import { servePages } from './slack-pages.ts'
import { type Person, personOf } from './slack-person.ts'
import { type Tickets, ticketsOf } from './slack-response-url.ts'
import { type SlackOptions, seedOf, settle } from './slack-seed.ts'
import { openSockets, type Sockets } from './slack-socket.ts'
import {
  appToken,
  botToken,
  ids,
  type SlackFile,
  type SlackMessage,
  type Workspace,
  workspaceOf,
} from './slack-workspace.ts'

/** The stand-in. Channels are given by id, name, `#name`, or a person's id for their direct messages. */
export interface SlackStandIn {
  readonly url: string
  /** What is in it, for who draws it. */
  readonly workspace: Workspace
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
  const line: Line = { door: unconnected, sockets: undefined }
  let furnished: Office | undefined
  const { port } = options
  const emulator = await startAmended('slack', { port, seed: seedOf(options) }, (inside, register) => {
    furnished = furnish(inside, register, options, line)
  })
  const office = furnished ?? outdated()
  settle(office.workspace.db, options)
  return {
    ...lookingAt(office),
    ...switching(line, options.signingSecret),
    person: id => personOf(office.workspace, office.tickets, office.workspace.member(id).id, () => line.door),
    raw: async (kind, payload, { twice, ...how } = {}) => {
      if (!twice) return line.door(kind, payload, how)
      const again = { ...how, retry: { num: 1, reason: 'http_timeout' } }
      return (await Promise.all([line.door(kind, payload, how), line.door(kind, payload, again)]))[1]
    },
    close: async () => {
      await line.sockets?.close()
      await emulator.close()
    },
  }
}

/** The line to the app, which tests may switch while people are at work. */
interface Line {
  door: Door
  sockets: Sockets | undefined
}

/** What stands behind the counter. */
interface Office {
  readonly workspace: Workspace
  readonly tickets: Tickets
  readonly calls: Call[]
}

/** Builds what the emulator lacks around it, while it is being built itself. */
function furnish(inside: Inside, register: () => void, { people, scopes, now }: SlackOptions, line: Line): Office {
  const { app, store, url } = inside
  const workspace = workspaceOf(getSlackStore(store), { url, people, scopes, now: now ?? (() => new Date()) })
  const tickets = ticketsOf(workspace)
  const calls: Call[] = []
  withoutHourlyLimit(app)
  serveFiles(app, workspace)
  register()
  app.post('/response/:id', async c => {
    const { status, body } = tickets.answer(c.req.param('id'), await c.req.json())
    return c.text(body, status)
  })
  servePages(app, workspace)
  standBefore(app, workspace, calls, () => line.sockets?.url)
  return { workspace, tickets, calls }
}

function lookingAt({ workspace, calls }: Office) {
  const { url, messages, edits, file, channel } = workspace
  return {
    url,
    workspace,
    apiUrl: `${url}/api/`,
    responseUrls: `${url}/response/`,
    botToken,
    appToken,
    ids,
    calls,
    messages,
    thread: (ref: string, ts: string) => messages(ref).filter(m => m.thread_ts === ts && m.ts !== ts),
    edits,
    file,
    pageOf: (ref: string) => `${url}/kedge/channel/${channel(ref).name}`,
  }
}

function switching(line: Line, signingSecret: string): Pick<SlackStandIn, 'useHttp' | 'useSocket'> {
  return {
    useHttp: url => {
      line.door = httpDoor(url, signingSecret)
    },
    useSocket: async () => {
      line.sockets ??= await openSockets()
      line.door = line.sockets.door
      return line.sockets
    },
  }
}

const unconnected: Door = async () => {
  throw new Error('Nobody listens to this Slack.\n  fix: call useHttp(url) or useSocket() first')
}

function withoutHourlyLimit(app: EmulatedApp): void {
  const limit = app.middleware.findIndex(m => String(m.handlers[0]).includes('X-RateLimit-Limit'))
  if (limit < 0) outdated()
  app.middleware.splice(limit, 1)
}

function outdated(): never {
  throw new Error('The emulator has changed.\n  fix: pin emulate 0.12.2')
}
