/** What was said in a channel, drawn the way Slack draws it: messages, the threads below them, what somebody typed. */
import { escaped, mrkdwnHtml } from './slack-mrkdwn.ts'
import { blockHtml, type Controls, type Drawing } from './slack-page-blocks.ts'
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

export interface Talk {
  readonly channels: readonly { readonly id: string; readonly name: string; readonly isPrivate: boolean }[]
  readonly people: Readonly<Record<string, { readonly name: string; readonly bot: boolean }>>
  /** In the order they happened. */
  readonly entries: readonly Entry[]
  /** The words for a file that is a picture. */
  altOf?(file: string): string
  /** What makes the buttons of a message work; left out, they are only drawn. */
  controlsOf?(message: SlackMessage): Controls
}

/** Drawn, since not every machine has a font with these. */
export const lock =
  '<svg class="lock" viewBox="0 0 12 13" fill="currentColor" role="img" aria-label="private"><path d="M2 6V4a4 4 0 0 1 8 0v2h1v7H1V6zm2 0h4V4a2 2 0 0 0-4 0z"/></svg>'
const eye =
  '<svg viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.4" aria-hidden="true"><path d="M1 8q7-9 14 0-7 9-14 0z"/><circle cx="8" cy="8" r="2.2"/></svg>'

/** How many colours `avatar` has in the style. */
const COLOURS = 7

export function flowHtml(talk: Talk): string {
  if (talk.entries.length === 0) return '<p class="empty">Nothing has been said here yet.</p>'
  const days = talk.entries.map(entry => dayOf(entry.is === 'typed' ? entry.at : entry.message.at))
  return talk.entries
    .map((entry, n) => (days[n] === days[n - 1] ? '' : dayLine(days[n] ?? '')) + entryHtml(entry, talk))
    .join('\n')
}

/** Where a message stands on its page, as Slack writes it in links. */
export function anchorOf(ts: string): string {
  return `p${ts.replace('.', '')}`
}

/** The same names and links everywhere on a page. */
export function drawingOf(talk: Pick<Talk, 'people' | 'channels'>, controls: Controls = {}): Drawing {
  return {
    person: id => authorOf(id, talk).name,
    channel: id => talk.channels.find(c => c.id === id)?.name ?? id,
    ...controls,
  }
}

function dayLine(day: string): string {
  return `<div class="day"><span>${escaped(day)}</span></div>`
}

function entryHtml(entry: Entry, talk: Talk): string {
  if (entry.is === 'typed') return typedHtml(entry, talk)
  const replies = entry.replies.map(reply => messageHtml(reply, talk)).join('\n')
  const seen = entry.replies.filter(reply => reply.target_user === undefined).length
  const count = seen === 1 ? '1 reply' : `${seen} replies`
  const thread = entry.replies.length > 0 ? `<div class="thread"><p class="count">${count}</p>${replies}</div>` : ''
  return messageHtml(entry.message, talk) + thread
}

function messageHtml(message: SlackMessage, talk: Talk): string {
  const author = authorOf(message.user, talk)
  const only = message.target_user === undefined ? '' : onlyVisible(authorOf(message.target_user, talk).name)
  return `<article id="${escaped(anchorOf(message.ts))}"${only && ' class="private"'}>${avatar(author)}<div class="said">${only}
${byline(author, message.at, message.edited !== undefined)}
${wordsHtml(message, talk)}</div></article>`
}

/** Where there are blocks, the text is only for notifications. */
function wordsHtml(message: SlackMessage, talk: Talk): string {
  const { blocks, text, files } = message
  const drawing = drawingOf(talk, talk.controlsOf?.(message))
  const words =
    blocks.length > 0
      ? blocks.map(b => blockHtml(b, drawing)).join('\n')
      : `<p class="text">${mrkdwnHtml(text, drawing)}</p>`
  const held = drawing.holding && blocks.length > 0 ? drawing.holding(words) : words
  return held + files.map(id => pictureHtml(id, talk)).join('')
}

function pictureHtml(id: string, { altOf }: Talk): string {
  return `<img class="picture" src="/kedge/file/${encodeURIComponent(id)}" alt="${escaped(altOf?.(id) ?? '')}">`
}

function typedHtml({ user, line, at }: Typed, talk: Talk): string {
  const author = authorOf(user, talk)
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

function avatar({ name, bot, colour }: Author): string {
  if (bot) return '<span class="avatar bot" aria-hidden="true">⚓\ufe0e</span>'
  const words = name.split(/\s+/).slice(0, 2)
  const initials = words.map(word => word.charAt(0).toUpperCase()).join('')
  return `<span class="avatar colour${colour}" aria-hidden="true">${escaped(initials)}</span>`
}

interface Author {
  readonly name: string
  readonly bot: boolean
  readonly colour: number
}

/** Colours follow the order of people, so that neighbours differ. */
function authorOf(user: string, { people }: Pick<Talk, 'people'>): Author {
  const place = Math.max(0, Object.keys(people).indexOf(user))
  return { ...(people[user] ?? { name: user, bot: false }), colour: place % COLOURS }
}

function dayOf(at: string): string {
  return new Date(at).toLocaleDateString('en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' })
}
