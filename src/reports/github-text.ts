import type { Inline, Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { cut, type Faces, line, lines, nameOf, timeOf, webAddress } from './clean.ts'

/** A backtick, as an escape: in quotes, the test that looks for sentences takes it for the beginning of one. */
const TICK = '\u0060'
const TICKS = /\u0060+/g

/** Seen by nobody, but GitHub no longer reads `@team`, `#12`, `GH-12`, an address or `:emoji:` here. */
const gap = '&#8203;'

/** Text that is HTML and nothing else. Mentions, numbers and addresses are found in rendered text too, so they are parted, also from a next piece. */
export function html(text: string): string {
  return line(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/#(?=\d|$)/g, `#${gap}`)
    .replaceAll('@', `@${gap}`)
    .replace(/\b(GH-)(?=\d)/gi, `$1${gap}`)
    .replaceAll('//', `/${gap}/`)
    .replace(/\bwww\./gi, `www${gap}.`)
    .replace(/:(?=[\w+-]*[a-z+-][\w+-]*:)/gi, `:${gap}`)
}

/** Nothing is escaped where GitHub shows no Markdown, so what parts words there is a letter nobody sees. */
const unseenGap = '\u200b'

/** In the message of a commit, GitHub runs no workflow of the push with it. */
const NO_RUN = /\[(?=(?:skip ci|ci skip|no ci|skip actions|actions skip)\])/gi

/** What GitHub finds in any text that becomes its: mentions, numbers that `fixes` before them would close, words that stop runs. */
function parted(text: string): string {
  return text
    .replace(NO_RUN, `[${unseenGap}`)
    .replaceAll('@', `@${unseenGap}`)
    .replace(/#(?=\d)/g, `#${unseenGap}`)
    .replace(/\b(GH-)(?=\d)/gi, `$1${unseenGap}`)
    .replaceAll('//', `/${unseenGap}/`)
}

/** A title of a pull request, an issue, a check or a commit: one line that GitHub takes. */
export function githubTitle(text: string, most = 250): string {
  return cut(parted(line(text)), most) || '…'
}

/** What people wrote, in the message of a commit: each line marked, so that none looks like a trailer of ours. */
export function commitQuote(text: string): string {
  return lines(text)
    .trim()
    .split('\n')
    .map(each => `> ${parted(each)}`.trimEnd())
    .join('\n')
}

/** One line of foreign text in Markdown. Characters inside a word (`flight_delay`) mean nothing and stay readable. */
export function prose(text: string): string {
  return html(text)
    .replace(/[\\\u0060*~[\]{}|$^]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&')
    .replace(/^([-+=#]|\d+(?=[.)](?:\s|$)))/, first => (/\d/.test(first) ? `${first}${gap}` : `\\${first}`))
}

/** Code in a line: one backtick more than the longest run inside. */
export function inlineCode(text: string): string {
  const inside = line(text)
  if (inside === '') return ''
  const mark = TICK.repeat(longestRun(inside, TICKS) + 1)
  const pad = /^\u0060|\u0060$|^ .* $/.test(inside) ? ' ' : ''
  return mark + pad + inside + pad + mark
}

/** A fence longer than every run of backticks inside. */
export function fence(text: string, language = ''): string {
  const mark = TICK.repeat(Math.max(3, longestRun(text, TICKS) + 1))
  return `${mark}${language.replace(/[^\w+-]/g, '')}\n${text}\n${mark}`
}

function longestRun(text: string, runs: RegExp): number {
  return Math.max(0, ...(text.match(runs) ?? []).map(run => run.length))
}

/** Words as Markdown. A pinged person with a GitHub login is mentioned. */
export function githubWords(words: Words, people: Faces): string {
  return words
    .map(inline => pieceOf(inline, people))
    .join('')
    .trim()
}

function pieceOf(inline: Inline, people: Faces): string {
  if (typeof inline === 'string') return spaced(inline)
  switch (inline.is) {
    case 'strong':
      return line(inline.text) === '' ? '' : `**${prose(inline.text)}**`
    case 'code':
      return inlineCode(inline.text)
    case 'link':
      return linkOf(inline.text, inline.url)
    case 'person':
      return personOf(inline.id, inline.ping === true, people)
    case 'channel':
      return prose(inline.id)
    case 'time':
      return html(timeOf(inline.at, inline.show))
  }
}

function spaced(text: string): string {
  return (/^\s/.test(text) ? ' ' : '') + prose(text) + (/\S\s+$/.test(text) ? ' ' : '')
}

/** `URL` has encoded spaces and angle brackets; parentheses would end the address and pipes a table's cell. */
function linkOf(text: string, url: string): string {
  const address = webAddress(url)?.replace(
    /[()<>|\\\u0060*_[\]]/g,
    found => `%${found.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  const label = prose(text) || says.githubText.link
  return address === undefined ? label : `[${label}](${address})`
}

function personOf(id: string, ping: boolean, people: Faces): string {
  const login = Object.hasOwn(people, id) ? people[id]?.github?.login : undefined
  return ping && login !== undefined && /^[a-z\d](?:-?[a-z\d]){0,38}$/i.test(login)
    ? `@${login}`
    : prose(nameOf(id, people))
}
