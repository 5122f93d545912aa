import type { Block, Button, Document, Modal, Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { aligned, cut, type Faces, line } from './clean.ts'
import { MARKED } from './marked.ts'
import { fitting, lettersIn } from './slack-fitting.ts'
import { plain, type SlackJson, slackInput } from './slack-inputs.ts'
import { cutEscaped, fenced, mrkdwn, quoted, slackWords } from './slack-text.ts'

export interface SlackMessage {
  /** The notification and the fallback, escaped. */
  readonly text: string
  readonly blocks: readonly SlackJson[]
}

/** Buttons of ours carry this before their action; others are not ours to answer. */
export const ours = 'kedge:'

const most = { message: 50, modal: 100, section: 3000, field: 2000, note: 2000, value: 2000 }

/** A document as a Slack message: every limit kept, every foreign string escaped once, at most 50 blocks. */
export function slackMessage(document: Document, people: Faces): SlackMessage {
  const text = cutEscaped(mrkdwn(document.summary) || '…', most.section)
  const parts = document.blocks.flatMap(block => drawn(block, people).map(json => ({ block, json })))
  return { text, blocks: bounded(fitting(parts, moreParts), most.message) }
}

/** How many letters they take of a message. */
export function lettersOf(blocks: readonly Block[], people: Faces): number {
  return lettersIn(blocks.flatMap(block => drawn(block, people)))
}

/** What stands in the Home of our app: a document of at most 100 blocks. */
export function slackHome(document: Document, people: Faces): SlackJson {
  const blocks = document.blocks.flatMap(block => drawn(block, people))
  return { type: 'home', blocks: bounded(blocks, most.modal) }
}

/** A modal with its inputs. Block and action id of an input are both its `id`. */
export function slackModal(modal: Modal, people: Faces): SlackJson {
  const blocks = bounded(
    modal.blocks.flatMap(block => drawn(block, people)),
    most.modal - modal.inputs.length,
  )
  return {
    type: 'modal',
    callback_id: modal.callback.slice(0, 255),
    private_metadata: modal.context.slice(0, 3000),
    title: plain(modal.title, 24),
    ...(modal.submit !== undefined && { submit: plain(modal.submit, 24) }),
    close: plain(says.slackBlocks.cancel, 24),
    blocks: [...blocks, ...modal.inputs.map(slackInput)],
  }
}

/** Too many blocks would be refused as a whole, so one says how many are missing before the last of the buttons. */
function bounded(blocks: readonly SlackJson[], max: number): readonly SlackJson[] {
  if (blocks.length <= max) return blocks
  const buttons = blocks.slice(blocks.findLastIndex(({ type }) => type !== 'actions') + 1).slice(0, max - 1)
  const kept = max - 1 - buttons.length
  return [...blocks.slice(0, kept), moreParts(blocks.length - buttons.length - kept), ...buttons]
}

const moreParts = (left: number) => context(says.slackBlocks.moreParts(left))

function drawn(block: Block, people: Faces): SlackJson[] {
  switch (block.is) {
    case 'title':
      return filled(line(block.text), () => ({ type: 'header', text: plain(block.text, 150) }))
    case 'text':
      return filled(slackWords(block.words, people, most.section).trim(), section)
    case 'facts':
      return chunks(block.rows, 10).map(rows => ({ type: 'section', fields: rows.map(row => field(row, people)) }))
    case 'list':
      return listed(block.items, people).map(section)
    case 'table':
      return tables(block.head, block.rows).map(section)
    case 'code':
      return filled(line(block.text), () => section(fenced(block.text, most.section)))
    case 'quote':
      return filled(line(block.text), () => section(quoted(block.text, most.section)))
    case 'picture':
      return [
        {
          type: 'image',
          alt_text: cut(line(block.alt) || says.slackBlocks.picture, 2000),
          slack_file: { id: block.file },
        },
      ]
    case 'note':
      return filled(slackWords(block.words, people, most.note).trim(), context)
    case 'rule':
      return [{ type: 'divider' }]
    case 'buttons':
      return rowsOf(block.buttons).map(buttons => ({ type: 'actions', elements: buttons.map(button) }))
    case 'diagram':
    case 'details':
      return []
  }
}

const filled = (text: string, build: (text: string) => SlackJson): SlackJson[] => (text === '' ? [] : [build(text)])

/** `verbatim`: Slack must not turn `@channel`, `#general` or an address into a mention or a link by itself. */
const marked = (text: string) => ({ type: 'mrkdwn', text, verbatim: true })
const section = (text: string): SlackJson => ({ type: 'section', text: marked(text) })
const context = (text: string): SlackJson => ({ type: 'context', elements: [marked(text)] })

function field([label, words]: readonly [string, Words], people: Faces) {
  const head = `*${cutEscaped(mrkdwn(label) || '–', 200)}*\n`
  return marked(head + (slackWords(words, people, most.field - head.length).trim() || '–'))
}

/** Items are packed into as few sections as they need. */
function listed(items: readonly Words[], people: Faces): string[] {
  return packed(
    items.map(item => bulleted(slackWords(item, people, most.section - 2).trim() || '–')),
    most.section,
  )
}

const bulleted = (text: string) => (MARKED.test(text) ? text : `• ${text}`)

function packed(parts: readonly string[], max: number): string[] {
  const full: string[] = []
  for (const part of parts) {
    const last = full.at(-1)
    if (last !== undefined && last.length + part.length + 1 <= max) full[full.length - 1] = `${last}\n${part}`
    else full.push(part)
  }
  return full
}

/** A long table goes on in the next section, each within its own fences. Columns that cannot fit are cut. */
function tables(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (head.length === 0) return []
  // `&` grows five-fold when escaped, so lines are measured as they will be sent.
  const room = most.section - 8
  const lines = aligned(head.slice(0, 12), rows).map(text => cut(text, 500))
  const parts = lines.reduce<{ text: string; size: number }[]>((sections, text) => {
    const size = fenced(text, Number.POSITIVE_INFINITY).length - 8
    const last = sections.at(-1)
    if (last && last.size + size + 1 <= room)
      sections[sections.length - 1] = { text: `${last.text}\n${text}`, size: last.size + size + 1 }
    else sections.push({ text, size })
    return sections
  }, [])
  return parts.map(part => fenced(part.text, most.section))
}

/** Ids must be unique in a row, so a second button of one action starts another. */
function rowsOf(buttons: readonly Button[]): Button[][] {
  const rows: Button[][] = []
  for (const each of buttons) {
    const row = rows.at(-1)
    if (row && row.length < 25 && !row.some(({ action }) => action === each.action)) row.push(each)
    else rows.push([each])
  }
  return rows
}

function button({ action, text, style, value }: Button): SlackJson {
  return {
    type: 'button',
    action_id: (ours + action).slice(0, 255),
    text: plain(text, 75),
    ...(style && { style }),
    ...(value !== '' && { value: value.slice(0, most.value) }),
  }
}

function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size))
}
