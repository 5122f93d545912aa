import type { Judged } from '../approvals/judged.ts'
import { mayReview } from '../approvals/may-review.ts'
import { reviewOf } from '../approvals/review.ts'
import { happened, type NewEvent } from '../core/event.ts'
import type { Bodies } from '../core/event-bodies.ts'
import type { PastGate } from '../core/past-gate.ts'
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
/** Whether a review is owed since it went another way than it was decided, and not since the verdict said so. */
export function isPastTheGate({ past, because }: Owed): boolean {
  return past !== undefined || UNCODED.includes(because)
}

type Owed = Bodies['change.review-owed']

/** What was put on record of it before it had a code (2026-11-27), to the letter. */
const UNCODED: readonly string[] = [
  'main had moved since it was approved',
  'it was denied before it was merged, and nobody heard it',
  'an approval of it was taken back before it was merged, and nobody heard it',
  'it was closed and opened again after it was approved, and nobody saw it',
  'its approval did not hold any more when it was merged',
  'its merge made other files of it than were approved',
  'nobody can say what it was merged onto',
  'it was merged past the check',
  'it was merged past the check, and Kedge has not read what is in it',
]

/** What somebody has to look at, now that it is in force; nothing where everything went its way. Who counts by now is no matter. */
export function reviewOwed(
  { bench, rules, change }: Judged,
  { as, of }: { readonly as: MergedAs; readonly of?: 'rules' },
  now: Date,
): NewEvent[] {
  if (as !== 'approved') return [owedPast(change.seals.length === 0 ? 'unread' : as, now, of)]
  const owed = reviewOf(bench, rules)
  return owed ? [owedFor({ because: owed.because }, owed.hours, now, of)] : []
}

/** Of what went another way than it was decided. */
export function owedPast(past: PastGate, now: Date, of?: 'rules'): NewEvent {
  return owedFor({ because: says.flowReview.because[past], past }, BY_PASSED_HOURS, now, of)
}

function owedFor(why: Pick<Owed, 'because' | 'past'>, hours: number, now: Date, of: 'rules' | undefined): NewEvent {
  const due = new Date(now.getTime() + hours * 3_600_000).toISOString()
  return happened('change.review-owed', 'kedge', { ...why, due, ...(of && { of }) })
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
