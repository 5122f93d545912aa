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

/** Cases that are open, the gravest first: late, still firing, of a higher tier, not snoozed, and of those the oldest. */
export function gravestFirst<C extends CaseOfModel>(cases: readonly C[], now: Date): readonly C[] {
  const ranked = cases.map(one => ({ one, rank: rankOf(one, now) }))
  return ranked
    .sort((a, b) => byRank(a.rank, b.rank) || (a.one.it.detected < b.one.it.detected ? -1 : 1))
    .map(r => r.one)
}

/** By how long each is open, asleep or not: what was left lying comes first. */
export function oldestFirst<C extends Pick<CaseOfModel, 'it'>>(cases: readonly C[]): readonly C[] {
  return cases.toSorted((a, b) => (a.it.detected < b.it.detected ? -1 : 1))
}

const TIERS: Readonly<Record<Model['tier'], number>> = { high: 0, medium: 1, low: 2 }

function rankOf({ it, model, late }: CaseOfModel, now: Date): readonly number[] {
  const isFiring = it.monitors.some(({ state }) => state === 'firing')
  return [Number(isSnoozed(it, now)), Number(!late), Number(!isFiring), TIERS[model.tier]]
}

function byRank(a: readonly number[], b: readonly number[]): number {
  return a.map((value, i) => value - (b[i] ?? 0)).find(difference => difference !== 0) ?? 0
}
