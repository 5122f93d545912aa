import type { Judged } from '../approvals/judged.ts'
import { mayReview } from '../approvals/may-review.ts'
import { reviewOf } from '../approvals/review.ts'
import { happened, type NewEvent } from '../core/event.ts'
import { type Refusal, refusalOf } from '../core/reason.ts'
import { says } from '../words/says.ts'
import type { Asker } from './authorise.ts'
import { judged } from './bench.ts'
import { showChange } from './jobs.ts'
import type { MergedAs } from './merged-as.ts'
import type { Outcome } from './outcome.ts'
import { reviewsOwed } from './standing.ts'
import type { Onlooker } from './world.ts'

/** How soon somebody looks at what was merged past the check. */
const BY_PASSED_HOURS = 24
const BECAUSE: Readonly<Record<Exclude<MergedAs, 'approved'> | 'unread', string>> = says.flowReview.because

/** Whether a review is owed since it went another way than it was decided, and not since the verdict said so. */
export function isPastTheGate(because: string): boolean {
  return Object.values(BECAUSE).includes(because)
}

/** What somebody has to look at, now that it is in force; nothing where everything went its way. Who counts by now is no matter. */
export function reviewOwed(
  { bench, rules, change }: Judged,
  { as, of }: { readonly as: MergedAs; readonly of?: 'rules' },
  now: Date,
): NewEvent[] {
  const owed =
    as === 'approved'
      ? reviewOf(bench, rules)
      : { because: change.seals.length === 0 ? BECAUSE.unread : BECAUSE[as], hours: BY_PASSED_HOURS }
  return owed ? [owedFor(owed.because, now, { hours: owed.hours, ...(of && { of }) })] : []
}

export function owedFor(
  because: string,
  now: Date,
  { hours = BY_PASSED_HOURS, of }: { readonly hours?: number; readonly of?: 'rules' } = {},
): NewEvent {
  const due = new Date(now.getTime() + hours * 3_600_000).toISOString()
  return happened('change.review-owed', 'kedge', { because, due, ...(of && { of }) })
}

/** Somebody has looked at what is in force, and says what they found. Whoever asked, wrote or merged it does not count. */
export async function review(
  world: Onlooker,
  given: { readonly pull: number; readonly asker: Asker; readonly says: string },
): Promise<{ readonly judged: Judged; readonly outcome: Outcome } | { readonly refusal: Refusal }> {
  const standing = (await reviewsOwed(world.store)).find(({ it }) => it.pull?.pull === given.pull)
  if (!standing) return { refusal: refusalOf('no-review') }
  const by = given.asker.id
  const now = await judged(world, standing.it, { presser: by })
  const refusal = mayReview(now, by)
  if (refusal) return { refusal }
  const event = happened('change.reviewed', by, { says: given.says })
  const { id } = standing.it
  return {
    judged: now,
    outcome: { parts: [{ subject: id, seen: standing.seen, events: [event] }], jobs: [showChange(id)] },
  }
}
