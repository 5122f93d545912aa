import {
  type AskedThreshold,
  CHANCE_MOST,
  type Column,
  type Counts,
  DRIFT_OPTIONS,
  type DriftMethod,
  type DriftOptions,
  type RowsOf,
  type Samples,
} from '../core/drift.ts'
import { ProblemError, problem } from '../core/problem.ts'
import kolmogorovSmirnov from '../drift/kolmogorov-smirnov.ts'
import { areFew, binned, categorised, type Edges, edgesOf, rowsNeeded, tally } from '../numbers/bins.ts'
import { chiSquare } from '../numbers/chi-square.ts'
import { says } from '../words/says.ts'
import { calibratedOn, thresholdOf } from './calibrate.ts'
import { type Compared, mayBeMore } from './judge-drift.ts'

export interface DriftAsked extends Partial<DriftOptions> {
  readonly bins?: number
  /** Stored interior edges, in place of the quantiles of the reference. */
  readonly edges?: Edges
  /** Numbers are names: every value is a category. */
  readonly categories?: boolean
  readonly threshold?: AskedThreshold
}

/** A reference with so few different values has no bins; each value is a category. */
export const FEW = 20
/** What is compared by its numbers alone needs so many of them, as ten bins would. */
export const SAMPLES_LEAST = 100

/** Measures one column; where a grid is too coarse to judge by, by every value. Throws `ProblemError` where it does not suit the method. */
export function compared(method: DriftMethod, reference: Column, current: Column, asked: DriftAsked = {}): Compared {
  const options = optionsOf(asked)
  const rows = { reference: rowsOf(reference), current: rowsOf(current) }
  if (rows.reference.used === 0 || rows.current.used === 0) return nothingIn({ method, rows, options })
  const calibrated = (of: { readonly counts?: Counts; readonly samples?: Samples }) =>
    thresholdOf(method, asked.threshold, () => calibratedOn(method, of, reference, rows.current.used, options))
  if (method.takes === 'counts') {
    const counts = countsOf(reference, current, asked)
    return { ...comparedCounts(method, counts, options), rows, threshold: calibrated({ counts }) }
  }
  const samples = samplesOf(reference, current)
  if (samples === undefined) throw notNumbers(method)
  const threshold = calibrated({ samples })
  const by = (options: DriftOptions): Compared => {
    const measured = method.measure(samples, options)
    const chance = { p: measured.p ?? chanceOf(samples, options) }
    return {
      method,
      measured,
      rows,
      options,
      chance,
      how: says.measureDrift.everyNumber,
      needs: SAMPLES_LEAST,
      threshold,
    }
  }
  const it = by(options)
  return mayBeMore(it) ? { ...by({ ...options, exact: true }), options } : it
}

/** How likely chance alone brings two such samples; by every value, where a grid leaves open whether it does. */
function chanceOf(samples: Samples, options: DriftOptions): number {
  const { p = 1, pLeast = p } = kolmogorovSmirnov.measure(samples, options)
  const open = p >= CHANCE_MOST && pLeast < CHANCE_MOST
  return open ? (kolmogorovSmirnov.measure(samples, { ...options, exact: true }).p ?? 1) : p
}

/** Counts, measured, with what chance would bring. */
export function comparedCounts(
  method: Extract<DriftMethod, { takes: 'counts' }>,
  counts: Counts,
  options: DriftOptions,
): Omit<Compared, 'rows' | 'threshold'> {
  const measured = method.measure(counts, options)
  const floor = method.floor?.(counts)
  const p = measured.p ?? method.tail?.(counts, measured.statistic) ?? chiSquare(counts, options).p
  const chance = { p, ...(floor !== undefined && { floor }) }
  return { method, measured, counts, options, how: counts.how, needs: rowsNeeded(counts), chance }
}

/** A sample without a value. */
export function nothingIn(told: Pick<Compared, 'method' | 'rows' | 'options'>): Compared {
  const { nothingCompared: how, noValues } = says.measureDrift
  const measured = { statistic: Number.NaN, how: noValues }
  return { ...told, measured, how, needs: 1, threshold: { unknown: how }, chance: { p: 1 } }
}

/** Without bins, edges and the like, which the counts show. */
export function optionsOf(asked: DriftAsked): DriftOptions {
  const { zero, yates, test, exact, success } = { ...DRIFT_OPTIONS, ...asked }
  return { zero, yates, test, exact, ...(success !== undefined && { success }) }
}

/** Numbers in bins, but names and a handful of different numbers each by itself. */
function countsOf(reference: Column, current: Column, { bins = 10, edges, categories }: DriftAsked): Counts {
  const samples = samplesOf(reference, current)
  if (samples === undefined || categories) return categorised(tallyOf(reference), tallyOf(current))
  if (edges !== undefined) return binned(samples, edges, says.measureDrift.givenEdges(edges.length + 1))
  if (areFew(samples.reference, FEW)) {
    const counts = categorised(tallyOf(reference), tallyOf(current))
    return { ...counts, how: says.measureDrift.fewNumbers(counts.how, FEW) }
  }
  const own = edgesOf(samples.reference, bins)
  return binned(samples, own, says.measureDrift.quantiles(own.length + 1, bins - 1 - own.length))
}

function samplesOf({ values: a }: Column, { values: b }: Column): Samples | undefined {
  return a.are === 'numbers' && b.are === 'numbers' ? { reference: a.numbers, current: b.numbers } : undefined
}

function tallyOf({ values }: Column): ReadonlyMap<string, number> {
  return values.are === 'texts' ? values.counts : tally(values.numbers)
}

export function rowsOf({ rows, missing, notFinite }: Pick<Column, 'rows' | 'missing' | 'notFinite'>): RowsOf {
  return { rows, missing, notFinite, used: rows - missing - notFinite }
}

export function notNumbers({ name }: Pick<DriftMethod, 'name'>): ProblemError {
  return new ProblemError([problem('not-numbers', ...says.measureDrift.notNumbers(name))])
}
