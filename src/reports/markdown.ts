import type { Block, Document } from '../words/document.ts'
import { says } from '../words/says.ts'
import { cut, type Faces, line, lines } from './clean.ts'
import { fence, githubWords, html, prose } from './github-text.ts'

/** What GitHub takes in a pull request, a comment or a check, less some room for a marker of the caller's. */
const most = 65_536 - 1024
/** The last line of what was cut. */
export const cutNote = `_${says.markdown.rest}_`

/** A document as GitHub Markdown; foreign text mentions nobody, closes nothing and holds no HTML. Buttons are left out. */
export function markdown(document: Document, people: Faces): string {
  return fitted(document.blocks.map(block => drawn(block, people)).filter(part => part !== ''))
}

/** Whole blocks while there is room, then a note. The first block that does not fit ends it, so that the order holds. */
function fitted(parts: readonly string[]): string {
  const whole = parts.join('\n\n')
  if (whole.length <= most) return whole
  let room = most - cutNote.length
  const kept: string[] = []
  for (const part of parts) {
    room -= part.length + 2
    if (room < 0) break
    kept.push(part)
  }
  return [...kept, cutNote].join('\n\n')
}

function drawn(block: Block, people: Faces): string {
  switch (block.is) {
    case 'title':
      return line(block.text) === '' ? '' : `### ${prose(block.text)}`
    case 'text':
      return githubWords(block.words, people)
    case 'facts':
      return block.rows
        .map(([label, words]) => `- **${prose(label) || '–'}:** ${githubWords(words, people)}`)
        .join('\n')
    case 'list':
      return block.items.map(item => `- ${githubWords(item, people)}`).join('\n')
    case 'table':
      return table(block.head, block.rows)
    case 'code':
      return line(block.text) === '' ? '' : fence(limited(block.text), block.language)
    case 'quote':
      return quote(block.text)
    case 'picture':
      return `_${prose(block.alt) || says.markdown.picture}_`
    case 'diagram':
      return fence(limited(block.mermaid), 'mermaid')
    case 'note':
      return aside(githubWords(block.words, people))
    case 'rule':
      return '---'
    case 'buttons':
      return ''
    case 'details':
      return details(
        block.summary,
        block.blocks.map(inner => drawn(inner, people)).filter(part => part !== ''),
      )
  }
}

/** One long block of code must not push everything after it out. */
const limited = (text: string) => cut(lines(text).replace(/^\n+|\s+$/g, ''), 30_000)

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (head.length === 0) return ''
  const row = (cells: readonly string[]) =>
    `| ${head.map((_, column) => prose(cells[column] ?? '') || ' ').join(' | ')} |`
  return [row(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(row)].join('\n')
}

/** Each line is marked and ends in a hard break, so lines stay lines and none leaves the quote. */
function quote(text: string): string {
  const written = lines(text).trim()
  return written === ''
    ? ''
    : written
        .split('\n')
        .map(each => `> ${prose(each)}`)
        .join('  \n')
}

const aside = (words: string) => (words === '' ? '' : `<sub>${words}</sub>`)

function details(summary: string, parts: readonly string[]): string {
  return `<details><summary>${html(summary) || says.markdown.details}</summary>\n\n${parts.join('\n\n')}\n\n</details>`
}
