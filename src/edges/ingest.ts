/** A CSV file of readings, sent in parts: a bad line is told and left out, all others are stored. */
import { type Problem, ProblemError, problem, type WrongAndFix } from '../core/problem.ts'
import { line as clean } from '../reports/clean.ts'
import { type Columns, headOf, readingIn } from '../sources/csv-readings.ts'
import { says } from '../words/says.ts'
import { type PushTarget, pushReadings } from './push-client.ts'
import { textLines } from './text-lines.ts'

export interface Ingested {
  readonly new: number
  readonly revised: number
  readonly same: number
  /** Lines that were left out. */
  readonly refused: number
}

export interface Ingesting extends PushTarget {
  readonly file: string
  readonly tell: (bad: Problem) => void
}

interface Row {
  readonly line: number
  readonly reading: object
}

const ROWS_AT_ONCE = 1000
/** Whoever has more bad lines has another mistake than in single lines. */
const BAD_MOST = 200

/** Throws `ProblemError` where it cannot go on; what was stored by then stays, and is not stored twice. */
export async function ingest(asked: Ingesting): Promise<Ingested> {
  const all = { new: 0, revised: 0, same: 0 }
  const lines = new Set<number>()
  const refuse: Refuse = (line, [wrong, fix]) => {
    asked.tell(problem('bad-line', clean(wrong), fix, { file: asked.file, line }))
    if (lines.add(line).size >= BAD_MOST) throw tooMany(asked.file, line)
  }
  const send = async (rows: readonly Row[]) => {
    for await (const stored of sent(asked, rows, refuse)) {
      all.new += stored.new
      all.revised += stored.revised
      all.same += stored.same
    }
  }
  let rows: Row[] = []
  for await (const row of rowsOf(asked.file, refuse)) {
    rows.push(row)
    if (rows.length < ROWS_AT_ONCE) continue
    await send(rows)
    rows = []
  }
  await send(rows)
  return { ...all, refused: lines.size }
}

type Refuse = (line: number, why: WrongAndFix) => void

async function* rowsOf(file: string, refuse: Refuse): AsyncGenerator<Row> {
  let columns: Columns | undefined
  let none = true
  for await (const { number, text } of textLines(file)) {
    if (text.trim() === '') continue
    if (columns === undefined) {
      const head = headOf(text)
      if ('says' in head)
        throw new ProblemError([problem('bad-head', clean(head.says), head.fix, { file, line: number })])
      columns = head
      continue
    }
    const read = readingIn(columns, text)
    if ('says' in read) refuse(number, [read.says, read.fix])
    else yield { line: number, reading: read.reading }
    none = false
  }
  if (columns === undefined) throw new ProblemError([problem('bad-head', ...says.edgeIngest.empty, { file })])
  // Whoever sends a table each night would not notice that its rows are gone.
  if (none) throw new ProblemError([problem('no-reading', ...says.edgeIngest.noReading, { file })])
}

/** Sends these, in halves where they are too many at once, and without those that are refused. */
async function* sent(
  target: PushTarget,
  rows: readonly Row[],
  refuse: Refuse,
): AsyncGenerator<Omit<Ingested, 'refused'>> {
  if (rows.length === 0) return
  const answer = await pushReadings(
    target,
    rows.map(it => it.reading),
  )
  if (answer.is === 'stored') yield answer
  else if (answer.is === 'too-large') {
    const [row] = rows
    if (rows.length === 1 && row) return refuse(row.line, says.edgeIngest.tooLarge)
    const half = Math.ceil(rows.length / 2)
    yield* sent(target, rows.slice(0, half), refuse)
    yield* sent(target, rows.slice(half), refuse)
  } else {
    const bad = new Set(answer.reasons.map(it => it.at))
    for (const { at, says: wrong, fix, contradicts } of answer.reasons) {
      const row = rows[at]
      if (row === undefined) throw new ProblemError([problem('not-sent', says.edgeIngest.notSent(wrong), fix)])
      // The answer counts the lines of what was sent.
      const other = contradicts === undefined ? undefined : rows[contradicts]
      refuse(row.line, other === undefined ? [wrong, fix] : says.edgeIngest.contradicts(other.line))
    }
    yield* sent(
      target,
      rows.filter((_, i) => !bad.has(i)),
      refuse,
    )
  }
}

function tooMany(file: string, line: number): ProblemError {
  return new ProblemError([problem('bad-file', ...says.edgeIngest.tooMany(BAD_MOST), { file, line })])
}
