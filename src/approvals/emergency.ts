import type { Judged } from './judged.ts'
import { coverage, slotsOf } from './slots.ts'

/** What somebody who says that it cannot wait is asked for. */
export interface Urgent {
  /** How many people approve it, and how many would else. */
  readonly asks: number
  readonly usually: number
  /** Within how many hours of its merge somebody looks at it; left out where no rule that covers it knows an emergency. */
  readonly reviewHours?: number
}

/** What an emergency asks for instead, so that nobody approves one without knowing; undefined where it can wait. */
export function emergencyOf({
  bench,
  verdict,
  rules,
}: Pick<Judged, 'bench' | 'verdict' | 'rules'>): Urgent | undefined {
  if (bench.emergency !== true) return undefined
  const usual = slotsOf(coverage({ ...bench, emergency: false }).rules, bench.askedAt)
  const hours = rules.flatMap(({ emergency }) => emergency?.reviewHours ?? [])
  const reviewHours = hours.length > 0 ? { reviewHours: Math.min(...hours) } : {}
  return { asks: verdict.slots.length, usually: usual.length, ...reviewHours }
}
