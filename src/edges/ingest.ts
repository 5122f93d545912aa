/** A CSV file of readings, sent in parts: a bad line is told and left out, all others are stored. */
import { hash } from 'node:crypto'
import { type Problem, ProblemError, problem, type WrongAndFix } from '../core/problem.ts'
import { line as clean } from '../reports/clean.ts'
import { type Columns, type CsvReading, headOf, periodOf, readingIn } from '../sources/csv-readings.ts'
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
  /** How many periods are kept in mind; a million unless told. */
  readonly periodsMost?: number
}

interface Row {
  readonly line: number
  readonly reading: object
  /** Of what it says something, and what. */
  readonly period: string
  readonly says: string
}

const ROWS_AT_ONCE = 1000
/** So many periods are kept in mind, at 0.3 kB each, to find two lines that contradict each other. */
const PERIODS_MOST = 1_000_000
/** Whoever has more bad lines has another mistake than in single lines. */
const BAD_MOST = 200

/** Throws `ProblemError` where it cannot go on; what was stored by then stays, and is not stored twice. */
export async function ingest(asked: Ingesting): Promise<Ingested> {
  const { periodsMost = PERIODS_MOST } = asked
  const all = { new: 0, revised: 0, same: 0 }
  const lines = new Set<number>()
  const refuse: Refuse = (line, [wrong, fix]) => {
    asked.tell(problem('bad-line', clean(wrong), fix, { file: asked.file, line }))
    if (lines.add(line).size >= BAD_MOST) throw tooMany(asked.file, line)
  }
  const first = new Map<string, Pick<Row, 'line' | 'says'>>()
  /** What is left out contradicts nothing. */
  const leaveOut = (row: Row, why: WrongAndFix) => {
    if (first.get(row.period)?.line === row.line) first.delete(row.period)
    refuse(row.line, why)
  }
  const send = async (rows: readonly Row[]) => {
    for await (const stored of sent(asked, rows, leaveOut)) {
      all.new += stored.new
      all.revised += stored.revised
      all.same += stored.same
    }
  }
  let rows: Row[] = []
  for await (const row of rowsOf(asked.file, refuse)) {
    const { line, period, says: said } = row
    // Whether the line that this one contradicts stands is known once that was answered.
    if (rows.length > 0 && (first.get(period)?.says ?? said) !== said) {
      await send(rows)
      rows = []
    }
    const before = first.get(period)
    if (before && before.says !== said) {
      refuse(line, says.edgeIngest.contradicts(before.line))
      continue
    }
    if (!before && first.size >= periodsMost) throw tooLong(asked.file, line, periodsMost)
    if (!before) first.set(period, { line, says: said })
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
    else yield { line: number, reading: read.reading, ...heldAgainst(read.reading) }
    none = false
  }
  if (columns === undefined) throw new ProblemError([problem('bad-head', ...says.edgeIngest.empty, { file })])
  // Whoever sends a table each night would not notice that its rows are gone.
  if (none) throw new ProblemError([problem('no-reading', ...says.edgeIngest.noReading, { file })])
}

/** Of one length, however long a segment is called. */
function heldAgainst({ value, n, ...reading }: CsvReading): Pick<Row, 'period' | 'says'> {
  return { period: hash('sha256', periodOf(reading), 'base64'), says: JSON.stringify([value, n]) }
}

/** Sends these, in halves where they are too many at once, and without those that are refused. */
async function* sent(
  target: PushTarget,
  rows: readonly Row[],
  leaveOut: (row: Row, why: WrongAndFix) => void,
): AsyncGenerator<Omit<Ingested, 'refused'>> {
  if (rows.length === 0) return
  const answer = await pushReadings(
    target,
    rows.map(it => it.reading),
  )
  if (answer.is === 'stored') yield answer
  else if (answer.is === 'too-large') {
    const [row] = rows
    if (rows.length === 1 && row) return leaveOut(row, says.edgeIngest.tooLarge)
    const half = Math.ceil(rows.length / 2)
    yield* sent(target, rows.slice(0, half), leaveOut)
    yield* sent(target, rows.slice(half), leaveOut)
  } else {
    const bad = new Set(answer.reasons.map(it => it.at))
    for (const { at, says: wrong, fix, contradicts } of answer.reasons) {
      const row = rows[at]
      if (row === undefined) throw new ProblemError([problem('not-sent', says.edgeIngest.notSent(wrong), fix)])
      // The answer counts the lines of what was sent.
      const other = contradicts === undefined ? undefined : rows[contradicts]
      leaveOut(row, other === undefined ? [wrong, fix] : says.edgeIngest.contradicts(other.line))
    }
    yield* sent(
      target,
      rows.filter((_, i) => !bad.has(i)),
      leaveOut,
    )
  }
}

function tooLong(file: string, line: number, most: number): ProblemError {
  return new ProblemError([problem('long-file', ...says.edgeIngest.tooLong(most), { file, line })])
}

function tooMany(file: string, line: number): ProblemError {
  return new ProblemError([problem('bad-file', ...says.edgeIngest.tooMany(BAD_MOST), { file, line })])
}
