/** What a query gave, over whichever connection, and what it says of a model. */
import type { Model } from '../core/model.ts'
import { type Problem, ProblemError, problem, type WrongAndFix } from '../core/problem.ts'
import type { Reading } from '../core/reading.ts'
import { frameOf } from '../core/reading-frame.ts'
import { isSegment } from '../core/segment.ts'
import { type SeriesName, seriesKey } from '../core/series.ts'
import { says } from '../words/says.ts'

export type Row = Readonly<Record<string, unknown>>

/** What a query may take and bring; more is a problem, never a part of the answer. */
export interface Limits {
  readonly rows: number
  readonly letters: number
  readonly timeoutMs: number
}
export const limits: Limits = { rows: 100_000, letters: 10_000_000, timeoutMs: 20_000 }

const { misframed, noSegment, noColumn, noNumber, secondValue } = says.queryRows

/** A reply as plain JSON values: counts are numbers, moments ISO. `NaN` stays what it is, so that it can be refused. */
export function readRows(reply: readonly Row[]): readonly Row[] {
  return reply.map(row => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, plain(value)])))
}

/** How much text stands in a reply: numbers are small, and text and lists have no end. */
export function lettersIn(value: unknown): number {
  if (typeof value === 'string' || value instanceof Uint8Array) return value.length
  if (typeof value !== 'object' || value === null || value instanceof Date) return 1
  return Object.values(value).reduce((sum: number, each) => sum + lettersIn(each), 0)
}

/** What really runs, from the rows of a model's `serving.observe`. Anything but one row with a text is a problem. */
export function versionFrom(model: Model, rows: readonly Row[]): string {
  const version = rows[0]?.version
  if (rows.length === 1 && typeof version === 'string' && version !== '') return version
  const about = { model: model.id, query: model.serving.observe, rows: rows.length, version }
  throw new ProblemError([problem('unknown-version', ...says.queryRows.unknownVersion(about))])
}

export interface Answer {
  readonly readings: readonly Reading[]
  readonly problems: readonly Problem[]
  /** Whose newest value is none, where all problems are of single values. */
  readonly lacking?: readonly SeriesName[]
}

/**
 * Rows of one of a model's queries → one reading for each KPI that names the query. A row that cannot be trusted gives a
 * problem and no reading; the others still count. Readings of few samples are kept: their `n` says so.
 */
export function readingsFrom(model: Model, query: string, rows: readonly Row[], available: string): Answer {
  const kpis = Object.keys(model.kpis ?? {}).filter(id => model.kpis?.[id]?.query === query)
  const every = model.queries?.[query]?.every ?? 'day'
  const readings = new Map<string, Reading>()
  const problems: Problem[] = []
  const bad: (SeriesName & Pick<Reading, 'start'>)[] = []
  for (const [i, row] of rows.entries()) {
    const complain = ([wrong, fix]: WrongAndFix, of?: Reading) => {
      if (of) bad.push(of)
      const said = says.queryRows.inRow({ model: model.id, query, row: i + 1, wrong })
      problems.push(problem('bad-reading', said, fix))
    }
    const frame = frameOf({ start: row.period, version: row.version, n: row.n }, every, available)
    if (typeof frame === 'string') {
      complain(misframed[frame](row, every))
      continue
    }
    const segment = 'segment' in row ? row.segment : ''
    if (!isSegment(segment)) {
      complain(noSegment(segment))
      continue
    }
    for (const kpi of kpis) {
      const value = row[kpi]
      const reading = { model: model.id, kpi, segment, ...frame, value: value as number, available }
      const key = JSON.stringify([kpi, segment, reading.version, reading.start])
      if (!(kpi in row)) complain(noColumn(kpi), reading)
      else if (typeof value !== 'number' || !Number.isFinite(value)) complain(noNumber(kpi, value), reading)
      else if (readings.has(key)) complain(secondValue(reading), reading)
      else readings.set(key, reading)
    }
  }
  const all = [...readings.values()]
  // Nobody knows whose values are in a row that says no period, version or segment.
  const isOfValues = bad.length > 0 && bad.length === problems.length
  return { readings: all, problems, ...(isOfValues && { lacking: newestMissing(bad, all) }) }
}

/** Series whose newest period has no value, and not only one of before. */
function newestMissing(
  bad: readonly (SeriesName & Pick<Reading, 'start'>)[],
  readings: readonly Reading[],
): readonly SeriesName[] {
  const newest = new Map<string, string>()
  for (const it of readings) {
    const known = newest.get(seriesKey(it))
    if (known === undefined || it.start > known) newest.set(seriesKey(it), it.start)
  }
  const missing = bad.filter(it => it.start >= (newest.get(seriesKey(it)) ?? ''))
  const names = missing.map(({ kpi, segment, version }) => ({ kpi, segment, version }))
  return [...new Map(names.map(it => [seriesKey(it), it])).values()]
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  return value
}
