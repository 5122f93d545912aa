/** Where a visitor walks about: the local Slack and GitHub, and the clock on the wall. Nothing here knows Kedge. */
import { createHash } from 'node:crypto'
import type { GitHubStandIn } from './github.ts'
import type { SlackStandIn } from './slack.ts'
import { anchorOf } from './slack-flow.ts'
import { escaped } from './slack-mrkdwn.ts'
import type { Member } from './slack-workspace.ts'

export interface House {
  readonly slack: Pick<SlackStandIn, 'url' | 'workspace' | 'person'>
  /** People have the same login there as their handle in Slack. */
  readonly github: Pick<GitHubStandIn, 'url' | 'person' | 'db'>
  /** `owner/name` */
  readonly repository: string
  readonly clock: {
    readonly now: () => Date
    /** Lets hours go by, and returns when what they bring has come. */
    pass(hours: number): Promise<void>
  }
}

/** Somebody who looks at one page. */
export interface Visit {
  readonly house: House
  readonly as: Member
  /** The page they look at, as an address without origin. */
  readonly path: string
  /** Only pages of ours know it, so no other page can send our forms. */
  readonly token: string
  /** How much of a channel they have seen: the place of its newest message. */
  seen(channel: string): number
}

/** An address of ours that keeps who looks. */
export function addressOf(
  { as }: Pick<Visit, 'as'>,
  path: string,
  query: Readonly<Record<string, string>> = {},
): string {
  return `${path}?${new URLSearchParams({ as: as.name, ...query })}`
}

/** A form that lets this person do something; `hidden` is what it says besides who and from where. */
export function formHtml(visit: Visit, hidden: Readonly<Record<string, string>>, inside: string, more = ''): string {
  const known = { as: visit.as.name, token: visit.token, back: visit.path, ...hidden }
  const fields = Object.entries(known)
    .map(([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`)
    .join('')
  return `<form method="post" action="/kedge/act"${more && ` ${more}`}>${fields}${inside}</form>`
}

/** Links to the local Slack and GitHub lead to our pages of the same things. */
export function ledHere(visit: Visit, url: string): string {
  const { slack, github, repository } = visit.house
  const pull = tail(url, `${github.url}/${repository}/pull/`)
  if (pull !== undefined && /^\d+$/.test(pull)) return addressOf(visit, `/kedge/pull/${pull}`)
  const [, id, message] = /^(\w+)\/(p\d+)/.exec(tail(url, `${slack.url}/archives/`) ?? '') ?? []
  const channel = slack.workspace.db.channels?.findOneBy('channel_id', id)
  return channel ? `${addressOf(visit, '/kedge', { channel: channel.name })}#${message}` : url
}

function tail(url: string, start: string): string | undefined {
  return url.startsWith(start) ? url.slice(start.length) : undefined
}

/** A name for how everything stands: it changes with whatever anybody could see. */
export function versionOf({ slack, github, clock }: House): string {
  const { messages, ephemeralMessages, views } = slack.workspace.db
  const { pullRequests, checkRuns, reviews } = github.db
  const tables = [messages, ephemeralMessages, views, pullRequests, checkRuns, reviews].map(table => table?.all())
  const { typed } = slack.workspace
  const minute = clock.now().toISOString().slice(0, 16)
  return createHash('sha256')
    .update(JSON.stringify([minute, typed.length, tables]))
    .digest('base64url')
    .slice(0, 16)
}

/** The last that was said in a channel after a place in the order, where this person sees it. */
export function newestAfter({ slack }: House, channel: string, as: Member, seq: number): string | undefined {
  const { messages, whispers, channel: row } = slack.workspace
  const id = row(channel).channel_id
  const here = [...messages(channel), ...whispers(as.id).filter(m => m.channel_id === id)]
  const newest = here.sort((a, b) => a.seq - b.seq).at(-1)
  return newest && newest.seq > seq ? anchorOf(newest.ts) : undefined
}
