import type { DriftMethod, Kept, RowsOf, SamplesMethod } from '../core/drift.ts'
import { effectOf, sum } from '../core/drift.ts'
import { ProblemError, problem } from '../core/problem.ts'
import type { ProfileColumn } from '../core/profile.ts'
import kolmogorovSmirnov from '../drift/kolmogorov-smirnov.ts'
import { numbersCounted } from '../numbers/chunks.ts'
import { chunkCounts, profileCounts } from '../numbers/profile-counts.ts'
import type { WindowColumn } from '../sources/count-statement.ts'
import { says } from '../words/says.ts'
import { calibratedBy, thresholdOf } from './calibrate.ts'
import type { Compared, Threshold } from './judge-drift.ts'
import {
  comparedCounts,
  type DriftAsked,
  nothingIn,
  notNumbers,
  optionsOf,
  rowsOf,
  SAMPLES_LEAST,
} from './measure-drift.ts'

/** One column of the rows of today, counted as the profile is; with the numbers, where a method takes every one. */
export interface CountedNow extends WindowColumn {
  readonly rows: number
  readonly numbers?: Float64Array
}

/** Measures one column against what a profile says of it. */
export function comparedWithProfile(
  method: DriftMethod,
  column: ProfileColumn,
  current: CountedNow,
  asked: DriftAsked = {},
): Compared {
  const [options, counts] = [optionsOf(asked), profileCounts(column, current.counts)]
  const rows = { reference: referenceRows(column), current: rowsOf(current) }
  if (rows.reference.used === 0 || rows.current.used === 0) return nothingIn({ method, rows, options })
  const threshold = (effects: () => readonly number[]) =>
    thresholdOf(method, asked.threshold, () => ofSize(column, rows.current.used) ?? calibratedBy(effects()))
  if (method.takes === 'counts') {
    const effects = () => chunkCounts(column).map(chunk => effectOf(method.measure(chunk, options)))
    return { ...comparedCounts(method, counts, options), rows, threshold: threshold(effects) }
  }
  const kept = keptOf(method, column)
  const { between } = method
  if (current.numbers === undefined || between === undefined) throw notNumbers(method)
  const measured = between(kept, current.numbers)
  const { p = 1, pLeast } = measured.p === undefined ? kolmogorovSmirnov.between(kept, current.numbers) : measured
  const known = { ...measured, ...(pLeast !== undefined && { pLeast }) }
  // Without an upper bound the statistic hangs on where in its bin each value lies, and of chunks nobody knows that.
  const effects = () => (measured.bound === Number.POSITIVE_INFINITY ? [] : keptEffects(between, column, kept))
  const told = { method, measured: known, rows, options, chance: { p }, how: counts.how, needs: SAMPLES_LEAST }
  return { ...told, threshold: threshold(effects) }
}

function referenceRows({ counts, missing, notFinite }: ProfileColumn): RowsOf {
  return rowsOf({ rows: sum(counts) + missing + notFinite, missing, notFinite })
}

/** Chunks of another size vary more, or less: they are the periods of the profile, and no others can be made of it. */
function ofSize({ chunks }: ProfileColumn, used: number): Threshold | undefined {
  const sizes = chunks.map(sum).filter(size => size > 0)
  const mean = Math.round(sum(sizes) / sizes.length)
  if (sizes.length === 0 || (used >= mean / 2 && used <= mean * 2)) return undefined
  return { unknown: says.measureProfile.otherSize(mean, used) }
}

/** What of a reference is left for methods that take numbers. */
function keptOf(method: SamplesMethod, column: ProfileColumn): Kept {
  if (column.is === 'texts') throw notNumbers(method)
  if (method.between === undefined)
    throw new ProblemError([problem('not-kept', ...says.measureProfile.notKept(method.name))])
  if (column.is === 'numbers') return { edges: column.edges, counts: column.counts, single: false }
  return { edges: column.values, counts: [0, ...column.counts.slice(0, -1)], single: true }
}

function keptEffects(
  between: NonNullable<SamplesMethod['between']>,
  column: ProfileColumn,
  { edges, single }: Kept,
): readonly number[] {
  return chunkCounts(column).flatMap(({ reference, current }) => {
    const whole = (counts: readonly number[]) => (single ? [0, ...counts.slice(0, edges.length)] : counts)
    if (sum(current) === 0 || sum(reference) === 0) return []
    return [between({ edges, counts: whole(reference), single }, numbersCounted(edges, whole(current))).statistic]
  })
}
