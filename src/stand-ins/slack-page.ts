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

/** Drawn, since not every machine has a font with these. */
const lock =
  '<svg class="lock" viewBox="0 0 12 13" fill="currentColor" aria-label="private"><path d="M2 6V4a4 4 0 0 1 8 0v2h1v7H1V6zm2 0h4V4a2 2 0 0 0-4 0z"/></svg>'
const eye =
  '<svg viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.4" aria-hidden="true"><path d="M1 8q7-9 14 0-7 9-14 0z"/><circle cx="8" cy="8" r="2.2"/></svg>'

/** The whole document. Pictures are asked for at `/kedge/file/<id>`; times are shown in UTC. */
export function renderChannel(page: ChannelPage): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>#${escaped(page.channel)} · ${escaped(page.workspace)}</title><style>${css}</style></head>
<body><nav><h1>${escaped(page.workspace)}</h1>${page.channels.map(c => channelLink(c, page.channel)).join('')}</nav>
<main><header><h2>${page.isPrivate ? lock : '#'} ${escaped(page.channel)}</h2><span>${page.members} members</span><p>${escaped(page.topic)}</p></header>
${flow(page)}
</main></body></html>
`
}

function channelLink({ name, isPrivate }: ChannelPage['channels'][number], current: string): string {
  const here = name === current ? ' class="here" aria-current="page"' : ''
  return `<a${here} href="/kedge/channel/${encodeURIComponent(name)}"><i>${isPrivate ? lock : '#'}</i>${escaped(name)}</a>`
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
  const seen = entry.replies.filter(reply => reply.target_user === undefined).length
  const count = seen === 1 ? '1 reply' : `${seen} replies`
  const thread = entry.replies.length > 0 ? `<div class="thread"><p class="count">${count}</p>${replies}</div>` : ''
  return messageHtml(entry.message, page) + thread
}

function messageHtml(message: SlackMessage, page: ChannelPage): string {
  const author = authorOf(message.user, page)
  const only = message.target_user === undefined ? '' : onlyVisible(authorOf(message.target_user, page).name)
  return `<article id="p${escaped(message.ts.replace('.', ''))}"${only && ' class="private"'}>${avatar(author)}<div class="said">${only}
${byline(author, message.at, message.edited !== undefined)}
${wordsHtml(message, namesOf(page))}</div></article>`
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
  const author = authorOf(user, page)
  return `<article class="private typed">${avatar(author)}<div class="said">${onlyVisible(author.name)}
${byline(author, at, false)}<p class="text"><code>${escaped(line)}</code></p></div></article>`
}

function onlyVisible(name: string): string {
  return `<p class="only">${eye}Only visible to ${escaped(name)}</p>`
}

function byline({ name, bot }: Author, at: string, edited: boolean): string {
  const marks = `${bot ? '<span class="app">APP</span>' : ''}<time>${escaped(at.slice(11, 16))}</time>`
  return `<p class="by"><b>${escaped(name)}</b>${marks}${edited ? '<small class="edited">(edited)</small>' : ''}</p>`
}

function avatar({ name, bot, hue }: Author): string {
  if (bot) return '<span class="avatar bot" aria-hidden="true">⚓\ufe0e</span>'
  const words = name.split(/\s+/).slice(0, 2)
  const initials = words.map(word => word.charAt(0).toUpperCase()).join('')
  return `<span class="avatar" aria-hidden="true" style="background:hsl(${hue} 48% 44%)">${escaped(initials)}</span>`
}

interface Author {
  readonly name: string
  readonly bot: boolean
  readonly hue: number
}

/** Colours follow the order of people, so that neighbours differ. */
function authorOf(user: string, page: ChannelPage): Author {
  const place = Object.keys(page.people).indexOf(user)
  return { ...(page.people[user] ?? { name: user, bot: false }), hue: (200 + place * 137) % 360 }
}

function namesOf(page: ChannelPage): Names {
  return {
    person: id => authorOf(id, page).name,
    channel: id => page.channels.find(c => c.id === id)?.name ?? id,
  }
}

function dayOf(at: string): string {
  return new Date(at).toLocaleDateString('en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' })
}
