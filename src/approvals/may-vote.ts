import type { VoteIs } from '../core/change.ts'
import { type ReasonCode, type Refusal, refusalOf } from '../core/reason.ts'
import { listWords } from '../core/words.ts'
import { type Bench, type Door, type Slot, verdict } from './approval.ts'
import { asNow } from './as-now.ts'
import { coverage, excluded, fitsSlot, isFor, kindsIn, slotsOf } from './slots.ts'
import { doorRefused, standingVotes, whoRefused } from './standing-votes.ts'
import { detailsOf } from './tally.ts'
import { unknownAuthor, unlistedAccounts } from './unknown-author.ts'

export interface Press {
  readonly is: VoteIs
  /** The seal of the card that was pressed; left out: the one shown now. */
  readonly seal?: string
}

/**
 * Whether a press of a button would count, so that a refused click has words at once. `person` is a key of `people` or an
 * unknown account; a Slack account must have been looked up into `accounts`, as for a vote.
 */
export function mayVote(
  given: Bench,
  person: string,
  door: Door,
  press: Press = { is: 'approve' },
): { readonly ok: true } | ({ readonly ok: false } & Refusal) {
  const bench = asNow(given)
  const { rules, uncovered } = coverage(bench)
  const slots = slotsOf(rules, bench.askedAt)
  const covered = rules.length > 0 && uncovered.length === 0
  const code = covered
    ? (stateRefused(bench, press) ??
      whoRefused(bench, slots, excluded(bench), { person, door, is: press.is }) ??
      pressRefused(bench, slots, person, door, press.is))
    : 'no-rule'
  if (code === undefined) return { ok: true }
  return { ok: false, ...refusalOf(code, detailsFor(bench, slots, person, code)) }
}

/** What no vote of anybody gets past. */
function stateRefused(bench: Bench, press: Press): ReasonCode | undefined {
  const { pull, seal } = bench
  if (pull.state === 'merged') return 'already-merged'
  if (pull.state === 'closed') return 'closed'
  if (pull.draft) return 'draft'
  if (press.seal !== undefined && press.seal !== seal) return 'old-card'
  return press.is === 'approve' ? unknownAuthor(bench) : undefined
}

function pressRefused(
  bench: Bench,
  slots: readonly Slot[],
  person: string,
  door: Door,
  is: VoteIs,
): ReasonCode | undefined {
  const word = standingVotes(bench, slots).words.get(person)
  const approvals = word?.approvals ?? []
  if (is === 'withdrawn') return approvals.length > 0 || word?.denial !== undefined ? undefined : 'nothing-to-take-back'
  if (is === 'deny') return word?.denial === undefined ? undefined : 'already-counted'
  const late = doorRefused(bench, slots, { person, door }, bench.now.getTime())
  if (late) return late
  if (approvals.some(i => bench.votes[i]?.door === door)) return 'already-counted'
  // Taking a denial back is always welcome, even where the slots are filled.
  if (word?.denial !== undefined || opensAnother(bench, slots, person, door, approvals)) return undefined
  if (approvals.length > 0) return 'already-counted'
  return filled(bench) < filled(withVote(bench, person, door)) ? undefined : 'not-needed'
}

/** Whether a second vote, by this door, makes a person fit where the first did not. */
function opensAnother(
  bench: Bench,
  slots: readonly Slot[],
  person: string,
  door: Door,
  approvals: readonly number[],
): boolean {
  const by = (slot: Slot, with_: Door) => fitsSlot(slot, bench.people, person, with_, bench.now.getTime())
  const doors = approvals.flatMap(i => bench.votes[i]?.door ?? [])
  return doors.length > 0 && slots.some(slot => by(slot, door) && !doors.some(had => by(slot, had)))
}

function withVote(bench: Bench, person: string, door: Door): Bench {
  const vote = { person, door, is: 'approve', seal: bench.seal, at: bench.now.toISOString(), by: person } as const
  return { ...bench, votes: [...bench.votes, vote] }
}

function filled(bench: Bench): number {
  return verdict(bench).counted.length
}

function detailsFor(bench: Bench, slots: readonly Slot[], person: string, code: ReasonCode) {
  const { missing, rules } = verdict(bench)
  if (code === 'no-rule') return { kinds: kindsIn(bench).join(', ') || 'this change' }
  if (code === 'unlisted-author') return { accounts: listWords(unlistedAccounts(bench)) }
  const mine = slots.filter(slot => isFor(slot, bench.people, person))
  const open = missing.length > 0 || rules.length === 0 ? missing : slots
  return detailsOf(code === 'wrong-door' || code === 'expired' ? mine : open)
}
