import { type Refusal, refusalOf } from '../core/reason.ts'
import { says } from '../words/says.ts'
import type { ApprovalsRule, Bench, Decision, Slot, Tally, Vote } from './approval.ts'
import { reviewOf } from './review.ts'
import { unknownRoles } from './roles.ts'
import { type coverage, excluded, rolesFor, sharedAccount } from './slots.ts'
import { againOf, type Count, detailsOf, rolesWords } from './tally.ts'
import { authorDetails, unknownAuthor } from './unknown-author.ts'

/** What follows from the tally: the first reason that stands in the way, or that it is approved. */
export function decide(
  bench: Bench,
  { tally, denial, fillable }: Count,
  { rules, uncovered }: ReturnType<typeof coverage>,
): Decision {
  // A check hangs on the commit: green there, it would let the same commit go to the main branch.
  if (bench.pull.elsewhere) return { is: 'unavailable', ...refusalOf('elsewhere') }
  if (bench.parts.length === 0 && !bench.broken) return nothing(bench)
  if (bench.broken)
    return {
      is: 'blocked',
      ...refusalOf('broken-files', { errors: says.counts.errors(bench.broken) }),
      ...bench.brokenSays,
    }
  const kinds = says.figures.listWords(uncovered)
  if (rules.length === 0 || kinds) return { is: 'blocked', ...refusalOf('no-rule', kinds ? { kinds } : {}) }
  const doubt = doubtOf(bench, tally)
  if (doubt) return { is: 'unavailable', ...doubt }
  const isLate = ({ deadline }: Slot) => bench.now.getTime() > Date.parse(deadline)
  const late = tally.missing.filter(isLate)
  // With all places filled it hangs on the denial alone, which lasts no longer than they would have been open.
  if (denial) return deniedBy(denial, bench, tally.missing.length > 0 ? late.length > 0 : tally.slots.some(isLate))
  const [stop, ...others] = bench.stopped ?? []
  if (stop) return { is: 'blocked', ...stoppedBy(stop, others.length) }
  if (late.length > 0) return expired(earliest(late, bench), bench, tally)
  if (bench.pull.draft) return { is: 'pending', until: earliest(tally.slots, bench), ...refusalOf('draft') }
  if (tally.missing.length === 0) return approved(bench, tally, rules)
  if (!fillable) return nobodyMay(bench, tally)
  return pending(bench, tally)
}

/** Comments, layout and files that are neither models nor rules. */
function nothing({ pull }: Bench): Decision {
  if (pull.state === 'closed') return { is: 'unavailable', ...refusalOf('closed') }
  return { is: 'approved', by: [], merge: 'manual', says: says.approvalDecision.nothing }
}

function stoppedBy(stop: NonNullable<Bench['stopped']>[number], others: number): Refusal {
  const { policy, because, fix, outcome, trace } = stop
  const { unanswered, unansweredFix, stopped } = says.approvalDecision
  if (outcome === 'unknown')
    return { code: 'guardrail', says: unanswered(policy, trace ?? [], others), fix: unansweredFix(because) }
  return { code: 'guardrail', says: stopped(policy, because, others), fix }
}

/** What makes it impossible to say who may approve. */
function doubtOf(bench: Bench, tally: Tally): Refusal | undefined {
  if (bench.pull.state === 'closed') return refusalOf('closed')
  if (tally.slots.length === 0) return undefined
  const shared = sharedAccount(bench.people)
  if (shared) return refusalOf('shared-account', { people: says.figures.listWords(shared) })
  // Whoever sees it by a team may have denied it, as whoever may approve by one.
  const asked = new Set([...tally.slots.flatMap(rolesFor), ...(bench.shownTo ?? []).flat()])
  const unknown = unknownRoles(bench).filter(role => asked.has(role))
  if (unknown.length > 0) return refusalOf('team-not-seen', { slots: says.figures.listWords(unknown) })
  const nameless = unknownAuthor(bench)
  return nameless && refusalOf(nameless, authorDetails(bench))
}

function deniedBy({ person, because }: Vote, bench: Bench, lapsed: boolean): Decision {
  return {
    is: 'denied',
    by: person,
    ...(because !== undefined && { because }),
    ...(lapsed && { lapsed }),
    ...refusalOf('denied', { who: person }),
    ...fixOfDenial(bench, lapsed),
    ...(bench.pull.state === 'merged' && { fix: says.approvalDecision.mergedFix }),
  }
}

function fixOfDenial({ ownPull, takenBackHere }: Bench, lapsed: boolean): Partial<Pick<Refusal, 'fix'>> {
  const { deniedOwn, deniedHere, deniedLapsed, deniedOwnLapsed } = says.approvalDecision
  if (lapsed) return { fix: ownPull ? deniedOwnLapsed : deniedLapsed }
  if (ownPull) return { fix: deniedOwn }
  return takenBackHere ? { fix: deniedHere } : {}
}

function approved(bench: Bench, tally: Tally, rules: readonly ApprovalsRule[]): Decision {
  const by = tally.counted.map(({ person }) => person)
  const merge = rules.every(rule => rule.merge === 'auto') ? 'auto' : 'manual'
  const review = reviewOf(bench, rules)
  return { is: 'approved', by, merge, says: says.approvalDecision.approved(by), ...(review && { review }) }
}

function expired(at: string, bench: Bench, tally: Tally): Decision {
  const refusal = refusalOf('expired', { ...againOf(bench), deadline: says.figures.minuteWords(at) })
  return { is: 'expired', at, ...refusal, ...mergedWithout(bench, tally) }
}

/** Of the open places those that nobody can fill; all of them where there are only too few people for all. */
function nobodyMay(bench: Bench, { missing, ask }: Tally): Decision {
  const empty = missing.filter(({ id }) => ask.every(({ slot, people }) => slot.id !== id || people.length === 0))
  const slots = rolesWords(empty.length > 0 ? empty : missing)
  const out = excluded(bench)
  const isOwn = empty.some(({ person }) => person !== undefined && out.has(person))
  const fix = isOwn && { fix: says.approvalDecision.ownGrantFix }
  return { is: 'unavailable', ...refusalOf('nobody-may', { slots }), ...fix }
}

function pending(bench: Bench, tally: Tally): Decision {
  const words = says.approvalDecision.pending(openWords(tally))
  return { is: 'pending', until: earliest(tally.missing, bench), ...words, ...mergedWithout(bench, tally) }
}

/** It is in force, so nobody is to approve it any more. */
function mergedWithout({ pull }: Bench, tally: Tally): Pick<Refusal, 'says' | 'fix'> | undefined {
  return pull.state === 'merged' ? says.approvalDecision.mergedWithout(openWords(tally)) : undefined
}

function openWords({ counted, slots, missing }: Tally) {
  const { who } = detailsOf(missing)
  return { counted: counted.length, of: slots.length, roles: rolesWords(missing), who }
}

function earliest(slots: readonly Slot[], bench: Bench): string {
  return slots.map(slot => slot.deadline).sort()[0] ?? bench.now.toISOString()
}
