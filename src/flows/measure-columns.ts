import type { ColumnReport, DriftMethod, DriftReport, DriftTable, DriftVerdict } from '../core/drift.ts'
import { type Problem, ProblemError } from '../core/problem.ts'
import { benjaminiHochberg } from '../numbers/benjamini-hochberg.ts'
import { says } from '../words/says.ts'
import { type Compared, isJudgeable, judged, missingOf } from './judge-drift.ts'

/** One column of several: what was measured, or why it could not be. */
export type ColumnCompared = { readonly column: string } & (
  | { readonly it: Compared }
  | { readonly problems: readonly Problem[] }
)

/** Which columns are compared; of `reference` and `current`, where one is named. */
export interface ColumnsAsked {
  readonly reference: { readonly column?: string }
  readonly current: { readonly column?: string }
  /** Of all columns, these. */
  readonly columns?: readonly string[]
}

/** Compares a column with one of the current rows; undefined: nobody named it, and the method cannot. */
export type Over = (column: string, other: string, named: boolean) => Promise<Compared | undefined>

/** One column, or all that there are: those that nobody named and the method cannot compare, and new ones, are left out. */
export async function compareColumns(
  { name }: DriftMethod,
  { reference, current, columns }: ColumnsAsked,
  { known, now, over }: { readonly known: readonly string[]; readonly now: readonly string[]; readonly over: Over },
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
  const fresh = columns === undefined ? now.filter(it => !known.includes(it)) : []
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

/** Judges several columns together: among many, chance alone brings one that looks moved (Benjamini and Hochberg). */
export function judgedTogether(
  method: string,
  all: readonly ColumnCompared[],
  leftOut: readonly string[] = [],
): DriftTable {
  const compared = all.flatMap(one => ('it' in one ? [one.it] : []))
  const [values, missing] = [compared.filter(isJudgeable), compared.filter(it => missingOf(it)?.p !== undefined)]
  const told = [...values.map(it => it.chance.p), ...missing.flatMap(it => missingOf(it)?.p ?? [])]
  const corrected = benjaminiHochberg(told)
  const [ofValues, ofMissing] = [corrected.slice(0, values.length), corrected.slice(values.length)]
  const columns = all.map((one): ColumnReport => {
    const { column } = one
    if ('it' in one) {
      const { it } = one
      return { column, ...judged(it, ofValues[values.indexOf(it)], ofMissing[missing.indexOf(it)]) }
    }
    return { column, verdict: 'not-judged', why: says.measureColumns.notJudged(one.problems) }
  })
  return { method, verdict: together(columns.map(({ verdict }) => verdict)), columns, leftOut }
}

/** One that has drifted is enough to say so; that none has, only all of them can say. */
function together(verdicts: readonly DriftVerdict[]): DriftVerdict {
  const order = ['drift', 'not-judged', 'insufficient-data'] as const
  return order.find(it => verdicts.includes(it)) ?? (verdicts.length === 0 ? 'not-judged' : 'no-drift')
}
