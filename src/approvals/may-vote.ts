import type { VoteIs } from '../core/change.ts'
import { type ReasonCode, type Refusal, refusalOf } from '../core/reason.ts'
import { says } from '../words/says.ts'
import { type Bench, type Door, type Slot, type Vote, verdict } from './approval.ts'
import { asNow } from './as-now.ts'
import { coverage, excluded, fitsSlot, isFor, kindsIn, slotsOf } from './slots.ts'
import { doorRefused, standingVotes, whoRefused } from './standing-votes.ts'
import { againOf, detailsOf } from './tally.ts'
import { authorDetails, unknownAuthor } from './unknown-author.ts'
import { momentOf } from './vote-order.ts'

export interface Press {
  readonly is: VoteIs
  /** The seal of the card that was pressed; left out: the one shown now. */
  readonly seal?: string
  /** ISO, when it was pressed; left out: now. */
  readonly at?: string
}

export type May =
  /** `only`: it takes their denial back and is no approval, and why. */
  { readonly ok: true; readonly only?: Refusal } | ({ readonly ok: false } & Refusal)

/**
 * Whether a press of a button would count, so that a refused click has words at once. `person` is a key of `people` or an
 * unknown account; a Slack account must have been looked up into `accounts`, as for a vote.
 */
export function mayVote(given: Bench, person: string, door: Door, press: Press = { is: 'approve' }): May {
  const bench = asNow(given)
  const { rules, uncovered } = coverage(bench)
  const slots = slotsOf(rules, bench.askedAt)
  const covered = rules.length > 0 && uncovered.length === 0
  const vote = voteBy(bench, person, door, press)
  const code = covered
    ? (stateRefused(bench, press) ??
      whoRefused(bench, slots, excluded(bench), { person, door, is: press.is }) ??
      pressRefused(bench, slots, vote))
    : 'no-rule'
  if (code === undefined) return { ok: true }
  const refusal = refusalOf(code, detailsFor(bench, slots, person, code))
  return isTakingBack(bench, slots, vote, code) ? { ok: true, only: refusal } : { ok: false, ...refusal }
}

/** What keeps a yes from counting, and no denial from being taken back. */
const NO_YES: readonly ReasonCode[] = [
  ...(['wrong-door', 'expired'] as const),
  ...(['unlinked-author', 'unlisted-author', 'from-fork', 'pushers-not-seen', 'by-bot'] as const),
]

/** A denial can be taken back at any time, by any door: a yes that fills no slot is no denial. */
function isTakingBack(bench: Bench, slots: readonly Slot[], press: Vote, code: ReasonCode): boolean {
  if (press.is !== 'approve' || !NO_YES.includes(code)) return false
  const word = standingVotes(bench, slots).words.get(press.person)
  return word?.denial !== undefined && !isOvertaken(bench, word.last, press)
}

function voteBy({ seal, now }: Bench, person: string, door: Door, { is, at = now.toISOString() }: Press): Vote {
  return { person, door, is, seal, at, by: person }
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

function pressRefused(bench: Bench, slots: readonly Slot[], press: Vote): ReasonCode | undefined {
  const { person, door, is } = press
  const word = standingVotes(bench, slots).words.get(person)
  const approvals = word?.approvals ?? []
  if (isOvertaken(bench, word?.last, press)) return 'said-since'
  if (is === 'withdrawn') return approvals.length > 0 || word?.denial !== undefined ? undefined : 'nothing-to-take-back'
  if (is === 'deny') return word?.denial === undefined ? undefined : 'already-counted'
  const late = doorRefused(bench, slots, press, Date.parse(press.at))
  if (late) return late
  if (approvals.some(i => bench.votes[i]?.door === door)) return 'already-counted'
  // Taking a denial back is always welcome, even where the slots are filled.
  if (word?.denial !== undefined || opensAnother(bench, slots, press, approvals)) return undefined
  if (approvals.length > 0) return 'already-counted'
  return filled(bench) < filled({ ...bench, votes: [...bench.votes, press] }) ? undefined : 'not-needed'
}

/** Whether they have said something else since: a press that was worked on late is not their last word. */
function isOvertaken({ votes, now }: Bench, last: number | undefined, press: Vote): boolean {
  const word = last === undefined ? undefined : votes[last]
  if (word === undefined || word.is === press.is) return false
  const [pressed, said] = [momentOf(press), momentOf(word)]
  // Of two words of the same moment, the one that was worked on late is no yes.
  const isLateYes = press.is === 'approve' && pressed < now.getTime()
  return pressed < said || (isLateYes && pressed === said)
}

/** Whether a second vote, by this door, makes a person fit where the first did not. */
function opensAnother(bench: Bench, slots: readonly Slot[], press: Vote, approvals: readonly number[]): boolean {
  const by = (slot: Slot, door: Door) => fitsSlot(slot, bench.people, press.person, door, Date.parse(press.at))
  const doors = approvals.flatMap(i => bench.votes[i]?.door ?? [])
  return doors.length > 0 && slots.some(slot => by(slot, press.door) && !doors.some(had => by(slot, had)))
}

function filled(bench: Bench): number {
  return verdict(bench).counted.length
}

function detailsFor(bench: Bench, slots: readonly Slot[], person: string, code: ReasonCode) {
  const { missing, rules } = verdict(bench)
  if (code === 'no-rule') return { kinds: says.approvalMayVote.kinds(kindsIn(bench)) }
  if (code === 'unlisted-author') return authorDetails(bench)
  const mine = slots.filter(slot => isFor(slot, bench.people, person))
  const open = missing.length > 0 || rules.length === 0 ? missing : slots
  return { ...detailsOf(code === 'wrong-door' || code === 'expired' ? mine : open), ...againOf(bench) }
}
