/** What Slack sends, as plain data of ours, or why it is nothing to us. */
import { ours } from '../reports/slack-blocks.ts'
import { says } from '../words/says.ts'
import { at, inside } from './body-path.ts'
import type { IgnoredArrival } from './ignored-message.ts'

/** Who acted. `team` is the workspace the person belongs to, which need not be ours. */
interface Acted {
  readonly team: string
  readonly enterprise?: string
  readonly user: string
  /** Lives three seconds, once. */
  readonly trigger: string
}

/** `/kedge …`: `text` is what stands after it, as the person wrote it. */
export interface Typed extends Acted {
  readonly channel: string
  readonly text: string
  readonly responseUrl?: string
}

/** A button of one of our messages. */
export interface Pressed extends Acted {
  readonly channel: string
  /** Without the prefix of ours: `approve`. */
  readonly action: string
  readonly value: string
  /** `thread` is the message above, where it stands in a thread; `alone`: one that only this person sees. */
  readonly message: { readonly channel: string; readonly ts: string; readonly thread?: string; readonly alone?: true }
  readonly responseUrl?: string
}

/** A modal sent off. `values` by the id of the input. */
export interface Submitted extends Acted {
  readonly callback: string
  readonly context: string
  readonly values: Readonly<Record<string, string>>
}

/** A file that somebody shared in a channel; what is in it is looked up. */
export interface Shared extends Omit<Acted, 'trigger'> {
  readonly channel: string
  readonly file: string
}

/** Somebody opened the Home of our app. `drawn`: there was something to see on it. */
export type OpenedHome = Omit<Acted, 'trigger'> & { readonly drawn?: true }

/** The same delivery again has the same id; while one of a fold waits, another says nothing new. */
export type Arrival = { readonly delivery: string; readonly fold?: string } & (
  | { readonly flow: 'command'; readonly body: Typed }
  | { readonly flow: 'press'; readonly body: Pressed }
  | { readonly flow: 'submit'; readonly body: Submitted }
  | { readonly flow: 'file'; readonly body: Shared }
  | { readonly flow: 'home'; readonly body: OpenedHome }
)
export interface Ignored {
  readonly flow: 'none'
  readonly because: string
  /** For the record, where it is not just something nobody listens to. */
  readonly kept?: IgnoredArrival
}

export interface Home {
  /** Our app's id, `A…`. */
  readonly app: string
  /** The workspace it is installed in, `T…`, or the organisation, `E…`. */
  readonly team: string
  readonly apiUrl: string
}

/** Reads one verified body: a command, a press or a submission of our own app in our own workspace. */
export function arrivalOf(body: unknown, home: Home): Arrival | Ignored {
  const [app, team, enterprise] = [
    at(body, 'api_app_id'),
    installedIn(body),
    at(body, 'enterprise', 'id') ?? at(body, 'enterprise_id'),
  ]
  if (app !== home.app) return ignored(says.slackArrivals.otherApp(app ?? NONE), 'other-app', app)
  if (home.team !== team && home.team !== enterprise)
    return ignored(says.slackArrivals.otherWorkspace(team ?? NONE), 'other-workspace', team)
  if (at(body, 'command') !== undefined) return typed(body, home)
  if (at(body, 'type') === 'block_actions') return pressed(body, home)
  if (at(body, 'type') === 'view_submission') return submitted(body, home)
  if (at(body, 'event', 'type') === 'file_shared') return shared(body, home)
  if (at(body, 'event', 'type') === 'app_home_opened') return openedHome(body, home)
  return ignored(says.slackArrivals.unheard(at(body, 'event', 'type') ?? at(body, 'type')))
}

/** The address answers may go to: Slack's own, or the stand-in's where the API is one. Anything else is never called. */
export function trustedUrl(url: string | undefined, apiUrl: string): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined
  const { origin, host } = new URL(apiUrl)
  const hooks = /^slack(-gov)?\.com$/.test(host) ? `https://hooks.${host}` : origin
  const given = new URL(url)
  return given.origin === hooks && given.username === '' && given.password === '' ? given.href : undefined
}

function typed(body: unknown, home: Home): Arrival | Ignored {
  const [who, channel] = [actor(body, home), at(body, 'channel_id')]
  if (who === undefined || channel === undefined) return ignored(says.slackArrivals.lacks.command)
  const text = unescaped(at(body, 'text') ?? '')
  return {
    flow: 'command',
    delivery: `slack:${who.trigger}`,
    body: { ...who, channel, text, ...responseOf(body, home) },
  }
}

