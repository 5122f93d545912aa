import { type DocumentEvent, EVENT_ID, type Event, SCALAR_STYLE } from 'js-yaml'
import { type Problem, problem } from '../core/problem.ts'
import { placeAt } from './yaml-positions.ts'

/** Far above any model or policy, far below what could hurt. */
const MAX_BYTES = 256 * 1024
const MAX_NODES = 20_000
const MAX_TOLD = 20
export const MAX_DEPTH = 64

interface Refusal {
  readonly code: string
  /** The offset of the first thing refused, or -1. */
  readonly find: (text: string) => number
  readonly says: string
  readonly fix: string
}

const OF_THE_FILE: readonly Refusal[] = [
  {
    code: 'too-big',
    find: text => (bytes(text) > MAX_BYTES ? 0 : -1),
    says: `The file is larger than ${MAX_BYTES / 1024} KiB.`,
    fix: 'Split it; models and policies hold no data.',
  },
  {
    code: 'lfs-pointer',
    find: text => text.search(/^version https:\/\/git-lfs/),
    says: 'This is a Git LFS pointer, not the file.',
    fix: 'Keep models and policies in git itself: git lfs untrack.',
  },
]

/** What is looked for before any parser sees the text; the first that is found is told. */
const REFUSALS: readonly Refusal[] = [
  ...OF_THE_FILE,
  {
    code: 'bom',
    find: text => text.indexOf('\ufeff'),
    says: 'The file holds a byte order mark.',
    fix: 'Save it as UTF-8 without BOM.',
  },
  { code: 'not-utf8', find: text => text.indexOf('\ufffd'), says: 'The file is not UTF-8.', fix: 'Save it as UTF-8.' },
  {
    code: 'bad-text',
    // Control signs, lone carriage returns and signs that turn the direction of writing: a reviewer would not see what is there.
    find: text => text.search(/[^\P{Cc}\t\n\r]|\r(?!\n)|[\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]/u),
    says: 'There is a sign here that cannot be seen, so that a reviewer could be misled.',
    fix: 'Delete it, or write it as an escape in double quotes ("\\u202e").',
  },
  { code: 'tab', find: text => tabAt(text), says: 'The line is indented with a tab.', fix: 'Indent with spaces.' },
]

/** Nearly every file holds nothing else, and none of its signs is refused. */
const PLAIN = /^[\n -~]*$/

/** Why this text is not even given to a parser, or undefined. */
export function refusedText(text: string, file: string): Problem | undefined {
  for (const refusal of PLAIN.test(text) ? OF_THE_FILE : REFUSALS) {
    const offset = refusal.find(text)
    if (offset >= 0) return problem(refusal.code, refusal.says, refusal.fix, { file, ...placeAt(text, offset) })
  }
  return undefined
}

/** Why these events are not made into data, or an empty list. Of a hostile file the first refusals are enough. */
export function refusedEvents(text: string, events: readonly Event[], file: string): Problem[] {
  const documents = events.filter(event => event.type === EVENT_ID.DOCUMENT)
  const whole = refusedWhole(documents, events.length)
  if (whole !== undefined) return [problem(...whole, { file, line: 1, column: 1 })]
  const found: Problem[] = []
  for (const event of events) {
    const refused = refusedEvent(text, event)
    if (refused !== undefined) found.push(problem(...refused.words, { file, ...placeAt(text, refused.at) }))
    if (found.length === MAX_TOLD) break
  }
  return found
}

type Said = readonly [code: string, says: string, fix: string]

function refusedWhole(documents: readonly DocumentEvent[], nodes: number): Said | undefined {
  const [first, second] = documents
  if (first === undefined) return ['empty-file', 'The file is empty.', 'Write it, or delete the file.']
  if (second !== undefined) {
    const fix = 'Move what follows `---` into a file of its own.'
    return ['many-documents', 'The file holds more than one document.', fix]
  }
  if (first.directives.length > 0) {
    return ['directive', '`%` directives are not used here.', 'Remove the line that begins with `%`.']
  }
  if (nodes <= MAX_NODES) return undefined
  return ['too-big', `The file holds more than ${MAX_NODES} values.`, 'Split it into several files.']
}

function refusedEvent(text: string, event: Event): { at: number; words: Said } | undefined {
  if (event.type === EVENT_ID.DOCUMENT || event.type === EVENT_ID.POP) return undefined
  if (event.anchorStart >= 0) return { at: event.anchorStart - 1, words: ALIAS }
  if (event.type === EVENT_ID.ALIAS) return undefined
  if (event.tagStart >= 0) return { at: event.tagStart, words: TAG }
  if (event.type !== EVENT_ID.SCALAR || event.style !== SCALAR_STYLE.PLAIN) return undefined
  if (!ODD_BEGINNINGS.has(text.charCodeAt(event.valueStart))) return undefined
  const written = text.slice(event.valueStart, event.valueEnd)
  const words = written === '<<' ? MERGE_KEY : ODD_NUMBER.test(written) ? NOT_DECIMAL : undefined
  return words && { at: event.valueStart, words }
}

/** What a merge key or an odd number begins with. */
const ODD_BEGINNINGS = new Set(['<', '+', '-', '0'].map(sign => sign.charCodeAt(0)))

/** Octal, hexadecimal and leading zeros: fifteen to one YAML, seventeen or a text to another. */
const ODD_NUMBER = /^[-+]?0(?:[0-9]+|o[0-7]+|x[0-9a-fA-F]+)$/
const NOT_DECIMAL: Said = [
  'bad-number',
  'This number is another one to other readers of YAML: it is octal, hexadecimal or begins with a zero.',
  'Write it in decimal, or quote it if it is text.',
]

const MERGE_KEY: Said = ['merge-key', 'Merge keys (`<<`) are not used here.', 'Write the merged lines out.']
const TAG: Said = ['tag', 'Tags (`!name`) are not used here.', 'Remove the tag; put text in quotes.']
const ALIAS: Said = [
  'alias',
  'Anchors and aliases (`&name`, `*name`) are not used here.',
  'Write the value out where it is used; quote text that begins with & or *.',
]

function bytes(text: string): number {
  return text.length > MAX_BYTES || text.length * 3 <= MAX_BYTES ? text.length : new TextEncoder().encode(text).length
}

function tabAt(text: string): number {
  const found = /^ *\t/m.exec(text)
  return found === null ? -1 : found.index + found[0].length - 1
}
