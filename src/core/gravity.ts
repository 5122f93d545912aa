import type { Case } from './case.ts'
import type { Model } from './model.ts'
import { isSnoozed } from './snooze.ts'

/** An open case with the model it is of. */
export interface CaseOfModel {
  readonly it: Case
  readonly model: Model
  /** By what was promised, and still waiting. */
  readonly late: boolean
}

/** Cases that are open, the gravest first: not snoozed, late, still firing, of a higher tier, of the business, and of those the oldest. */
export function gravestFirst<C extends CaseOfModel>(cases: readonly C[], now: Date): readonly C[] {
  const ranked = cases.map(one => ({ one, rank: rankOf(one, now) }))
  return ranked.sort((a, b) => byRank(a.rank, b.rank) || byAge(a.one.it, b.one.it)).map(r => r.one)
}

/** By how long each is open, asleep or not: what was left lying comes first. */
export function oldestFirst<C extends Pick<CaseOfModel, 'it'>>(cases: readonly C[]): readonly C[] {
  return cases.toSorted((a, b) => byAge(a.it, b.it))
}

/** What was detected in one round goes by its id, so that every list has it in the same place. */
function byAge(a: Case, b: Case): number {
  if (a.detected === b.detected) return a.id < b.id ? -1 : 1
  return a.detected < b.detected ? -1 : 1
}

const TIERS: Readonly<Record<Model['tier'], number>> = { high: 0, medium: 1, low: 2 }

function rankOf({ it, model, late }: CaseOfModel, now: Date): readonly number[] {
  const isFiring = it.monitors.some(({ state }) => state === 'firing')
  const isOfBusiness = it.monitors.some(({ kpi }) => model.kpis?.[kpi]?.kind === 'business')
  return [Number(isSnoozed(it, now)), Number(!late), Number(!isFiring), TIERS[model.tier], Number(!isOfBusiness)]
}

function byRank(a: readonly number[], b: readonly number[]): number {
  return a.map((value, i) => value - (b[i] ?? 0)).find(difference => difference !== 0) ?? 0
}
