import { addMonths } from './calendar.ts'
import type { Case } from './case.ts'
import type { Change } from './change-state.ts'
import type { Model } from './model.ts'

/** What can be late. */
export const OVERDUE = ['review', 'validation', 'finding', 'vendor', 'change', 'approval', 'promise'] as const
export type Overdue = (typeof OVERDUE)[number]

export interface OverdueOf {
  readonly of: Overdue
  readonly count: number
}

interface Known {
  readonly models: readonly Model[]
  readonly cases: readonly Case[]
  readonly changes: readonly Change[]
  /** Ids of those that are late by a promise, and still wait. */
  readonly late: readonly string[]
  readonly now: string
}

/** A day is over when the next one has begun, in UTC. What has no day cannot be late: it stands under what is covered. */
export function overdueOf({ models, cases, changes, late, now }: Known): readonly OverdueOf[] {
  const today = now.slice(0, 10)
  const isOver = (day: string | undefined) => day !== undefined && day < today
  const counts: Record<Overdue, number> = {
    review: models.filter(({ review }) => isOver(reviewDue(review)) || isOver(review?.expires)).length,
    validation: models.filter(({ validation }) => isOver(validation?.expires)).length,
    finding: models
      .flatMap(({ findings }) => Object.values(findings ?? {}))
      .filter(it => it.closed === undefined && isOver(it.due)).length,
    vendor: models.filter(({ vendor }) => isOver(vendor?.reviewBy)).length,
    change: changes.filter(({ review }) => review && review.done === undefined && review.due < now).length,
    approval: changes.filter(({ id }) => late.includes(id)).length,
    promise: cases.filter(({ id }) => late.includes(id)).length,
  }
  return OVERDUE.map(of => ({ of, count: counts[of] }))
}

const reviewDue = (review: Model['review']) => review?.last && addMonths(review.last, review.everyMonths)

/** What no list of what waits tells of. */
const IN_FILES: readonly Overdue[] = ['review', 'validation', 'finding', 'vendor']

export const overdueInFiles = ({ overdue }: { readonly overdue: readonly OverdueOf[] }): number =>
  overdue.reduce((sum, { of, count }) => sum + (IN_FILES.includes(of) ? count : 0), 0)
