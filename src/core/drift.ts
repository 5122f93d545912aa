import type { MissingShare } from './missing-share.ts'

/** How two samples of one column, a reference and a current one, are compared. */

/** Rows of both samples in the same bins or categories. */
export interface Counts {
  readonly labels: readonly string[]
  readonly reference: readonly number[]
  readonly current: readonly number[]
  /** `bins` are ranges of numbers, `categories` distinct values. */
  readonly by: 'bins' | 'categories'
  /** Between the bins, as they were used: labels are rounded. */
  readonly edges?: readonly number[]
  /** How the bins came about, in words. */
  readonly how: string
}

/** Finite numbers, in any order. */
export interface Samples {
  readonly reference: Float64Array
  readonly current: Float64Array
}

/** A reference of which counts alone are left; beside it, the numbers of the current sample. */
export interface Kept {
  readonly edges: readonly number[]
  readonly counts: readonly number[]
  /** Whether a bin holds its lower edge and nothing else. */
  readonly single: boolean
}

/** One column of one sample, as it was read. */
export interface Column {
  /** All rows, also those without a value. */
  readonly rows: number
  /** Rows without a value, and numbers that are not finite: dropped, and counted. */
  readonly missing: number
  readonly notFinite: number
  readonly values:
    | { readonly are: 'numbers'; readonly numbers: Float64Array }
    | { readonly are: 'texts'; readonly counts: ReadonlyMap<string, number> }
  /** Of texts, where it was asked for: so many rows each, in the order of the file. */
  readonly chunks?: readonly ReadonlyMap<string, number>[]
}

/** `not-judged`: nobody can say; where no threshold is known, or the statistic is known between bounds only. */
export type DriftVerdict = 'drift' | 'no-drift' | 'insufficient-data' | 'not-judged'

/** What is compared by the sizes of an effect: a number, or what chunks of the reference bring without any drift. */
export type AskedThreshold = number | 'calibrated'

export interface DriftReport {
  readonly method: string
  readonly measured: Measured
  readonly verdict: DriftVerdict
  readonly why: string
  readonly rows: {
    readonly reference: RowsOf
    readonly current: RowsOf
  }
  /** How the column was compared: bins, categories or every number. */
  readonly how: string
  readonly counts?: Counts
  /** How the threshold came about, where it was calibrated. */
  readonly calibrated?: string
  /** p-value that decided, among so many columns: as it would have to be, were this the only one (Benjamini-Hochberg). */
  readonly corrected?: number
  /** How many rows have no value, then and now, and whether that is drift by itself. Left out: all have one. */
  readonly missing?: MissingShare
  /** All that was asked for, and what stood in where nothing was: with the counts it gives the same numbers again. */
  readonly options: DriftOptions & { readonly threshold?: number }
}

/** Several columns of two samples, each judged by a p-value that was corrected for their number. */
export interface DriftTable {
  readonly method: string
  /** `drift` where one of them has drifted; `no-drift` only where all were judged. */
  readonly verdict: DriftVerdict
  readonly columns: readonly ColumnReport[]
  /** Columns that nobody named and the method cannot compare. */
  readonly leftOut: readonly string[]
}

/** Of one column; without what was measured, where it could not be read. */
export type ColumnReport = { readonly column: string } & (
  | DriftReport
  | { readonly verdict: 'not-judged'; readonly why: string }
)

export interface RowsOf extends Omit<Column, 'values' | 'chunks'> {
  readonly used: number
}

export interface DriftOptions {
  /** What a share of zero becomes before a logarithm is taken; nothing is renormalised. */
  readonly zero: number
  /** Yates’ correction, for two categories. */
  readonly yates: boolean
  /** Chi-square: whether the reference is a sample too, or the truth. */
  readonly test: 'homogeneity' | 'fit'
  /** z test: the category whose share is compared. */
  readonly success?: string
  /** Kolmogorov-Smirnov: no grid, however many values there are. */
  readonly exact: boolean
}

export const DRIFT_OPTIONS: DriftOptions = { zero: 1e-4, yates: false, test: 'homogeneity', exact: false }

export interface Measured {
  /** In the unit of the method; never negative, and 0 for the same sample twice. */
  readonly statistic: number
  /** How likely a statistic at least as large is without any drift. Left out where the method knows none. */
  readonly p?: number
  /** Degrees of freedom. */
  readonly df?: number
  /** The true statistic is at most this much larger (infinity: nobody knows how much), and its p-value not below that. */
  readonly bound?: number
  readonly pLeast?: number
  /** What is compared with the threshold, where that is not the statistic. */
  readonly effect?: { readonly name: string; readonly value: number }
  /** The convention that was used, in words: without it the number says nothing. */
  readonly how: string
}

/** How large a difference is: what does not grow with the number of rows, where a method says that. */
export const effectOf = ({ statistic, effect }: Pick<Measured, 'statistic' | 'effect'>): number =>
  effect?.value ?? statistic

interface Method {
  readonly name: string
  readonly summary: string
  /** An effect at least this large matters, unless told otherwise. */
  readonly threshold: number
  /** What its number follows from, or the chance that decides beside it. All else would be passed over. */
  readonly options: readonly (keyof DriftOptions)[]
}

/** One way to measure drift over counts. */
export interface CountsMethod extends Method {
  readonly takes: 'counts'
  measure(counts: Counts, options: DriftOptions): Measured
  /** An effect below this may be chance alone; left out: the p-value of a chi-square test of the same counts decides. */
  floor?(counts: Counts): number
  /** How likely chance alone brings such a statistic, where the floor says so too. */
  tail?(counts: Counts, statistic: number): number
}

/** One way to measure drift over the numbers themselves. */
export interface SamplesMethod extends Method {
  readonly takes: 'samples'
  measure(samples: Samples, options: DriftOptions): Measured
  /** The same between bounds, where of the reference only counts are left. Left out: those say too little. */
  between?(kept: Kept, current: Float64Array): Measured
}

export type DriftMethod = CountsMethod | SamplesMethod

/** What shapes the bins; a method over the numbers themselves has none. */
const BINNING = ['bins', 'edges', 'categories'] as const
export type MethodOption = (typeof BINNING)[number] | keyof DriftOptions

export const optionsTaken = ({ takes, options }: DriftMethod): readonly MethodOption[] =>
  takes === 'counts' ? [...BINNING, ...options] : options

/** A difference counts when chance alone brings it less often than this. */
export const CHANCE_MOST = 0.001

export const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)

/** Shares of both samples, aligned. */
export function sharesOf({ reference, current }: Pick<Counts, 'reference' | 'current'>): {
  readonly reference: readonly number[]
  readonly current: readonly number[]
} {
  const [n, m] = [sum(reference), sum(current)]
  return { reference: reference.map(count => count / n), current: current.map(count => count / m) }
}