function pressed(body: unknown, home: Home): Arrival | Ignored {
  const who = actor(body, home)
  const channel = at(body, 'container', 'channel_id') ?? at(body, 'channel', 'id')
  const ts = at(body, 'container', 'message_ts') ?? at(body, 'message', 'ts')
  const id = at(body, 'actions', '0', 'action_id') ?? ''
  if (!id.startsWith(ours)) return ignored(says.slackArrivals.unknownButton(id || NONE), 'unknown-button', id || NONE)
  if (who === undefined || channel === undefined || ts === undefined) return ignored(says.slackArrivals.lacks.press)
  const thread = at(body, 'container', 'thread_ts') ?? at(body, 'message', 'thread_ts')
  const isAlone = inside(body, 'container')?.is_ephemeral === true
  const below = thread !== undefined && thread !== ts && { thread }
  const message = { channel, ts, ...below, ...(isAlone && { alone: true as const }) }
  const value = at(body, 'actions', '0', 'value') ?? ''
  const press = { ...who, channel, action: id.slice(ours.length), value, message, ...responseOf(body, home) }
  return { flow: 'press', delivery: `slack:${who.trigger}`, body: press }
}

function submitted(body: unknown, home: Home): Arrival | Ignored {
  const who = actor(body, home)
  if (who === undefined) return ignored(says.slackArrivals.lacks.submission)
  const [callback, context] = [at(body, 'view', 'callback_id') ?? '', at(body, 'view', 'private_metadata') ?? '']
  return {
    flow: 'submit',
    delivery: `slack:${who.trigger}`,
    body: { ...who, callback, context, values: valuesOf(body) },
  }
}

/** The event names no workspace of the person; whether the account is of ours is looked up. */
function shared(body: unknown, { team }: Home): Arrival | Ignored {
  const [id, user] = [at(body, 'event_id'), at(body, 'event', 'user_id')]
  const [file, channel] = [at(body, 'event', 'file_id'), at(body, 'event', 'channel_id')]
  if (id === undefined || user === undefined || file === undefined || channel === undefined)
    return ignored(says.slackArrivals.lacks.file)
  return { flow: 'file', delivery: `slack:${id}`, body: { team, user, channel, file } }
}

function openedHome(body: unknown, { team }: Home): Arrival | Ignored {
  const [id, user, tab] = [at(body, 'event_id'), at(body, 'event', 'user'), at(body, 'event', 'tab')]
  if (tab !== undefined && tab !== 'home') return ignored(says.slackArrivals.otherTab(tab))
  if (id === undefined || user === undefined) return ignored(says.slackArrivals.lacks.home)
  const drawn = inside(body, 'event', 'view') !== undefined && { drawn: true as const }
  return { flow: 'home', delivery: `slack:${id}`, fold: `home:${user}`, body: { team, user, ...drawn } }
}

/** In a view of a shared channel, `team` may be a stranger's: where the app is installed is said apart. */
function installedIn(body: unknown): string | undefined {
  return at(body, 'view', 'app_installed_team_id') ?? at(body, 'team', 'id') ?? at(body, 'team_id')
}

function actor(body: unknown, home: Home): Acted | undefined {
  const user = at(body, 'user', 'id') ?? at(body, 'user_id')
  const enterprise = at(body, 'enterprise', 'id') ?? at(body, 'enterprise_id')
  const own = at(body, 'user', 'team_id') ?? at(body, 'team', 'id') ?? at(body, 'team_id')
  const team = home.team.startsWith('E') ? enterprise : own
  const trigger = at(body, 'trigger_id') ?? viewTrigger(body)
  if (user === undefined || team === undefined || trigger === undefined) return undefined
  return { team, ...(enterprise !== undefined && { enterprise }), user, trigger }
}

/** Where no trigger was sent, what stands still when the same act is sent again. */
function viewTrigger(body: unknown): string | undefined {
  const [view, hash, action] = [at(body, 'view', 'id'), at(body, 'view', 'hash'), at(body, 'actions', '0', 'action_ts')]
  if (action !== undefined) return `${at(body, 'user', 'id')}:${action}`
  return view !== undefined && hash !== undefined ? `${view}:${hash}` : undefined
}

function responseOf(body: unknown, { apiUrl }: Home): { responseUrl?: string } {
  const responseUrl = trustedUrl(at(body, 'response_url'), apiUrl)
  return responseUrl === undefined ? {} : { responseUrl }
}

function valuesOf(body: unknown): Readonly<Record<string, string>> {
  const blocks = Object.entries(inside(body, 'view', 'state', 'values') ?? {})
  return Object.fromEntries(blocks.map(([id, inputs]) => [id, answered(Object.values(inputs ?? {})[0])]))
}

/** What was written, or chosen. */
function answered(input: unknown): string {
  return at(input, 'value') ?? at(input, 'selected_option', 'value') ?? at(input, 'selected_date') ?? ''
}

/** Slack escapes what people type in a command. */
function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

function ignored(because: string, code?: IgnoredArrival['code'], what = NONE): Ignored {
  return { flow: 'none', because, ...(code && { kept: { door: 'slack', code, what } }) }
}
const NONE = '(none)'
