import { sum } from '../core/drift.ts'
import { CHUNKS_MOST } from '../core/input-drift.ts'
import { type Every, periodEnd, periodStart } from '../core/period.ts'
import { ProblemError, problem } from '../core/problem.ts'
import {
  byCodePoint,
  CONVENTION,
  type CountedColumn,
  digestOfProfile,
  digestOfQuery,
  type Profile,
  type ProfileColumn,
  profileId,
} from '../core/profile.ts'
import type { SqlOf } from '../core/query-forms.ts'
import { edgesBetween, ranksFor, rowsNeeded } from '../numbers/bins.ts'
import { profileCounts } from '../numbers/profile-counts.ts'
import { countedAs } from '../sources/column-type.ts'
import { countStatement, type Dialect, type Window, windowFrom } from '../sources/count-statement.ts'
import { countsAsked, inBoth } from '../sources/counts-asked.ts'
import { differentNumbers, frequentTexts, lookStatement, oneRow, rankStatement } from '../sources/look-statement.ts'
import type { Row } from '../sources/query-rows.ts'
import { says } from '../words/says.ts'
import { FEW } from './measure-drift.ts'

export interface ProfileAsked {
  readonly model: string
  /** The query of the model that returns its inputs. */
  readonly query: string
  readonly connection: string
  readonly sql: string
  readonly every: Every
  /** First and last day. */
  readonly from: string
  readonly to: string
  readonly bins: number
  /** Columns that the file of the model calls numbers or texts, whatever their texts look like. */
  readonly declared?: Readonly<Record<string, 'numbers' | 'texts' | undefined>>
}

export type Ask = (asked: SqlOf, window: Span) => Promise<readonly Row[]>
interface Span {
  readonly start: Date
  readonly end: Date
}

const TEXTS_MOST = 50
/** What fewer rows have may be somebody’s name, and says nothing of the whole. */
const ROWS_LEAST = 10
const LETTERS_MOST = 200
const DAY_MS = 86_400_000

/**
 * Counts the reference. `leftOut` are columns of times and the like, which are as different as rows, and numbers too large to
 * be exact; with those of `few` values no window can ever be compared.
 */
export async function countProfile(
  asked: ProfileAsked,
  ask: Ask,
  now: Date,
): Promise<{ readonly profile: Profile; readonly leftOut: readonly string[]; readonly few: readonly string[] }> {
  const span = { start: new Date(asked.from), end: new Date(Date.parse(asked.to) + DAY_MS) }
  const asking = (write: (dialect: Dialect) => string) => ask(inBoth(write), span)
  const seen = await columnsOf(asked, asking)
  const columns = (await shapesOf(asked, seen, asking)).filter(isExact)
  const names = new Set(columns.map(column => column.name))
  if (columns.length === 0)
    throw nothing(
      says.countProfile.noColumn(
        asked,
        seen.map(({ name }) => name),
      ),
    )
  const known = { types: typesOf(seen) }
  const count = async (over: Span) => windowFrom(columns, await ask(countsAsked(asked.sql, columns, known), over))
  const whole = await count(span)
  const chunks: Window[] = []
  for (const period of periodsIn(asked.every, span)) chunks.push(await count(period))
  const { model, query, connection } = asked
  const unsigned = {
    ...({ kind: 'profile', id: profileId(model), model, query, connection, asked: digestOfQuery(asked) } as const),
    ...({
      from: asked.from,
      to: asked.to,
      counted: now.toISOString(),
      convention: CONVENTION,
      rows: whole.rows,
    } as const),
    columns: columns.map((column, i) => counted(column, i, whole, chunks)),
  }
  const leftOut = seen.map(column => column.name).filter(name => !names.has(name))
  const few = unsigned.columns.filter(hasFew).map(column => column.name)
  return { profile: { ...unsigned, digest: digestOfProfile(unsigned) }, leftOut, few }
}

function hasFew(column: ProfileColumn): boolean {
  const used = sum(column.counts)
  return used === 0 || used < rowsNeeded(profileCounts(column, column.counts))
}

type Asking = (write: (dialect: Dialect) => string) => Promise<readonly Row[]>

interface Seen {
  readonly name: string
  readonly type: string
  readonly is: 'numbers' | 'texts' | undefined
}

const typesOf = (seen: readonly Seen[]) => Object.fromEntries(seen.map(({ name, type }) => [name, type]))

