/** What a query gave, over whichever connection, and what it says of a model. */
import type { Model } from '../core/model.ts'
import type { Every } from '../core/period.ts'
import { type Problem, ProblemError, problem } from '../core/problem.ts'
import type { Reading } from '../core/reading.ts'
import { frameOf, type Misframed } from '../core/reading-frame.ts'
import { isSegment } from '../core/segment.ts'

export type Row = Readonly<Record<string, unknown>>

/** What a query may take and bring; more is a problem, never a part of the answer. */
export interface Limits {
  readonly rows: number
  readonly letters: number
  readonly timeoutMs: number
}
export const limits: Limits = { rows: 100_000, letters: 10_000_000, timeoutMs: 20_000 }

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
  const says = `${model.id}: what runs is unknown: query ${model.serving.observe} gave ${rows.length} rows, version ${show(version)}`
  throw new ProblemError([problem('unknown-version', says, 'Return one row with a column version of type text.')])
}

/**
 * Rows of one of a model's queries → one reading for each KPI that names the query. A row that cannot be trusted gives a
 * problem and no reading; the others still count. Readings of few samples are kept: their `n` says so.
 */
export function readingsFrom(
  model: Model,
  query: string,
  rows: readonly Row[],
  available: string,
): { readonly readings: readonly Reading[]; readonly problems: readonly Problem[] } {
  const kpis = Object.keys(model.kpis ?? {}).filter(id => model.kpis?.[id]?.query === query)
  const every = model.queries?.[query]?.every ?? 'day'
  const readings = new Map<string, Reading>()
  const problems: Problem[] = []
  for (const [i, row] of rows.entries()) {
    const complain = (says: string, fix: string) =>
      problems.push(problem('bad-reading', `${model.id}: query ${query}, row ${i + 1}: ${says}`, fix))
    const frame = frameOf({ start: row.period, version: row.version, n: row.n }, every, available)
    if (typeof frame === 'string') {
      complain(...MISFRAMED[frame](row, every))
      continue
    }
    const segment = 'segment' in row ? row.segment : ''
    if (!isSegment(segment)) {
      complain(
        `segment is ${show(segment)}, not a text of at most 80 printable characters`,
        "Return the segment as text, and '' for the whole: coalesce(carrier::text, 'unknown') as segment. No value is not the whole.",
      )
      continue
    }
    for (const kpi of kpis) {
      const value = row[kpi]
      const reading = { model: model.id, kpi, segment, ...frame, value: value as number, available }
      const key = `${kpi}${segment && ` of ${show(segment)}`} of ${reading.version} for ${reading.start}`
      if (!(kpi in row))
        complain(`there is no column ${kpi}`, `Give it a column ${kpi}, or move the KPI to another query.`)
      else if (typeof value !== 'number' || !Number.isFinite(value))
        complain(`${kpi} is ${show(value)}, not a number`, 'Leave periods out that have no value; never make it zero.')
      else if (readings.has(key))
        complain(`a second value of ${key}`, 'Group by period, version and, where there is one, segment.')
      else readings.set(key, reading)
    }
  }
  return { readings: [...readings.values()], problems }
}

/** What is wrong with the frame of a row, and what the query is to return. */
const MISFRAMED: Readonly<Record<Misframed, (row: Row, every: Every) => readonly [says: string, fix: string]>> = {
  'no-day': ({ period }) => [
    `period is ${show(period)}, no day and no moment with its zone`,
    'Return the first moment of the period as period: date_trunc of the time, in SQL.',
  ],
  'no-start': ({ period }, every) => [
    `period ${show(period)} does not start a ${every}`,
    `Return the first moment of the ${every} as period: date_trunc('${every}', …), in SQL; weeks start on Monday.`,
  ],
  'not-over': ({ period }) => [`period ${show(period)} is not over`, 'Ask for times before the end only.'],
  'no-version': ({ version }) => [
    `version is ${show(version)}, not a text`,
    "Return the version as text: '1.1.0' as version, or the tag or column that holds it.",
  ],
  'no-count': ({ n }) => [
    `n is ${show(n)}, not a count`,
    'Return a whole number of samples as n: count(*) in SQL, round(…) in PromQL.',
  ],
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  return value
}

function show(value: unknown): string {
  return value === undefined ? 'missing' : typeof value === 'string' ? `"${value.slice(0, 40)}"` : String(value)
}
