import { didYouMean } from '../core/did-you-mean.ts'
import type { DriftMethod, DriftReport, DriftTable } from '../core/drift.ts'
import { ProblemError, problem } from '../core/problem.ts'
import type { Profile, ProfileColumn } from '../core/profile.ts'
import { type Compared, judged } from '../flows/judge-drift.ts'
import { type ColumnCompared, judgedTogether } from '../flows/measure-columns.ts'
import { compared, type DriftAsked, notNumbers } from '../flows/measure-drift.ts'
import { comparedWithProfile } from '../flows/measure-profile.ts'
import { countColumn, lookAtPair, numbersIn } from './column.ts'
import { readProfile } from './profile-file.ts'
import { openTable, type TableFile } from './table-file.ts'

/** A file, and one column of it; left out: all of them. */
export interface Place {
  readonly file: string
  readonly column?: string
}

export interface FilesAsked extends DriftAsked {
  readonly reference: Place
  readonly current: Place
  /** Of all columns, these. */
  readonly columns?: readonly string[]
}

/** Compares one column, or all that both can be compared by. The reference is a file of rows, or a profile. */
export async function compareFiles(method: DriftMethod, asked: FilesAsked): Promise<DriftReport | DriftTable> {
  const opened: TableFile[] = []
  const open = async (file: string) => {
    const table = await openTable(file)
    opened.push(table)
    return table
  }
  try {
    const { file } = asked.reference
    const then = file.endsWith('.yaml') ? await readProfile(file) : await open(file)
    const now = await open(asked.current.file)
    if ('close' in then) return await judgedAll(method, asked, then.columns, now, rowsOver(method, then, now, asked))
    const names = then.columns.map(({ name }) => name)
    return await judgedAll(method, asked, names, now, profileOver(method, then, now, asked))
  } finally {
    for (const table of opened) table.close()
  }
}

/** Compares a column with one of the current rows; undefined: nobody named it, and the method cannot. */
type Over = (column: string, other: string, named: boolean) => Promise<Compared | undefined>

async function judgedAll(
  { name }: DriftMethod,
  { reference, current, columns }: FilesAsked,
  known: readonly string[],
  now: TableFile,
  over: Over,
): Promise<DriftReport | DriftTable> {
  if (reference.column !== undefined) {
    const it = await over(reference.column, current.column ?? reference.column, true)
    if (it === undefined) throw new Error('a column that was named is compared')
    return judged(it)
  }
  const [all, leftOut]: [ColumnCompared[], string[]] = [[], []]
  for (const column of columns ?? known) {
    const done = await orProblems(column, () => over(column, column, columns !== undefined))
    if (done === undefined) leftOut.push(column)
    else all.push(done)
  }
  const fresh = columns === undefined ? now.columns.filter(it => !known.includes(it)) : []
  return judgedTogether(name, all, [...leftOut, ...fresh])
}

/** One column that cannot be compared keeps no other from it. */
async function orProblems(column: string, over: () => Promise<Compared | undefined>) {
  try {
    const it = await over()
    return it && { column, it }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return { column, problems: error.problems }
  }
}

function rowsOver(method: DriftMethod, then: TableFile, now: TableFile, asked: FilesAsked): Over {
  return async (column, other, named) => {
    const pair = await lookAtPair([then, column], [now, other], asked.categories === true)
    if (!named && (pair.odd || (method.takes === 'samples' && pair.are === 'texts'))) return undefined
    return compared(method, ...(await pair.read(asked.threshold === 'calibrated')), asked)
  }
}

function profileOver(method: DriftMethod, { columns }: Profile, now: TableFile, asked: FilesAsked): Over {
  const { file } = asked.reference
  return async (name, other, named) => {
    const column = columns.find(it => it.name === name)
    if (column === undefined) throw noColumn(file, name, columns)
    if (method.takes === 'samples' && column.is === 'texts') {
      if (named) throw notNumbers(method)
      return undefined
    }
    const counted = await countColumn(now, { ...column, name: other })
    const numbers = method.takes === 'samples' ? { numbers: await numbersIn(now, other) } : {}
    return comparedWithProfile(method, column, { ...counted, ...numbers }, asked)
  }
}

function noColumn(file: string, name: string, columns: readonly ProfileColumn[]): ProblemError {
  const names = columns.map(it => it.name)
  const says = `The profile has no column ${name}.${didYouMean(name, names)}`
  return new ProblemError([
    problem('unknown-column', says, `Its columns are ${names.slice(0, 20).join(', ')}`, { file }),
  ])
}
