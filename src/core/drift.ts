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
}

/** `not-judged`: the method knows no threshold of its own, and none was given. */
export type DriftVerdict = 'drift' | 'no-drift' | 'insufficient-data' | 'not-judged'

export interface DriftReport {
  readonly method: string
  readonly measured: Measured
  readonly verdict: DriftVerdict
  readonly why: string
  readonly rows: {
    readonly reference: Omit<Column, 'values'> & { readonly used: number }
    readonly current: Omit<Column, 'values'> & { readonly used: number }
  }
  /** How the column was compared: bins, categories or every number. */
  readonly how: string
  readonly counts?: Counts
  /** All that was asked for, and what stood in where nothing was: with the counts it gives the same numbers again. */
  readonly options: DriftOptions & { readonly threshold?: number }
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
  /** The true statistic is at most this much larger. */
  readonly bound?: number
  /** What is compared with the threshold, where that is not the statistic. */
  readonly effect?: { readonly name: string; readonly value: number }
  /** The convention that was used, in words: without it the number says nothing. */
  readonly how: string
}

interface Method {
  readonly name: string
  readonly summary: string
  /** An effect at least this large matters, unless told otherwise. */
  readonly threshold: number
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
}

export type DriftMethod = CountsMethod | SamplesMethod

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
