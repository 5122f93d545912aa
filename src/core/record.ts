import { says } from '../words/says.ts'
import { canonicalJson } from './canonical.ts'
import type { Event } from './event.ts'
import { type Problem, ProblemError, problem, sorted } from './problem.ts'
import { chainProblems, type Placed, placesOf } from './record-chain.ts'
import { type Line, lineAfter, written } from './record-line.ts'

/** Where the record begins. The commit, which must be in the main branch's history, ties it to one repository. */
export interface Genesis {
  readonly v: 1
  readonly at: string
  /** The main branch and its commit at that moment. */
  readonly branch: string
  readonly commit: string
}

/** The last file of the record. */
export interface Tail {
  readonly path: string
  readonly text: string
}

/** An event and where it stands: in which file and line (from 1), as line `n` of the record. */
export interface Recorded {
  readonly n: number
  readonly hash: string
  readonly file: string
  readonly line: number
  readonly event: Event
}

export interface ReadRecord {
  readonly genesis?: Genesis
  /** In the order they were recorded; not to be believed where there are problems. */
  readonly recorded: readonly Recorded[]
  /** The last line: its hash is the anchor. */
  readonly head?: Pick<Recorded, 'n' | 'hash' | 'file' | 'line'>
  /** The hash of every line, by `n`. */
  readonly hashes: readonly string[]
  readonly problems: readonly Problem[]
}

/** The first file of a new record, with its genesis line. */
export function beginRecord(genesis: Genesis): Tail {
  return { path: pathOf(genesis.at), text: written(lineAfter(undefined, canonicalJson(genesis))) }
}

/**
 * The whole new texts of the files that change: a file a day, by the event's time in UTC, but never an earlier file than
 * the last, wherever the clock went. Throws `ProblemError` where the last file is not as it was written.
 */
export function appendLines(tail: Tail, events: readonly Event[]): Readonly<Record<string, string>> {
  const files: Record<string, string> = {}
  let { path, line } = { path: tail.path, line: lastLine(tail) }
  for (const event of events) {
    line = lineAfter(line, canonicalJson(event))
    path = later(path, pathOf(event.at))
    files[path] = (files[path] ?? (path === tail.path ? tail.text : '')) + written(line)
  }
  return files
}

/** The last line of the last file, when the whole file is sound. */
export function lastLine(tail: Tail): Line {
  const { placed, problems } = placesOf({ [tail.path]: tail.text })
  const all = [...problems, ...chainProblems(placed, placed[0]?.line)]
  const last = placed.at(-1)?.line
  if (all.length > 0 || !last) throw new ProblemError(sorted(all.length > 0 ? all : [empty(tail.path)]))
  return last
}

/** Every file of the record branch, by path: recomputed from the first line to the last. Paths outside `record/` are left out. */
export function readRecord(files: Readonly<Record<string, string>>): ReadRecord {
  const { placed, problems } = placesOf(files)
  const broken = [...problems, ...chainProblems(placed, undefined)]
  const lines = placed.filter((place): place is Placed & { line: Line } => place.line !== undefined)
  const recorded = lines.flatMap(recordedOf)
  const genesis = lines[0]?.line.n === 0 ? genesisIn(lines[0].line.text) : undefined
  const told = broken.length > 0 ? broken : meaningProblems(lines, recorded, genesis)
  const last = lines.at(-1)
  return {
    ...(genesis && { genesis }),
    recorded,
    ...(last && { head: { n: last.line.n, hash: last.line.hash, file: last.file, line: last.at } }),
    hashes: lines.map(place => place.line.hash),
    problems: sorted(told),
  }
}

function recordedOf({ line, file, at }: Placed & { line: Line }): Recorded[] {
  const event = line.n === 0 ? undefined : eventIn(line.text)
  return event ? [{ n: line.n, hash: line.hash, file, line: at, event }] : []
}

/** What a chain that holds can still get wrong: only somebody who wrote it anew can have done this. */
function meaningProblems(
  lines: readonly (Placed & { line: Line })[],
  recorded: readonly Recorded[],
  genesis: Genesis | undefined,
): Problem[] {
  const [first] = lines
  if (!first) return [empty('record/')]
  const known = new Set(recorded.map(it => it.n))
  const strange = lines.filter(place => place.line.n > 0 && !known.has(place.line.n))
  return [
    ...(genesis ? [] : [rewritten(first.file, first.at, says.record.noBegin)]),
    ...strange.map(place => rewritten(place.file, place.at, says.record.noEvent)),
    ...misplaced(recorded, genesis ? pathOf(genesis.at) : ''),
    ...outOfSequence(recorded),
  ]
}

/** A line moved from the end of one file to the start of the next would leave the chain whole. */
function misplaced(recorded: readonly Recorded[], begin: string): Problem[] {
  let path = begin
  return recorded.flatMap(({ file, line, event }) => {
    path = later(path, pathOf(event.at))
    return file === path ? [] : [rewritten(file, line, says.record.misplaced(event.at, path))]
  })
}

/** Each subject's events count 1, 2, 3 …: a doubled one and a gap are both seen. */
function outOfSequence(recorded: readonly Recorded[]): Problem[] {
  const seen = new Map<string, number>()
  return recorded.flatMap(({ file, line, event: { subject, seq } }) => {
    const due = (seen.get(subject) ?? 0) + 1
    seen.set(subject, Math.max(seq, due - 1))
    if (seq === due) return []
    const wrong = seq < due ? says.record.again(seq, subject) : says.record.gap(seq, subject, due)
    return [rewritten(file, line, wrong)]
  })
}

function rewritten(file: string, line: number, wrong: string): Problem {
  return problem('record-rewritten', wrong, says.record.rewrittenFix, { file, line })
}

function empty(file: string): Problem {
  return problem('record-empty', ...says.record.empty(), { file })
}

/** `record/2026/03/2026-03-02.jsonl` of a time in ISO 8601, UTC. */
function pathOf(at: string): string {
  return `record/${at.slice(0, 4)}/${at.slice(5, 7)}/${at.slice(0, 10)}.jsonl`
}

const later = (a: string, b: string) => (a > b ? a : b)

/** The event of a line's text, if it is one. Its type may be newer than this program; its shape may not. */
export function eventIn(text: string): Event | undefined {
  const it = canonicalIn(text)
  const { v, subject, seq, at, type, by, body } = it ?? {}
  const words = [subject, at, type, by].every(word => typeof word === 'string')
  const good =
    v === 1 && words && Number.isInteger(seq) && TIME.test(String(at)) && typeof body === 'object' && body !== null
  return good ? (it as unknown as Event) : undefined
}

function genesisIn(text: string): Genesis | undefined {
  const it = canonicalIn(text)
  const { v, at, branch, commit } = it ?? {}
  const good =
    v === 1 && TIME.test(String(at)) && typeof branch === 'string' && /^[0-9a-f]{40,64}$/.test(String(commit))
  return good ? (it as unknown as Genesis) : undefined
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

function canonicalIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const it = JSON.parse(text) as unknown
    const plain = typeof it === 'object' && it !== null && !Array.isArray(it)
    return plain && canonicalJson(it) === text ? (it as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
