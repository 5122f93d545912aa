import type { ColumnReport, DriftTable, DriftVerdict } from '../core/drift.ts'
import type { Problem } from '../core/problem.ts'
import { benjaminiHochberg } from '../numbers/benjamini-hochberg.ts'
import { type Compared, isJudgeable, judged } from './judge-drift.ts'

/** One column of several: what was measured, or why it could not be. */
export type ColumnCompared = { readonly column: string } & (
  | { readonly it: Compared }
  | { readonly problems: readonly Problem[] }
)

/** Judges several columns together: among many, chance alone brings one that looks moved (Benjamini and Hochberg). */
export function judgedTogether(
  method: string,
  all: readonly ColumnCompared[],
  leftOut: readonly string[] = [],
): DriftTable {
  const judgeable = all.flatMap(one => ('it' in one && isJudgeable(one.it) ? [one.it] : []))
  const corrected = benjaminiHochberg(judgeable.map(it => it.chance.p))
  const columns = all.map((one): ColumnReport => {
    const { column } = one
    if ('it' in one) return { column, ...judged(one.it, corrected[judgeable.indexOf(one.it)]) }
    const why = one.problems.map(({ says, fix }) => `${says} fix: ${fix}`).join(' ')
    return { column, verdict: 'not-judged', why }
  })
  return { method, verdict: together(columns.map(({ verdict }) => verdict)), columns, leftOut }
}

/** One that has drifted is enough to say so; that none has, only all of them can say. */
function together(verdicts: readonly DriftVerdict[]): DriftVerdict {
  const order = ['drift', 'not-judged', 'insufficient-data'] as const
  return order.find(it => verdicts.includes(it)) ?? (verdicts.length === 0 ? 'not-judged' : 'no-drift')
}
