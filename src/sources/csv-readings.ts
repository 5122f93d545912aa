import { nearest } from '../core/did-you-mean.ts'
import { startOf } from '../core/reading-frame.ts'
import { says } from '../words/says.ts'

/** What a line of a CSV file is refused for. */
export interface Unread {
  readonly says: string
  readonly fix: string
}

/** One line, which nobody has held against what a reading is. */
export interface CsvReading extends Readonly<Partial<Record<Exclude<Column, 'value' | 'n'>, string>>> {
  readonly value: number
  readonly n: number
}

/** The columns of a file, in its order. */
export type Columns = readonly Column[]

const NEEDED = ['model', 'kpi', 'version', 'start', 'value', 'n'] as const
const KNOWN = [...NEEDED, 'segment', 'end'] as const
type Column = (typeof KNOWN)[number]

/** Whether a first line is meant to head readings, however badly: only then somebody wants to hear what is wrong with it. */
export function isOfReadings(line: string): boolean {
  const names = line.split(/[,;\t]/).map(name => name.trim().replace(/^"|"$/g, '').toLowerCase())
  return NEEDED.every(name => name === 'model' || names.includes(name))
}

/** The first line: the name of each column, in any order. `told` is said elsewhere, so its column may be missing. */
export function headOf(line: string, told?: 'model'): Columns | Unread {
  const names = cellsOf(line)
  if (!Array.isArray(names)) return names as Unread
  if (names.length === 1 && /[;\t]/.test(line)) return says.csvReadings.noCommas
  const [other] = names.filter(name => !(KNOWN as readonly string[]).includes(name))
  if (other !== undefined)
    return says.csvReadings.unknownColumn({ column: other, near: nearest(other, KNOWN), known: KNOWN })
  const twice = names.find((name, i) => names.indexOf(name) < i)
  if (twice !== undefined) return says.csvReadings.columnTwice(twice)
  const missing = NEEDED.find(name => name !== told && !names.includes(name))
  if (missing !== undefined) return says.csvReadings.noColumn(missing, NEEDED.join(','))
  return names as unknown as Columns
}

/** One line as a reading that is ready to be sent. What it means is judged where it is sent to. */
export function readingIn(columns: Columns, line: string): { readonly reading: CsvReading } | Unread {
  const cells = cellsOf(line)
  if (!Array.isArray(cells)) return cells as Unread
  if (cells.length !== columns.length) return says.csvReadings.otherCells(cells.length, columns.length)
  const reading = Object.fromEntries(columns.map((name, i) => [name, (cells[i] as string).trim()]))
  const empty = NEEDED.find(name => reading[name] === '')
  if (empty !== undefined) return says.csvReadings.empty(empty)
  const formula = columns.find(name => name !== 'value' && FORMULA.test(reading[name] ?? ''))
  if (formula !== undefined) return says.csvReadings.formula(formula, reading[formula])
  const { value = '', n = '', segment, end, ...rest } = reading
  if (!NUMBER.test(value) || !Number.isFinite(Number(value))) return says.csvReadings.noNumber(value)
  if (!/^\d{1,15}$/.test(n)) return says.csvReadings.noCount(n)
  const optional = { ...(segment && { segment }), ...(end && { end }) }
  return { reading: { ...rest, value: Number(value), n: Number(n), ...optional } }
}

/** What is said twice where two lines say it: a day is its first moment, and what an offset says is one of UTC. */
export function periodOf({ model, kpi, version, start = '', segment }: Omit<CsvReading, 'value' | 'n'>): string {
  const moment = startOf(start)
  return JSON.stringify([model, kpi, segment, version, Number.isNaN(moment) ? start : moment])
}

/** What a spreadsheet would work out once somebody opens a table that these readings have come into. */
const FORMULA = /^[=@]|^[+-][A-Za-z(]/
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i

/** The cells of one line as RFC 4180 has them, but that no cell goes on in the next line: none of a reading does. */
function cellsOf(line: string): string[] | Unread {
  const cells: string[] = []
  const cell = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y
  for (;;) {
    const found = cell.exec(line)
    if (found === null) return says.csvReadings.oddQuotes
    cells.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '')
    if (found[3] === '') return cells
  }
}
