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
  return { verdict: 'drift', why: says.judgeDrift.missing(missing, found.why) }
}

type Judgement = { readonly verdict: DriftVerdict; readonly why: string }

function judgement(it: Compared, corrected: number | undefined): Judgement {
  const { method, measured, rows, needs, threshold } = it
  const { reference, current } = rows
  if (Math.min(reference.used, current.used) === 0)
    return { verdict: 'insufficient-data', why: says.judgeDrift.noValues }
  if (Math.min(reference.used, current.used) < needs) {
    const has = [reference.used, current.used] as const
    const why = says.judgeDrift.tooFew({ needs, has, categories: it.counts?.by === 'categories' })
    return { verdict: 'insufficient-data', why }
  }
  if ('unknown' in threshold) return { verdict: 'not-judged', why: threshold.unknown }
  const [name, value] = [measured.effect?.name ?? method.name, effectOf(measured)]
  // Of a fit alone: what the reference never saw is expected never.
  if (value === Number.POSITIVE_INFINITY && measured.p === 0)
    return { verdict: 'drift', why: says.judgeDrift.neverSeen }
  if (!Number.isFinite(value)) return { verdict: 'not-judged', why: says.judgeDrift.tooLarge(name) }
  const effect = { name, value, threshold: threshold.value }
  const found = byEffect(it, effect, corrected)
  return found.verdict === 'no-drift' && mayBeMore(it)
    ? { verdict: 'not-judged', why: says.judgeDrift.between(effect, measured.bound ?? 0) }
    : found
}

interface Effect {
  readonly name: string
  readonly value: number
  readonly threshold: number
}

function byEffect({ chance }: Compared, it: Effect, corrected: number | undefined): Judgement {
  const { below, overFloor, underFloor, noChance, chance: mayBe } = says.judgeDrift
  const { value, threshold } = it
  if (value < threshold) return { verdict: 'no-drift', why: below(it) }
  const { floor } = chance
  if (floor !== undefined && corrected === undefined)
    return value > floor
      ? { verdict: 'drift', why: overFloor(it, floor) }
      : { verdict: 'no-drift', why: underFloor(it, floor) }
  const [p, isCorrected] = [corrected ?? chance.p, corrected !== undefined]
  return p < CHANCE_MOST
    ? { verdict: 'drift', why: noChance(it, p, isCorrected) }
    : { verdict: 'no-drift', why: mayBe(it, p, isCorrected, CHANCE_MOST) }
}

/** Whether the true statistic, which is known between bounds only, may be drift although the least it can be is none. */
export function mayBeMore({ measured, threshold }: Compared): boolean {
  const { statistic, bound, pLeast = 0 } = measured
  // What was calibrated is the least it can be, as it was of the chunks.
  if (bound === undefined || !('value' in threshold) || threshold.how !== undefined) return false
  return statistic + bound >= threshold.value && pLeast < CHANCE_MOST
}
