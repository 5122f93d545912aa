/** The workspace behind the Slack stand-in: who and what is in it, and how its rows are read and written. */
import type { Loose, Tables } from './emulate.ts'

/** The team's id is the emulator's own; the others are ours and never change. */
export const ids = { team: 'T000000001', app: 'A0KEDGE', bot: 'B0KEDGE', botUser: 'U0KEDGE' } as const
export const botToken = 'xoxb-kedge'
export const appToken = 'xapp-kedge'

/** A member of the workspace. Left out, a person is a full member of our own team. */
export interface Member {
  readonly id: string
  /** The handle, without `@`; the e-mail address is `<name>@acme.test`. */
  readonly name: string
  readonly realName?: string
  readonly tz?: string
  readonly locale?: string
  readonly deleted?: boolean
  readonly is_bot?: boolean
  readonly is_restricted?: boolean
  readonly is_ultra_restricted?: boolean
  readonly is_stranger?: boolean
  /** Another team's id makes a Slack Connect guest. */
  readonly team_id?: string
}

export interface Channel {
  readonly id: string
  /** Without `#`. */
  readonly name: string
  readonly is_private?: boolean
  /** Ids of people; left out, everybody. */
  readonly members?: readonly string[]
  /** `false` leaves our bot outside. */
  readonly bot?: boolean
}

/** A message in Slack's own words, and what Slack does not tell: who alone sees it, and when it was shown by our clock. */
export interface SlackMessage {
  readonly ts: string
  readonly channel_id: string
  readonly user: string
  readonly text: string
  readonly blocks: readonly Loose[]
  readonly thread_ts?: string
  readonly bot_id?: string
  readonly app_id?: string
  readonly metadata?: { readonly event_type: string; readonly event_payload: Loose }
  readonly edited?: { readonly user: string; readonly ts: string }
  /** Ids of the files shared with the message. */
  readonly files: readonly string[]
  /** The only person who sees it. */
  readonly target_user?: string
  /** ISO, by the clock given to `startSlack`. */
  readonly at: string
  /** Grows by one with every message, private ones included. */
  readonly seq: number
}

/** A modal or a Home tab as it stands on somebody's screen. */
export interface SlackView {
  readonly id: string
  readonly type: 'modal' | 'home'
  readonly user: string
  readonly callback_id: string
  readonly private_metadata: string
  readonly title: Loose
  readonly submit: Loose
  readonly close: Loose
  readonly blocks: readonly Loose[]
  readonly hash: string
  /** What was filled in when it was sent last, and what is shown beside it since: a modal that stays keeps both. */
  readonly filled?: Loose
  readonly errors?: Readonly<Record<string, string>>
}

export interface SlackFile {
  readonly name: string
  readonly title: string
  readonly altText: string
  readonly mimetype: string
  readonly bytes: Buffer
}

/** A slash command somebody typed: nobody else sees it in Slack, but our page shows it. */
export interface Typed {
  readonly channel_id: string
  readonly user: string
  readonly line: string
  readonly at: string
  readonly seq: number
}

export interface Workspace {
  readonly url: string
  readonly db: Tables
  readonly people: readonly Member[]
  readonly scopes: readonly string[]
  now(): Date
  /** The row of a channel, by id, name, `#name`, or a person's id (their direct messages with the bot). */
  channel(ref: string): Loose
  member(id: string): Member
  /** Oldest first. */
  messages(channel: string): readonly SlackMessage[]
  whispers(to?: string): readonly SlackMessage[]
  /** A message or a private answer as it stands now. */
  message(ts: string): SlackMessage | undefined
  views(type: 'modal' | 'home', user: string): readonly SlackView[]
  file(id: string): SlackFile | undefined
  /** How often a message was changed. */
  edits(ts: string): number
  typed: Typed[]
  /** The next place in the order of everything shown. */
  place(): { seq: number; at: string }
  /** A timestamp of Slack's form that no message has yet. */
  freshTs(): string
}

/** Looks after the emulator's rows. Everything the bot writes carries its ids, as in Slack, whichever way it is written. */
export function workspaceOf(
  db: Tables,
  known: { url: string; people: readonly Member[]; scopes: readonly string[]; now: () => Date },
): Workspace {
  const edited = new Map<string, number>()
  let seq = 0
  let fresh = 0
  const place = () => ({ seq: ++seq, at: known.now().toISOString() })
  for (const table of [db.messages, db.ephemeralMessages]) {
    const { insert, update } = table
    table.insert = (row: Loose) =>
      insert.call(table, { ...place(), ...(row.user === ids.botUser && { bot_id: ids.bot, app_id: ids.app }), ...row })
    table.update = (id: number, change: Loose) => {
      const ts = table.get(id)?.ts
      if ('edited' in change) edited.set(ts, (edited.get(ts) ?? 0) + 1)
      return update.call(table, id, change)
    }
  }
  const channel = (ref: string): Loose => {
    const name = ref.replace(/^#/, '')
    const isDirect = (row: Loose) => row.is_im && row.members.includes(ref) && row.members.includes(ids.botUser)
    const row = db.channels?.findOneBy('channel_id', ref) ?? db.channels?.findOneBy('name', name)
    return row ?? db.channels?.all().find(isDirect) ?? missing(`channel ${ref}`)
  }
  const inOrder = (rows: Loose[]) => rows.map(messageOf).sort((a, b) => a.seq - b.seq)
  return {
    ...known,
    db,
    channel,
    member: id => known.people.find(p => p.id === id) ?? missing(`person ${id}`),
    messages: ref => inOrder(db.messages.findBy('channel_id', channel(ref).channel_id)),
    whispers: to => inOrder(to ? db.ephemeralMessages.findBy('target_user', to) : db.ephemeralMessages.all()),
    message: ts => [db.messages, db.ephemeralMessages].flatMap(table => table.findBy('ts', ts)).map(messageOf)[0],
    views: (type, user) =>
      db.views
        .all()
        .filter((v: Loose) => v.type === type && v.user_id === user)
        .map(viewOf),
    file: id => fileOf(db.files.findOneBy('file_id', id)),
    edits: ts => edited.get(ts) ?? 0,
    typed: [],
    place,
    freshTs: () => `${Math.floor(Date.now() / 1000)}.9${String(++fresh).padStart(5, '0')}`,
  }
}

function missing(what: string): never {
  throw new Error(`The Slack stand-in has no ${what}.\n  fix: name it in startSlack({ people, channels })`)
}

function messageOf(row: Loose): SlackMessage {
  const { ts, channel_id, user, text, thread_ts, bot_id, app_id, metadata, edited, target_user, at, seq } = row
  const given = { thread_ts, bot_id, app_id, metadata, edited, target_user }
  const there = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  const files = (row.files ?? []).map((f: Loose) => f.file_id)
  return { ts, channel_id, user, text, blocks: row.blocks ?? [], files, at, seq, ...there }
}

function viewOf(row: Loose): SlackView {
  const { type, callback_id, private_metadata, title, submit, close, blocks, hash, filled, errors } = row
  const shown = { callback_id, private_metadata, title, submit, close, blocks, hash }
  return { id: row.view_id, user: row.user_id, type, ...shown, ...(errors && { filled, errors }) }
}

function fileOf(row: Loose): SlackFile | undefined {
  if (row === undefined || row.deleted) return undefined
  const { name, title, mimetype } = row
  return { name, title, mimetype, altText: row.alt_txt ?? '', bytes: Buffer.from(row.content_base64 ?? '', 'base64') }
}
