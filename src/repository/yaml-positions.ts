import { EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE, type ScalarEvent } from 'js-yaml'

export type Path = readonly (string | number)[]

/** Both 1-based; columns count UTF-16 units, as editors do. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** Where the values of one YAML text stand. Made from the text on the first question, since most files are never asked about. */
export interface Positions {
  /** Of a scalar its own place, of a mapping or list the place of its key; where the path ends early, its last part that is there. */
  of(at: Path): Place
  /** The place of the key itself, for keys that should not be there. */
  ofKey(at: Path): Place
  /** The scalar at exactly this path, with its offsets; undefined for mappings, lists and what is not there. */
  scalar(at: Path): ScalarEvent | undefined
}

interface Node {
  /** Offset of the key in a mapping, or of the value itself. */
  readonly start: number
  readonly scalar?: ScalarEvent
  readonly children: Map<string | number, Node>
}

export function positionsOf(text: string): Positions {
  const root = once(() => treeOf(text))
  const starts = once(() => lineStarts(text))
  return {
    of: at => {
      const node = nearest(root(), at)
      const written = node.scalar === undefined ? -1 : startOf(node.scalar)
      return placeIn(starts(), written < 0 ? node.start : written)
    },
    ofKey: at => placeIn(starts(), nearest(root(), at).start),
    scalar: at => descend(root(), at)?.scalar,
  }
}

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** Line and column of an offset. */
export function placeAt(text: string, offset: number): Place {
  return placeIn(lineStarts(text), offset)
}

/** By halving, so that thousands of problems in one hostile file cost no more than a few. */
function placeIn(starts: readonly number[], offset: number): Place {
  let [low, high] = [0, starts.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 }
}

function lineStarts(text: string): number[] {
  return [0, ...Array.from(text.matchAll(/\n/g), found => found.index + 1)]
}

function descend(root: Node, at: Path): Node | undefined {
  return at.reduce<Node | undefined>((node, part) => node?.children.get(part), root)
}

function nearest(root: Node, at: Path): Node {
  let node = root
  for (const part of at) {
    const child = node.children.get(part)
    if (child === undefined) return node
    node = child
  }
  return node
}

/** A text that is no YAML has one place, its beginning: `parseYaml` has already said what is wrong with it. */
function treeOf(text: string): Node {
  try {
    return walk(text, parseEvents(text, { maxDepth: 64 })) ?? EMPTY
  } catch {
    return EMPTY
  }
}

const EMPTY: Node = { start: 0, children: new Map() }

/** The events are flat, so one cursor goes over them; the first is the document itself. */
function walk(text: string, events: readonly Event[]): Node | undefined {
  let next = 1
  return value(undefined)

  /** The node that begins here, or undefined at the end of its collection. */
  function value(keyStart: number | undefined): Node | undefined {
    const event = events[next++]
    if (event === undefined || event.type === EVENT_ID.POP || event.type === EVENT_ID.DOCUMENT) return undefined
    if (event.type === EVENT_ID.ALIAS) return { start: keyStart ?? event.anchorStart, children: new Map() }
    if (event.type === EVENT_ID.SCALAR) return { start: keyStart ?? startOf(event), scalar: event, children: new Map() }
    const children = event.type === EVENT_ID.MAPPING ? pairs() : items()
    return { start: keyStart ?? event.start, children }
  }

  function pairs(): Map<string | number, Node> {
    const children = new Map<string | number, Node>()
    for (let key = value(undefined); key !== undefined; key = value(undefined)) {
      const name = key.scalar === undefined ? '' : getScalarValue(text, key.scalar)
      const child = value(key.start)
      if (child !== undefined) children.set(name, child)
    }
    return children
  }

  function items(): Map<string | number, Node> {
    const children = new Map<string | number, Node>()
    for (let item = value(undefined); item !== undefined; item = value(undefined)) children.set(children.size, item)
    return children
  }
}

/** Offset of the first sign that is written, the quote included; -1 for an empty value and for blocks, which begin a line later. */
function startOf(event: ScalarEvent): number {
  const quoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED
  if (event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK) return -1
  return quoted ? event.valueStart - 1 : event.valueStart
}
