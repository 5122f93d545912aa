import { unknownOf } from '../core/held-against.ts'
import { isHere } from '../core/people.ts'
import type { ReasonCode } from '../core/reason.ts'
import { accountState } from './account-state.ts'
import type { Bench, Slot, Vote } from './approval.ts'
import { accountOf, excluded, fitsSlot, isFor, sees } from './slots.ts'
import { momentOf } from './vote-order.ts'

/** What stands of a person's votes, by their place in `votes`: approvals, or a denial; and what they said last. */
export interface Word {
  readonly approvals: readonly number[]
  readonly denial: number | undefined
  readonly last: number | undefined
}

export interface Reading {
  readonly words: ReadonlyMap<string, Word>
  /** By place in `votes`: why it does not count. */
  readonly ignored: ReadonlyMap<number, ReasonCode>
}

/**
 * Goes through the votes in the order they were given: a person's last word stands, however late Kedge came to hear of
 * another. What was given at the same moment is heard as it was recorded.
 */
export function standingVotes(bench: Bench, slots: readonly Slot[]): Reading {
  const out = excluded(bench)
  const words = new Map<string, Word>()
  const ignored = new Map<number, ReasonCode>()
  const said: (readonly [number, Vote])[] = []
  for (const [i, vote] of bench.votes.entries()) {
    const code = forAnother(vote) ?? whoRefused(bench, slots, out, vote) ?? whenRefused(bench, vote)
    if (code) ignored.set(i, code)
    else said.push([i, vote])
  }
  for (const [i, vote] of said.sort(([, a], [, b]) => momentOf(a) - momentOf(b))) {
    const code = vote.is === 'approve' ? yesRefused(bench, slots, vote) : undefined
    words.set(vote.person, heard(bench.votes, words.get(vote.person) ?? NONE, { i, code }, ignored))
  }
  return { words, ignored }
}
const NONE: Word = { approvals: [], denial: undefined, last: undefined }

/** GitHub tells of a vote that lapsed; anybody else says yes for themselves alone. */
function forAnother({ is, by, person }: Vote): ReasonCode | undefined {
  return is !== 'approve' || by === person || by === 'github' ? undefined : 'for-another'
}

/** Whether this person's votes can count at all, by this account. */
export function whoRefused(
  bench: Bench,
  slots: readonly Slot[],
  out: ReturnType<typeof excluded>,
  { person, door, is }: Pick<Vote, 'person' | 'door' | 'is'>,
): ReasonCode | undefined {
  const account = accountOf(bench.people, person, door)
  const state = accountState(bench, person, door)
  if (state !== undefined && state !== 'person') return state
  if (account === undefined) return 'not-in-people'
  if (!isHere(bench.people.people[person], bench.now)) return 'left'
  // An account nobody looked up may deny, since that is the careful answer, but not approve.
  if (state === undefined && is === 'approve') return 'account-not-seen'
  // Whoever has the role may say no, and take that back, whatever comes with it that they may not see.
  const own = out.get(person) ?? (is !== 'approve' || sees(bench, person) ? undefined : 'may-not-see')
  if (own !== undefined) return own
  const mine = slots.some(slot => isFor(slot, bench.people, person))
  return mine ? undefined : slots.length === 0 ? 'not-needed' : 'wrong-role'
}

/** Whether a vote counts at its time, on what is shown now. */
function whenRefused(bench: Bench, vote: Vote): ReasonCode | undefined {
  const at = Date.parse(vote.at)
  // Said the other way round, so that a date that is none is refused too.
  if (!(at <= bench.now.getTime())) return 'future'
  const { state, closedAt, draft } = bench.pull
  if (state === 'closed' || (closedAt !== undefined && !(at > Date.parse(closedAt)))) return 'closed'
  if (draft) return 'draft'
  if (vote.lapsed === 'base') return 'other-seal'
  if (vote.lapsed === 'merged') return 'already-merged'
  if (vote.lapsed) return vote.lapsed
  return vote.seal === bench.seal ? undefined : 'other-seal'
}

/** Why a yes fills no place: it takes the person's own denial back all the same. */
function yesRefused(bench: Bench, slots: readonly Slot[], vote: Vote): ReasonCode | undefined {
  const late = doorRefused(bench, slots, vote, Date.parse(vote.at))
  return late ?? (notKnown(bench, vote).length > 0 ? 'answered-worse' : undefined)
}

/** Rules that are held against the change now, of which whoever gave this vote did not know. */
export function notKnown({ against = [] }: Bench, { known }: Pick<Vote, 'known'>): readonly string[] {
  return known === undefined ? [] : unknownOf(against, known)
}

/** Whether an approval counts at its time, by its door; only approvals can be too late. */
export function doorRefused(
  bench: Bench,
  slots: readonly Slot[],
  { person, door }: Pick<Vote, 'person' | 'door'>,
  at: number,
): ReasonCode | undefined {
  const fits = (when: number) => slots.some(slot => fitsSlot(slot, bench.people, person, door, when))
  if (fits(at)) return undefined
  return fits(Number.NEGATIVE_INFINITY) ? 'expired' : 'wrong-door'
}

/** One more vote of a person: what it does to the ones before it. `code`: why it is no approval. */
function heard(
  votes: readonly Vote[],
  was: Word,
  { i, code }: { readonly i: number; readonly code: ReasonCode | undefined },
  ignored: Map<number, ReasonCode>,
): Word {
  const { is, by, person } = votes[i] as Vote
  const drop = (why: ReasonCode) => {
    for (const n of was.approvals) ignored.set(n, why)
  }
  const lift = () => was.denial !== undefined && ignored.set(was.denial, 'taken-back')
  if (is === 'approve') {
    lift()
    // Whoever denied and says yes by a wrong door, or too late, is not against it any more.
    if (code) ignored.set(i, code)
    const approvals = code ? was.approvals : [...was.approvals, i].sort((a, b) => a - b)
    return { approvals, denial: undefined, last: i }
  }
  if (is === 'deny') {
    drop('denied-later')
    if (was.denial !== undefined) ignored.set(was.denial, 'already-counted')
    return { approvals: [], denial: i, last: i }
  }
  drop('taken-back')
  const none = { ...NONE, last: i }
  if (was.denial === undefined) return none
  // A denial that somebody else dismissed is still this person's last word.
  if (by === person) lift()
  else ignored.set(i, 'denial-stands')
  return by === person ? none : was
}
