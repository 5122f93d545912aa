import type { Kpi } from './kpi.ts'

/** Of which part of the work a case is a problem, in the words of design §5. Where several fit, the first in this order. */
export const CASE_CATEGORIES = ['reporting', 'approval', 'business', 'technical'] as const
export type CaseCategory = (typeof CASE_CATEGORIES)[number]

export interface CaseSeen {
  /** Whether a source of its monitors brings nothing new. */
  readonly isDoubtful: boolean
  /** Whether a version was seen to run that is not wanted, with no change on its way, or that passed no gates. */
  readonly isUnapproved: boolean
  /** Of the KPIs that broke. */
  readonly kinds: readonly Kpi['kind'][]
}

/** What makes the figures doubtful comes before what they say; what nobody knows makes it none of the first two. */
export function categoryOf({ isDoubtful, isUnapproved, kinds }: CaseSeen): CaseCategory {
  if (isDoubtful) return 'reporting'
  if (isUnapproved) return 'approval'
  return kinds.includes('business') ? 'business' : 'technical'
}
