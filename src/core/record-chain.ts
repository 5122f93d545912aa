import { says } from '../words/says.ts'
import { type Problem, problem } from './problem.ts'
import { hashOf, type Line, parsed } from './record-line.ts'

/** A line of a file (`at` from 1), and what it says; undefined where it is none of ours. */
export interface Placed {
  readonly file: string
  readonly at: number
  readonly line: Line | undefined
}

const PATH = /^record\/(\d{4})\/(\d\d)\/\1-\2-\d\d\.jsonl$/

/** Every line of every file, in the order of their names, which is the order of their days. */
export function placesOf(files: Readonly<Record<string, string>>): {
  placed: readonly Placed[]
  problems: readonly Problem[]
} {
  const paths = Object.keys(files)
    .filter(path => path.startsWith('record/'))
    .sort()
  const good = paths.filter(path => PATH.test(path))
  const foreign = paths.filter(path => !PATH.test(path)).map(foreignFile)
  const placed = good.flatMap(file => linesOf(file, files[file] ?? ''))
  return { placed, problems: foreign }
}

/** The text after the last newline is a line too: one that was cut off. */
function linesOf(file: string, text: string): Placed[] {
  const lines = text.endsWith('\n') ? text.slice(0, -1).split('\n') : text.split('\n')
  return lines.map((each, i) => {
    const whole = i < lines.length - 1 || text.endsWith('\n')
    return { file, at: i + 1, line: whole ? parsed(each) : undefined }
  })
}

/** What the next line must be. Left out: not known, after a line that cannot be believed. */
interface Due {
  readonly n?: number
  readonly prevs?: readonly string[]
}

/**
 * Recomputes the chain and names each line where it breaks, once. `first` says that these are the last lines only, and
 * which of them is believed to be the first.
 */
export function chainProblems(placed: readonly Placed[], first: Line | undefined): Problem[] {
  const put = putIn(placed)
  const present = new Set(placed.map(place => place.line?.n))
  let due: Due = first ? { n: first.n, prevs: [first.prev] } : { n: 0, prevs: ['0'.repeat(64)] }
  return placed.flatMap(place => {
    const inserted = put.get(place)
    if (inserted) return [inserted]
    const step = stepOf(place, due, present)
    due = step.due
    return step.problem ? [step.problem] : []
  })
}

function stepOf(place: Placed, due: Due, present: ReadonlySet<number | undefined>): { due: Due; problem?: Problem } {
  const { line } = place
  if (!line) return { due: {}, problem: bad(place, 'altered', says.recordChain.notALine) }
  const real = hashOf(line.prev, line.text)
  if (real !== line.hash) {
    // It may have been put in or altered, in its text or in its hash: the next line may follow any of these.
    const prevs = due.prevs && [...due.prevs, line.hash, real]
    return {
      due: prevs ? { prevs } : {},
      problem: bad(place, 'altered', says.recordChain.otherHash(line.n)),
    }
  }
  const after = { n: line.n + 1, prevs: [line.hash] }
  const follows = due.prevs === undefined || due.prevs.includes(line.prev)
  if (due.n === undefined || line.n === due.n) {
    return { due: after, ...(!follows && { problem: bad(place, 'broken', says.recordChain.doesNotFollow(line.n)) }) }
  }
  if (follows && due.prevs)
    return {
      due: { ...after, n: due.n + 1 },
      problem: bad(place, 'altered', says.recordChain.otherNumber(line.n, due.n)),
    }
  if (line.n < due.n) return { due, problem: bad(place, 'order', says.recordChain.standsAfter(line.n, due.n - 1)) }
  return { due: after, problem: gap(place, due.n, line.n, present) }
}

function gap(place: Placed, from: number, to: number, present: ReadonlySet<number | undefined>): Problem {
  const here = [...present].filter(n => n !== undefined && n >= from && n < to).length
  const missing = to - from - here
  if (missing === 0) return bad(place, 'order', says.recordChain.standsWhere(to, from))
  let [first, last] = [from, to - 1]
  while (present.has(first)) first++
  while (present.has(last)) last--
  return bad(place, 'deleted', says.recordChain.deleted({ before: to, missing, first, last }))
}

/** Of lines with the same number, the one that no other line follows was put in; of copies, all but the first. */
function putIn(placed: readonly Placed[]): ReadonlyMap<Placed, Problem> {
  const followed = new Set(placed.map(place => place.line?.prev))
  const twins = [
    ...Map.groupBy(
      placed.filter(place => place.line),
      place => place.line?.n,
    ).values(),
  ].filter(group => group.length > 1)
  const found = twins.flatMap(group =>
    group.filter((place, i) => {
      const copy = group.slice(0, i).some(other => other.line?.hash === place.line?.hash)
      return copy || (!followed.has(place.line?.hash) && place !== placed.at(-1))
    }),
  )
  return new Map(found.map(place => [place, bad(place, 'inserted', says.recordChain.twice(place.line?.n))]))
}

function bad({ file, at }: Placed, what: string, wrong: string): Problem {
  return problem(`record-${what}`, wrong, says.recordChain.fix(file), { file, line: at })
}

function foreignFile(path: string): Problem {
  return problem('record-foreign', ...says.recordChain.foreign(path), { file: 'record' })
}
