import {
  CHANCE_MOST,
  type Column,
  type Counts,
  DRIFT_OPTIONS,
  type DriftMethod,
  type DriftOptions,
  type DriftReport,
  type DriftVerdict,
  type Measured,
  type Samples,
} from '../core/drift.ts'
import { ProblemError, problem } from '../core/problem.ts'
import { significant } from '../core/words.ts'
import kolmogorovSmirnov from '../drift/kolmogorov-smirnov.ts'
import { areFew, binned, categorised, type Edges, edgesOf, rowsNeeded, tally } from '../numbers/bins.ts'
import { chiSquare } from '../numbers/chi-square.ts'

export interface DriftAsked extends Partial<DriftOptions> {
  readonly bins?: number
  /** Stored interior edges, in place of the quantiles of the reference. */
  readonly edges?: Edges
  /** Numbers are names: every value is a category. */
  readonly categories?: boolean
  readonly threshold?: number
}

/** A reference with so few different values has no bins; each value is a category. */
export const FEW = 20
/** What is compared by its numbers alone needs so many of them, as ten bins would. */
const SAMPLES_LEAST = 100

/**
 * Measures, and judges: it is drift when the effect is at least the threshold **and** more than chance would bring. A p-value
 * alone would fire on every large table, a distance alone on every small one (`drift.md`). Throws `ProblemError` where the
 * column does not suit the method.
 */
export function measureDrift(
  method: DriftMethod,
  reference: Column,
  current: Column,
  asked: DriftAsked = {},
): DriftReport {
  const options = { ...DRIFT_OPTIONS, ...asked }
  const rows = { reference: rowsOf(reference), current: rowsOf(current) }
  const told = { method: method.name, rows, options: optionsOf(method, options, asked.threshold) }
  if (rows.reference.used === 0 || rows.current.used === 0) {
    const none = { statistic: Number.NaN, how: 'nothing was compared' }
    return { ...told, measured: none, verdict: 'insufficient-data', why: 'A sample has no values.', how: none.how }
  }
  if (method.takes === 'counts') {
    const counts = countsOf(reference, current, asked)
    const measured = method.measure(counts, options)
    const floor = method.floor?.(counts)
    const chance = floor === undefined ? { p: measured.p ?? chiSquare(counts, options).p } : { floor }
    const needs = rowsNeeded(counts)
    return { ...told, measured, how: counts.how, counts, ...judged(method, measured, chance, asked, rows, needs) }
  }
  const samples = samplesOf(reference, current)
  if (samples === undefined) throw notNumbers(method)
  const measured = method.measure(samples, options)
  const chance = { p: measured.p ?? kolmogorovSmirnov.measure(samples, options).p ?? 1 }
  const how = 'every number'
  return { ...told, measured, how, ...judged(method, measured, chance, asked, rows, SAMPLES_LEAST) }
}

/** Without bins, edges and the like, which the counts show. */
function optionsOf(
  { threshold: own }: DriftMethod,
  { zero, yates, test, exact, success }: DriftOptions,
  threshold = own,
): DriftReport['options'] {
  const known = Number.isFinite(threshold) ? { threshold } : {}
  return { zero, yates, test, exact, ...(success !== undefined && { success }), ...known }
}

/** Numbers in bins, but names and a handful of different numbers each by itself. */
function countsOf(reference: Column, current: Column, { bins = 10, edges, categories }: DriftAsked): Counts {
  const samples = samplesOf(reference, current)
  if (samples === undefined || categories) return categorised(tallyOf(reference), tallyOf(current))
  if (edges !== undefined) return binned(samples, edges, `${edges.length + 1} bins with given edges`)
  if (areFew(samples.reference, FEW)) {
    const counts = categorised(tallyOf(reference), tallyOf(current))
    return { ...counts, how: `${counts.how}; the reference has ${FEW} different numbers or fewer` }
  }
  const own = edgesOf(samples.reference, bins)
  const merged = bins - 1 - own.length
  const how = `${own.length + 1} bins by quantiles of the reference (type 7)${merged > 0 ? `, ${merged} edges fell together` : ''}`
  return binned(samples, own, how)
}

function samplesOf({ values: a }: Column, { values: b }: Column): Samples | undefined {
  return a.are === 'numbers' && b.are === 'numbers' ? { reference: a.numbers, current: b.numbers } : undefined
}

function tallyOf({ values }: Column): ReadonlyMap<string, number> {
  return values.are === 'texts' ? values.counts : tally(values.numbers)
}

function rowsOf({ rows, missing, notFinite }: Column): DriftReport['rows']['current'] {
  return { rows, missing, notFinite, used: rows - missing - notFinite }
}

type Chance = { readonly p: number } | { readonly floor: number }

function judged(
  method: DriftMethod,
  { statistic, effect }: Measured,
  chance: Chance,
  { threshold = method.threshold }: DriftAsked,
  { reference, current }: DriftReport['rows'],
  needs: number,
): { readonly verdict: DriftVerdict; readonly why: string } {
  const [name, value] = [effect?.name ?? method.name, effect?.value ?? statistic]
  if (Math.min(reference.used, current.used) < needs) {
    const there = `there are ${reference.used} and ${current.used}`
    const why = `Each sample needs ${needs} values for this; ${there}: take a longer time, or fewer bins.`
    return { verdict: 'insufficient-data', why }
  }
  if (!Number.isFinite(threshold))
    return { verdict: 'not-judged', why: 'How much is too much, only --threshold can say.' }
  const is = `${name} ${short(value)}`
  if (value < threshold) return { verdict: 'no-drift', why: `${is} is below ${short(threshold)}.` }
  const large = `${is} is ${short(threshold)} or more`
  if ('floor' in chance) {
    const noise = `up to ${short(chance.floor)} it can be chance`
    return value > chance.floor
      ? { verdict: 'drift', why: `${large}; ${noise}.` }
      : { verdict: 'no-drift', why: `${large}, but ${noise}.` }
  }
  const noise = `chance brings that with p = ${short(chance.p)}`
  return chance.p < CHANCE_MOST
    ? { verdict: 'drift', why: `${large}; ${noise}.` }
    : { verdict: 'no-drift', why: `${large}, but ${noise}, not under ${CHANCE_MOST}.` }
}

const short = (value: number) => significant(value, 4)

function notNumbers({ name }: DriftMethod): ProblemError {
  const fix = 'Use a method over categories, as psi, jensen-shannon or chi-square'
  return new ProblemError([problem('not-numbers', `${name} compares numbers, and the column holds texts.`, fix)])
}