async function columnsOf(asked: ProfileAsked, asking: Asking): Promise<readonly Seen[]> {
  const [first] = await asking(() => oneRow(asked.sql))
  if (first === undefined) throw nothing(says.countProfile.noRow(asked))
  const names = Object.keys(first)
  const [row = {}] = await asking(dialect => lookStatement(dialect, asked.sql, names))
  return names.map((name, i) => {
    const [filled, numbers] = [Number(row[`f${i}`]), Number(row[`k${i}`])]
    const type = String(row[`t${i}`])
    const found = countedAs(type, filled > 0 && numbers === filled)
    const said = Object.hasOwn(asked.declared ?? {}, name) ? asked.declared?.[name] : undefined
    return { name, type, is: found && (said ?? found) }
  })
}

/** What is counted of each column, in the order of the query. */
async function shapesOf(asked: ProfileAsked, seen: readonly Seen[], asking: Asking): Promise<readonly CountedColumn[]> {
  const shapes: CountedColumn[] = []
  for (const { name, type, is } of seen) {
    if (is === 'texts') shapes.push({ name, is, values: await textsOf(asked, name, asking) })
    if (is !== 'numbers') continue
    const rows = await asking(dialect => differentNumbers(dialect, asked.sql, { name, type }, FEW + 1))
    const values = rows.map(row => Number(row.v))
    shapes.push(rows.length > FEW ? { name, is, edges: [] } : { name, is: 'few-numbers', values })
  }
  return withEdges(asked, shapes, typesOf(seen), asking)
}

function isExact(column: CountedColumn): boolean {
  const all: readonly (number | string)[] = column.is === 'numbers' ? column.edges : column.values
  return all.every(it => typeof it === 'string' || Math.abs(it) <= Number.MAX_SAFE_INTEGER)
}

async function textsOf({ sql }: ProfileAsked, name: string, asking: Asking): Promise<string[]> {
  const bounds = { most: TEXTS_MOST, least: ROWS_LEAST }
  const rows = await asking(dialect => frequentTexts(dialect, sql, name, bounds))
  const values = rows.map(row => String(row.v))
  return values.filter(value => !/\p{C}/u.test(value) && value.length <= LETTERS_MOST).sort(byCodePoint)
}

/** Edges are made here of the values around them, so that no database’s way to interpolate counts. */
async function withEdges(
  { sql, bins }: ProfileAsked,
  shapes: readonly CountedColumn[],
  types: Readonly<Record<string, string>>,
  asking: Asking,
): Promise<readonly CountedColumn[]> {
  const binned = shapes.filter(column => column.is === 'numbers')
  if (binned.length === 0) return shapes
  const counts = windowFrom(binned, await asking(dialect => countStatement(dialect, sql, binned, { types })))
  const ranked = binned.map(({ name }, i) => {
    const used = counts.columns[i]?.counts[0] ?? 0
    const type = types[name]
    return { name, used, ranks: ranksFor(used, bins), ...(type !== undefined && { type }) }
  })
  const [row = {}] = await asking(dialect => rankStatement(dialect, sql, ranked))
  const edges = ranked.map(({ used, ranks }, i) => {
    const values = String(row[`q${i}`]).split(',').map(Number)
    return [...edgesBetween(used, bins, rank => values[ranks.indexOf(rank)] as number)]
  })
  return shapes.map(column =>
    column.is === 'numbers' ? { ...column, edges: edges[binned.indexOf(column)] ?? [] } : column,
  )
}

function counted(column: CountedColumn, i: number, whole: Window, chunks: readonly Window[]): ProfileColumn {
  const { missing = 0, notFinite = 0, counts = [] } = whole.columns[i] ?? {}
  const each = chunks.map(chunk => [...(chunk.columns[i]?.counts ?? [])])
  return { ...column, missing, notFinite, counts: [...counts], chunks: each } as ProfileColumn
}

function periodsIn(every: Every, { start, end }: Span): readonly Span[] {
  const periods: Span[] = []
  const first = periodStart(every, start.getTime())
  for (let at = first; periodEnd(every, at) <= end.getTime(); at = periodEnd(every, at))
    if (at >= start.getTime()) periods.push({ start: new Date(at), end: new Date(periodEnd(every, at)) })
  return periods.slice(-CHUNKS_MOST)
}

function nothing(fault: readonly [wrong: string, fix: string]): ProblemError {
  return new ProblemError([problem('nothing-to-count', ...fault)])
}
