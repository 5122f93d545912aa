import { type DocumentEvent, EVENT_ID, type Event, SCALAR_STYLE } from 'js-yaml'
import { type Problem, problem, type WrongAndFix } from '../core/problem.ts'
import { says } from '../words/says.ts'
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
  readonly words: WrongAndFix
}

const OF_THE_FILE: readonly Refusal[] = [
  {
    code: 'too-big',
    find: text => (bytes(text) > MAX_BYTES ? 0 : -1),
    words: says.yamlRefusals.tooLarge(MAX_BYTES / 1024),
  },
  {
    code: 'lfs-pointer',
    find: text => text.search(/^version https:\/\/git-lfs/),
    words: says.yamlRefusals.lfsPointer,
  },
]

/** What is looked for before any parser sees the text; the first that is found is told. */
const REFUSALS: readonly Refusal[] = [
  ...OF_THE_FILE,
  { code: 'bom', find: text => text.indexOf('\ufeff'), words: says.yamlRefusals.bom },
  { code: 'not-utf8', find: text => text.indexOf('\ufffd'), words: says.yamlRefusals.noUtf8 },
  {
    code: 'bad-text',
    // Control signs, lone carriage returns and signs that turn the direction of writing: a reviewer would not see what is there.
    find: text => text.search(/[^\P{Cc}\t\n\r]|\r(?!\n)|[\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]/u),
    words: says.yamlRefusals.unseen,
  },
  { code: 'tab', find: tabAt, words: says.yamlRefusals.tab },
]

/** Nearly every file holds nothing else, and none of its signs is refused. */
const PLAIN = /^[\n -~]*$/

/** Why this text is not even given to a parser, or undefined. */
export function refusedText(text: string, file: string): Problem | undefined {
  for (const refusal of PLAIN.test(text) ? OF_THE_FILE : REFUSALS) {
    const offset = refusal.find(text)
    if (offset >= 0) return problem(refusal.code, ...refusal.words, { file, ...placeAt(text, offset) })
  }
  return undefined
}

/** Why these events are not made into data, or an empty list. Of a hostile file the first refusals are enough. */
export function refusedEvents(text: string, events: readonly Event[], file: string): Problem[] {
  const documents = events.filter(event => event.type === EVENT_ID.DOCUMENT)
  const whole = refusedWhole(documents, events.length)
  if (whole !== undefined) return [problem(whole.code, ...whole.words, { file, line: 1, column: 1 })]
  const found: Problem[] = []
  for (const event of events) {
    const refused = refusedEvent(text, event)
    if (refused !== undefined)
      found.push(problem(refused.code, ...refused.words, { file, ...placeAt(text, refused.at) }))
    if (found.length === MAX_TOLD) break
  }
  return found
}

type Refused = Pick<Refusal, 'code' | 'words'>

function refusedWhole(documents: readonly DocumentEvent[], nodes: number): Refused | undefined {
  const [first, second] = documents
  if (first === undefined) return { code: 'empty-file', words: says.yamlRefusals.empty }
  if (second !== undefined) return { code: 'many-documents', words: says.yamlRefusals.manyDocuments }
  if (first.directives.length > 0) return { code: 'directive', words: says.yamlRefusals.directive }
  return nodes > MAX_NODES ? { code: 'too-big', words: says.yamlRefusals.tooMany(MAX_NODES) } : undefined
}

function refusedEvent(text: string, event: Event): (Refused & { readonly at: number }) | undefined {
  if (event.type === EVENT_ID.DOCUMENT || event.type === EVENT_ID.POP) return undefined
  if (event.anchorStart >= 0) return { at: event.anchorStart - 1, code: 'alias', words: says.yamlRefusals.alias }
  if (event.type === EVENT_ID.ALIAS) return undefined
  if (event.tagStart >= 0) return { at: event.tagStart, code: 'tag', words: says.yamlRefusals.tag }
  if (event.type !== EVENT_ID.SCALAR || event.style !== SCALAR_STYLE.PLAIN) return undefined
  const at = event.valueStart
  if (!ODD_BEGINNINGS.has(text.charCodeAt(at))) return undefined
  const written = text.slice(at, event.valueEnd)
  if (written === '<<') return { at, code: 'merge-key', words: says.yamlRefusals.mergeKey }
  return ODD_NUMBER.test(written) ? { at, code: 'bad-number', words: says.yamlRefusals.notDecimal } : undefined
}

/** What a merge key or an odd number begins with. */
const ODD_BEGINNINGS = new Set(['<', '+', '-', '0'].map(sign => sign.charCodeAt(0)))

/** Octal, hexadecimal and leading zeros: fifteen to one YAML, seventeen or a text to another. */
const ODD_NUMBER = /^[-+]?0(?:[0-9]+|o[0-7]+|x[0-9a-fA-F]+)$/

function bytes(text: string): number {
  return text.length > MAX_BYTES || text.length * 3 <= MAX_BYTES ? text.length : new TextEncoder().encode(text).length
}

function tabAt(text: string): number {
  const found = /^ *\t/m.exec(text)
  return found === null ? -1 : found.index + found[0].length - 1
}
