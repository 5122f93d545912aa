import {
  CHANCE_MOST,
  type Counts,
  type DriftMethod,
  type DriftOptions,
  type DriftReport,
  type DriftVerdict,
  effectOf,
  type Measured,
  type RowsOf,
} from '../core/drift.ts'
import type { MissingShare } from '../core/missing-share.ts'
import { count, significant } from '../words/figures.ts'
import { says } from '../words/says.ts'
import { missingJudged, missingTest } from './missing-test.ts'

/** What was measured of one column, before anybody says what it means. */
export interface Compared {
  readonly method: DriftMethod
  readonly measured: Measured
  readonly rows: { readonly reference: RowsOf; readonly current: RowsOf }
  readonly how: string
  readonly counts?: Counts
  readonly options: DriftOptions
  /** So many values each sample needs. */
  readonly needs: number
  readonly threshold: Threshold
  /** How likely chance alone brings it, and the effect up to which that may be, where the method knows one. */
  readonly chance: { readonly p: number; readonly floor?: number }
}

/** An effect at least this large matters; `how` it was calibrated. Or why nobody knows. */
export type Threshold = { readonly value: number; readonly how?: string } | { readonly unknown: string }

/** Whether there is enough to judge by. */
export function isJudgeable({ rows, needs, threshold }: Compared): boolean {
  return Math.min(rows.reference.used, rows.current.used) >= Math.max(1, needs) && 'value' in threshold
}

/**
 * It is drift when the effect is at least the threshold **and** more than chance would bring. A p-value alone would fire on
 * every large table, a distance alone on every small one (`drift.md`). So are its values, and so is how many rows have none. Of
 * several columns, by p-values that were `corrected`.
 */
export function judged(it: Compared, corrected?: number, correctedMissing?: number): DriftReport {
  const { method, measured, rows, how, counts, options, threshold } = it
  const tested = missingOf(it)
  const missing = tested && missingJudged(tested, correctedMissing)
  return {
    ...{ method: method.name, measured, rows, how },
    ...(counts !== undefined && { counts }),
    ...(corrected !== undefined && { corrected }),
    ...('value' in threshold && threshold.how !== undefined && { calibrated: threshold.how }),
    options: 'value' in threshold ? { ...options, threshold: threshold.value } : options,
    ...(missing && { missing }),
    ...withMissing(judgement(it, corrected), missing),
  }
}

/** Of all its rows, whatever the method makes of the others. */
export const missingOf = ({ rows }: Compared) => missingTest(rows.reference, rows.current)

function withMissing(found: Judgement, missing: MissingShare | undefined): Judgement {
  if (missing?.is !== 'drift') return found
  const moved = says.judgeDrift.missing(missing)
  const why = `${moved}; chance brings that with p = ${short(missing.p ?? 1)}. ${found.why}`
  return { verdict: 'drift', why: `${why.charAt(0).toUpperCase()}${why.slice(1)}` }
}

type Judgement = { readonly verdict: DriftVerdict; readonly why: string }

function judgement(it: Compared, corrected: number | undefined): Judgement {
  const { method, measured, rows, needs, threshold } = it
  const { reference, current } = rows
  if (Math.min(reference.used, current.used) === 0)
    return { verdict: 'insufficient-data', why: 'A sample has no values.' }
  if (Math.min(reference.used, current.used) < needs) {
    const there = `there are ${reference.used} and ${current.used}`
    const fix = it.counts?.by === 'categories' ? 'make groups of rare categories' : 'fewer bins'
    const why = `Each sample needs ${count(needs, 'value')} for this; ${there}: take a longer time, or ${fix}.`
    return { verdict: 'insufficient-data', why }
  }
  if ('unknown' in threshold) return { verdict: 'not-judged', why: threshold.unknown }
  const [name, value] = [measured.effect?.name ?? method.name, effectOf(measured)]
  // Of a fit alone: what the reference never saw is expected never.
  if (value === Number.POSITIVE_INFINITY && measured.p === 0)
    return { verdict: 'drift', why: 'There are values that the reference, taken for the truth, has none of.' }
  if (!Number.isFinite(value)) return { verdict: 'not-judged', why: `${name} of numbers this large cannot be told.` }
  const found = byEffect(it, `${name} ${short(value)}`, value, threshold.value, corrected)
  return found.verdict === 'no-drift' && mayBeMore(it) ? between(name, value, measured, threshold.value) : found
}

function byEffect(
  { chance }: Compared,
  is: string,
  value: number,
  threshold: number,
  corrected: number | undefined,
): Judgement {
  if (value < threshold) return { verdict: 'no-drift', why: `${is} is below ${short(threshold)}.` }
  const large = `${is} is ${short(threshold)} or more`
  if (chance.floor !== undefined && corrected === undefined) {
    const noise = `up to ${short(chance.floor)} it can be chance`
    return value > chance.floor
      ? { verdict: 'drift', why: `${large}; ${noise}.` }
      : { verdict: 'no-drift', why: `${large}, but ${noise}.` }
  }
  const p = corrected ?? chance.p
  const noise = `chance brings that with p = ${short(p)}${corrected === undefined ? '' : ', corrected'}`
  return p < CHANCE_MOST
    ? { verdict: 'drift', why: `${large}; ${noise}.` }
    : { verdict: 'no-drift', why: `${large}, but ${noise}, not under ${CHANCE_MOST}.` }
}

/** Whether the true statistic, which is known between bounds only, may be drift although the least it can be is none. */
export function mayBeMore({ measured, threshold }: Compared): boolean {
  const { statistic, bound, pLeast = 0 } = measured
  // What was calibrated is the least it can be, as it was of the chunks.
  if (bound === undefined || !('value' in threshold) || threshold.how !== undefined) return false
  return statistic + bound >= threshold.value && pLeast < CHANCE_MOST
}

function between(name: string, value: number, { bound = 0 }: Measured, threshold: number): Judgement {
  const most = Number.isFinite(bound) ? `${short(value)} to ${short(value + bound)}` : `${short(value)} or more`
  const fix = 'count the profile with more --bins, or name the file of the rows as --reference'
  return { verdict: 'not-judged', why: `${name} is ${most}, and ${short(threshold)} is much: ${fix}.` }
}

const short = (value: number) => significant(value, 4)
