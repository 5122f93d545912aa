import {
  CHOMPING_MODE,
  COLLECTION_STYLE,
  EVENT_ID,
  type Event,
  getScalarValue,
  parseEvents,
  SCALAR_STYLE,
  type ScalarEvent,
} from 'js-yaml'
import { skipBlank } from './yaml-lines.ts'
import type { Path } from './yaml-positions.ts'
import { MAX_DEPTH } from './yaml-refusals.ts'

/** From where to where one value of a text goes, the end excluded. */
export interface Span {
  readonly is: 'scalar' | 'map' | 'list'
  /** `block` spans whole lines: mappings and lists by indentation, and texts behind `|` and `>`. */
  readonly form: 'inline' | 'block'
  /** Of its key, of the dash of a list, or of itself. */
  readonly entry: number
  /** Behind the colon or the dash. */
  readonly after: number
  readonly start: number
  readonly end: number
  readonly children: ReadonlyMap<string | number, Span>
}

/** The spans of a text that is known to be YAML. */
export function spansOf(text: string): Span {
  return walk(text, parseEvents(text, { maxDepth: MAX_DEPTH }))
}

export function spanAt(root: Span, at: Path): Span | undefined {
  return at.reduce<Span | undefined>((span, part) => span?.children.get(part), root)
}

/** What stands before a value: from where its entry begins to behind its colon or dash. */
type Before = Pick<Span, 'entry' | 'after'>

/** The events are flat, so one cursor goes over them; the first is the document itself. */
function walk(text: string, events: readonly Event[]): Span {
  let next = 1
  const from = skipBlank(text, 0)
  return value({ entry: from, after: from })

  function value(before: Before): Span {
    const event = events[next++]
    if (event?.type === EVENT_ID.MAPPING || event?.type === EVENT_ID.SEQUENCE) {
      const form = event.style === COLLECTION_STYLE.FLOW ? 'inline' : 'block'
      const is = event.type === EVENT_ID.MAPPING ? 'map' : 'list'
      const children = is === 'map' ? pairs() : items(form === 'block' ? event.start : undefined)
      next += 1
      return { is, form, ...before, start: event.start, end: endOf(text, event.start, children), children }
    }
    return { ...before, ...scalarSpan(text, event?.type === EVENT_ID.SCALAR ? event : undefined, before.after) }
  }

  function pairs(): Map<string | number, Span> {
    const children = new Map<string | number, Span>()
    while (!isOver()) {
      const key = events[next]
      const { start, end } = value({ entry: 0, after: 0 })
      const colon = skipBlank(text, end)
      const after = text[colon] === ':' ? colon + 1 : end
      const name = key?.type === EVENT_ID.SCALAR ? getScalarValue(text, key) : ''
      children.set(name, value({ entry: start, after }))
    }
    return children
  }

  /** `dash` is the first one of a list in block form. */
  function items(dash: number | undefined): Map<string | number, Span> {
    const children = new Map<string | number, Span>()
    let end = dash
    while (!isOver()) {
      const entry = end === undefined ? undefined : skipBlank(text, end)
      const item = value({ entry: entry ?? -1, after: (entry ?? -1) + 1 })
      children.set(children.size, entry === undefined ? { ...item, entry: item.start, after: item.start } : item)
      if (dash !== undefined) end = item.end
    }
    return children
  }

  function isOver(): boolean {
    const type = events[next]?.type
    return type === undefined || type === EVENT_ID.POP
  }
}

type Scalar = Pick<Span, 'is' | 'form' | 'start' | 'end' | 'children'>

/** An empty value has no place of its own: it is where it could be written. */
function scalarSpan(text: string, event: ScalarEvent | undefined, after: number): Scalar {
  const scalar = { is: 'scalar', form: 'inline', children: new Map() } as const
  if (event === undefined || event.valueStart < 0) return { ...scalar, start: after, end: after }
  const { valueStart, valueEnd, style, chomping } = event
  if (style === SCALAR_STYLE.LITERAL_BLOCK || style === SCALAR_STYLE.FOLDED_BLOCK) {
    const written = text.slice(0, valueEnd)
    // What is kept with `+` belongs to the text, empty lines too.
    const end = chomping === CHOMPING_MODE.KEEP ? written.replace(/\r?\n$/, '').length : written.trimEnd().length
    return { ...scalar, form: 'block', start: valueStart, end }
  }
  const quote = style === SCALAR_STYLE.PLAIN ? 0 : 1
  return { ...scalar, start: valueStart - quote, end: valueEnd + quote }
}

/** Behind the last child; where a bracket was opened, behind the one that closes it. */
function endOf(text: string, start: number, children: ReadonlyMap<string | number, Span>): number {
  const bracketed = text[start] === '{' || text[start] === '['
  const last = [...children.values()].at(-1)?.end ?? (bracketed ? start + 1 : start)
  if (!bracketed) return last
  const comma = skipBlank(text, last)
  return (text[comma] === ',' ? skipBlank(text, comma + 1) : comma) + 1
}
