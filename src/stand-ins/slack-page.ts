/** A channel drawn the way Slack draws it, as one HTML page that needs nothing else. */

import { escaped, mrkdwnHtml, type Names } from './slack-mrkdwn.ts'
import { blockHtml } from './slack-page-blocks.ts'
import { css } from './slack-page-style.ts'
import type { SlackMessage, Typed } from './slack-workspace.ts'

/** Something in a channel's flow: a message with the replies below it, or a command somebody typed. */
export type Entry =
  | {
      readonly is: 'message'
      readonly seq: number
      readonly message: SlackMessage
      readonly replies: readonly SlackMessage[]
    }
  | ({ readonly is: 'typed' } & Typed)

export interface ChannelPage {
  readonly workspace: string
  readonly channel: string
  readonly isPrivate: boolean
  readonly topic: string
  /** How many. */
  readonly members: number
  readonly channels: readonly { readonly id: string; readonly name: string; readonly isPrivate: boolean }[]
  readonly people: Readonly<Record<string, { readonly name: string; readonly bot: boolean }>>
  /** In the order they happened. */
  readonly entries: readonly Entry[]
}

/** The whole document. Pictures are asked for at `/kedge/file/<id>`; times are shown in UTC. */
export function renderChannel(page: ChannelPage): string {
  const title = `${page.isPrivate ? '🔒 ' : '# '}${page.channel}`
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} · ${escaped(page.workspace)}</title><style>${css}</style></head>
<body><nav><h1>${escaped(page.workspace)}</h1>${page.channels.map(c => channelLink(c, page.channel)).join('')}</nav>
<main><header><h2>${escaped(title)}</h2><span>${page.members} members</span><p>${escaped(page.topic)}</p></header>
${flow(page)}
</main></body></html>
`
}

function channelLink({ name, isPrivate }: ChannelPage['channels'][number], current: string): string {
  const here = name === current ? ' class="here" aria-current="page"' : ''
  return `<a${here} href="/kedge/channel/${encodeURIComponent(name)}"><i>${isPrivate ? '🔒' : '#'}</i>${escaped(name)}</a>`
}

function flow(page: ChannelPage): string {
  if (page.entries.length === 0) return '<p class="empty">Nothing has been said here yet.</p>'
  const days = page.entries.map(entry => dayOf(entry.is === 'typed' ? entry.at : entry.message.at))
  return page.entries
    .map((entry, n) => (days[n] === days[n - 1] ? '' : dayLine(days[n] ?? '')) + entryHtml(entry, page))
    .join('\n')
}

function dayLine(day: string): string {
  return `<div class="day"><span>${escaped(day)}</span></div>`
}

function entryHtml(entry: Entry, page: ChannelPage): string {
  if (entry.is === 'typed') return typedHtml(entry, page)
  const replies = entry.replies.map(reply => messageHtml(reply, page)).join('\n')
  const count = `${entry.replies.length} ${entry.replies.length === 1 ? 'reply' : 'replies'}`
  const thread = entry.replies.length > 0 ? `<div class="thread"><p class="count">${count}</p>${replies}</div>` : ''
  return messageHtml(entry.message, page) + thread
}

function messageHtml(message: SlackMessage, page: ChannelPage): string {
  const { name, bot } = authorOf(message.user, page)
  const only = message.target_user === undefined ? '' : onlyVisible(authorOf(message.target_user, page).name)
  const edited = message.edited ? ' <small class="edited">(edited)</small>' : ''
  return `<article id="p${escaped(message.ts.replace('.', ''))}"${only && ' class="private"'}>${avatar(name, bot)}<div class="said">${only}
<p class="by"><b>${escaped(name)}</b>${bot ? '<span class="app">APP</span>' : ''}<time>${timeOf(message.at)}</time></p>
${wordsHtml(message, namesOf(page))}${edited}</div></article>`
}

/** Where there are blocks, the text is only for notifications. */
function wordsHtml({ blocks, text, files }: SlackMessage, names: Names): string {
  const words =
    blocks.length > 0
      ? blocks.map(b => blockHtml(b, names)).join('\n')
      : `<p class="text">${mrkdwnHtml(text, names)}</p>`
  return words + files.map(id => `<img class="picture" src="/kedge/file/${encodeURIComponent(id)}" alt="">`).join('')
}

function typedHtml({ user, line, at }: Typed, page: ChannelPage): string {
  const { name, bot } = authorOf(user, page)
  return `<article class="private typed">${avatar(name, bot)}<div class="said">${onlyVisible(name)}
<p class="by"><b>${escaped(name)}</b><time>${timeOf(at)}</time></p><p class="text"><code>${escaped(line)}</code></p></div></article>`
}

function onlyVisible(name: string): string {
  return `<p class="only">Only visible to ${escaped(name)}</p>`
}

function avatar(name: string, bot: boolean): string {
  const initials = name
    .split(/\s+/)
    .map(word => word.charAt(0))
    .slice(0, 2)
    .join('')
    .toUpperCase()
  const hue = [...name].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) % 360, 7)
  return bot
    ? '<span class="avatar bot" aria-hidden="true">⚓</span>'
    : `<span class="avatar" aria-hidden="true" style="background:hsl(${hue} 45% 46%)">${escaped(initials)}</span>`
}

function authorOf(user: string, page: ChannelPage): { name: string; bot: boolean } {
  return page.people[user] ?? { name: user, bot: false }
}

function namesOf(page: ChannelPage): Names {
  return {
    person: id => authorOf(id, page).name,
    channel: id => page.channels.find(c => c.id === id)?.name ?? id,
  }
}

function timeOf(at: string): string {
  return escaped(at.slice(11, 16))
}

function dayOf(at: string): string {
  return new Date(at).toLocaleDateString('en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' })
}
