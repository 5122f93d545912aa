import type { Block, Button, Document, Inline, Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { aligned, columns, type Faces, line, lines, nameOf, padded, timeOf, webAddress } from './clean.ts'
import { MARKED } from './marked.ts'

/**
 * A document for the terminal: a card with a bar at its left, wrapped at `width` columns (80). Foreign text cannot move
 * the cursor or colour anything.
 */
export function plain(document: Document, people: Faces, { width = 80 }: { width?: number } = {}): string {
  const room = Math.max(20, width) - 2
  const parts = document.blocks.map(block => drawn(block, people, room)).filter(part => part.length > 0)
  const body = parts.length > 0 ? parts : [wrap(line(document.summary) || '…', room)]
  return body
    .flatMap((part, at) => (at === 0 ? part : ['', ...part]))
    .map(barred)
    .join('\n')
}

const barred = (text: string) => `┃ ${text}`.trimEnd()

function drawn(block: Block, people: Faces, room: number): string[] {
  const said = (words: Words) =>
    words
      .map(inline => pieceOf(inline, people))
      .join('')
      .trim()
  switch (block.is) {
    case 'title':
      return titled(wrap(line(block.text), room))
    case 'text':
      return wrap(said(block.words), room)
    case 'facts':
      return facts(
        block.rows.map(([label, words]) => [line(label), said(words)] as const),
        room,
      )
    case 'list':
      return block.items.flatMap(item => {
        const text = said(item)
        return MARKED.test(text) ? hanging(text.slice(0, 2), text.slice(2), room) : hanging('• ', text, room)
      })
    case 'table':
      return block.head.length === 0 ? [] : aligned(block.head, block.rows)
    case 'code':
      return unwrapped(block.text).map(each => `    ${each}`)
    case 'quote':
      return unwrapped(block.text).flatMap(each => wrap(each, room - 2).map(part => `│ ${part}`))
    case 'picture':
      return wrap(says.plain.picture(line(block.alt)), room)
    case 'note':
      return hanging('· ', said(block.words), room)
    case 'rule':
      return ['─'.repeat(room)]
    case 'buttons':
      return wrap(block.buttons.map(buttonOf).join('  '), room)
    case 'diagram':
      return []
    case 'details':
      return [`▸ ${line(block.summary)}`]
  }
}

function pieceOf(inline: Inline, people: Faces): string {
  if (typeof inline === 'string') return lines(inline).replace(/\n+/g, ' ')
  switch (inline.is) {
    case 'strong':
    case 'code':
      return line(inline.text)
    case 'link':
      return [line(inline.text), bracketed(webAddress(inline.url))].filter(part => part !== '').join(' ')
    case 'person':
      return `${inline.ping ? '@' : ''}${line(nameOf(inline.id, people))}`
    case 'channel':
      return `#${line(inline.id)}`
    case 'time':
      return timeOf(inline.at, inline.show)
  }
}

const bracketed = (address: string | undefined) => (address === undefined ? '' : `(${address})`)

/** No-break spaces keep the words of a button together. */
const buttonOf = ({ text }: Button) => `[ ${line(text)} ]`.replaceAll(' ', '\u00a0')

function titled(written: readonly string[]): string[] {
  return written.length === 0 ? [] : [...written, '━'.repeat(Math.max(...written.map(columns)))]
}

function facts(rows: readonly (readonly [string, string])[], room: number): string[] {
  const label = Math.min(24, Math.max(0, ...rows.map(row => columns(row[0])))) + 2
  return rows.flatMap(([name, value]) => hanging(headed(name, label), value || '–', room))
}

/** A label that is longer than its column keeps its distance from what follows. */
const headed = (name: string, label: number) => (columns(name) < label ? padded(name, label) : `${name}  `)

/** The first line begins with `mark`, the others are indented as far. */
function hanging(mark: string, text: string, room: number): string[] {
  const indent = columns(mark)
  const written = wrap(text, Math.max(10, room - indent))
  return written.map((each, at) => (at === 0 ? mark : ' '.repeat(indent)) + each)
}

const unwrapped = (text: string) =>
  line(text) === ''
    ? []
    : lines(text)
        .replace(/^\n+|\s+$/g, '')
        .split('\n')

/** Breaks at spaces; a word longer than a line stands alone on its own. */
function wrap(text: string, room: number): string[] {
  const written: string[] = []
  for (const word of text.split(/ +/).filter(each => each !== '')) {
    const last = written.at(-1)
    if (last !== undefined && columns(last) + columns(word) + 1 <= room) written[written.length - 1] = `${last} ${word}`
    else written.push(word)
  }
  return written.map(each => each.replaceAll('\u00a0', ' '))
}
