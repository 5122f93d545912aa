import type { Inline, Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { cut, type Faces, line, lines, nameOf, timeOf, webAddress } from './clean.ts'

/** A backtick, as an escape: in quotes, the test that looks for sentences takes it for the beginning of one. */
const TICK = '\u0060'

/**
 * Slack's markup has escapes for `& < >` alone. What else it would read as bold, italic, strike, code, emoji or a quote is
 * shown by a letter that looks the same. Characters inside a word (`flight_delay`) are safe and stay what they are.
 */
export function mrkdwn(text: string): string {
  return escaped(
    line(text)
      .replaceAll(TICK, 'ˋ')
      .replace(/(?<![\p{L}\p{N}])[*_~]|[*_~](?![\p{L}\p{N}])/gu, mark => alike[mark] ?? mark)
      .replace(/:(?=(?:[a-z_+'-][\w+'-]*|[+-]1|100|1234|8ball):)/giu, '∶')
      .replace(/^(>+)/, quote => '›'.repeat(quote.length)),
  )
}
const alike: Readonly<Record<string, string>> = { '*': '∗', _: 'ˍ', '~': '∼' }

/** The three escapes, each once. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Escaped text of at most `max` characters; an entity or a pair of surrogates is never split. */
export function cutEscaped(text: string, max: number): string {
  if (text.length <= max) return text
  return `${text.slice(0, Math.max(0, max - 1)).replace(/(&[a-z]{0,3}|[\ud800-\udbff])$/, '')}…`
}

/** Words as Slack markup of at most `max` characters. A person is mentioned only where the document says `ping`. */
export function slackWords(words: Words, people: Faces, max: number): string {
  let text = ''
  for (const inline of words) {
    const whole = pieceOf(inline, people)
    const room = max - 1 - text.length
    if (whole.length > room) return text + shortened(inline, whole, room)
    text += whole
  }
  return text
}

function pieceOf(inline: Inline, people: Faces): string {
  if (typeof inline === 'string') return spaced(inline)
  switch (inline.is) {
    case 'strong':
      return wrapped('*', mrkdwn(inline.text))
    case 'code':
      return wrapped(TICK, escaped(line(inline.text).replaceAll(TICK, 'ˋ')))
    case 'link':
      return linkOf(inline.text, inline.url)
    case 'person':
      return personOf(inline.id, inline.ping === true, people)
    case 'channel':
      return /^[CGD][A-Z0-9]{2,}$/.test(inline.id) ? `<#${inline.id}>` : mrkdwn(inline.id)
    case 'time':
      return escaped(timeOf(inline.at, inline.show))
  }
}

/** Plain and marked words can be cut; links and mentions would be broken, so they go as a whole. There is room for `…`. */
function shortened(inline: Inline, whole: string, room: number): string {
  if (typeof inline === 'string') return room < 1 ? '…' : cutEscaped(whole, room + 1)
  const mark = inline.is === 'strong' ? '*' : inline.is === 'code' ? TICK : undefined
  return mark === undefined || room < 4 ? '…' : mark + cutEscaped(whole.slice(1, -1), room - 1) + mark
}

/** Reports write the spaces between inlines at the ends of their strings, so these are kept. */
function spaced(text: string): string {
  const before = /^\s/.test(text) ? ' ' : ''
  const after = /\S\s+$/.test(text) ? ' ' : ''
  return before + mrkdwn(text) + after
}

const wrapped = (mark: string, text: string) => (text === '' ? '' : mark + text + mark)

function linkOf(text: string, url: string): string {
  const address = webAddress(url)
  const label = mrkdwn(cut(text, 300)).replaceAll('|', '¦') || says.slackText.link
  return address === undefined ? label : `<${escaped(address.replaceAll('|', '%7C'))}|${label}>`
}

function personOf(id: string, ping: boolean, people: Faces): string {
  const slack = Object.hasOwn(people, id) ? people[id]?.slack : undefined
  return ping && slack !== undefined && /^[UW][A-Z0-9]+$/.test(slack) ? `<@${slack}>` : mrkdwn(nameOf(id, people))
}

/** Lines between fences, escaped; three backticks in a row inside would end them. */
export function fenced(text: string, max: number): string {
  const fence = TICK.repeat(3)
  const inside = escaped(
    lines(text)
      .replaceAll(fence, 'ˋˋˋ')
      .replace(/^\n+|\s+$/g, ''),
  )
  return `${fence}\n${cutEscaped(inside, max - 8)}\n${fence}`
}

/** Each line of a quote is marked, so none can pretend to be ours. */
export function quoted(text: string, max: number): string {
  return cutEscaped(
    lines(text)
      .trim()
      .split('\n')
      .map(each => `>${mrkdwn(each)}`)
      .join('\n'),
    max,
  )
}
