import { denies } from '../approvals/denial.ts'
import type { Judged } from '../approvals/judged.ts'
import { mayVote } from '../approvals/may-vote.ts'
import type { VoteIs } from '../core/change.ts'
import { type Change, owesReview, sealOf } from '../core/change-state.ts'
import type { Doer } from '../core/doer.ts'
import { happened } from '../core/event.ts'
import { refusalOf } from '../core/reason.ts'
import { answersName } from '../core/shown.ts'
import { changeCard, isTooLarge } from '../reports/change-card.ts'
import { counted, deniesNoMore, refusedVote } from '../reports/vote-words.ts'
import type { Document } from '../words/document.ts'
import { says } from '../words/says.ts'
import type { Pressed } from './arrivals.ts'
import { type Asker, authoriseChange, standingAt } from './authorise.ts'
import { judged } from './bench.ts'
import { followed } from './followed.ts'
import { emergenciesAlike } from './goes-on.ts'
import type { SlackPlace } from './identity.ts'
import { answer, followChange, showChange } from './jobs.ts'
import { NOTHING, type Outcome } from './outcome.ts'
import { owedPast } from './review.ts'
import { changeOf } from './standing.ts'
import type { Onlooker } from './world.ts'

export interface Ballot {
  readonly place: SlackPlace
  readonly responseUrl?: string
  readonly is: VoteIs
  /** The message that was pressed, where a button was. */
  readonly card?: Pressed['message']
  /** What was on the card that was pressed. */
  readonly seal: string
  /** What the rules answered there, by its name; a card from before it was carried is an old one. */
  readonly answers?: string
  readonly because?: string
  /** When it was received, however late it is worked on. */
  readonly at: Date
  /** The delivery this came with, for the answer’s key. */
  readonly delivery: string
}

/**
 * A vote given in Slack. The world is looked at first, so that nobody approves what they were not shown; a refusal is told
 * to its person alone, kept, and uses nothing up.
 */
export async function vote(world: Onlooker, ballot: Ballot): Promise<Outcome> {
  const subject = await world.store.find(`seal:${ballot.seal}`)
  const change = subject === undefined ? undefined : (await changeOf(world.store, subject))?.it
  const { asker, no } = change
    ? authoriseChange(await standingAt(world, ballot.place), change)
    : { no: { is: 'unseen', id: '' } as const }
  if (!change || no?.is === 'unseen') return { jobs: [tell(ballot, refusedVote(refusalOf('unknown-card')))] }
  if (asker === undefined) return refuse(change, no.account, ballot, no.refusal, refusedVote(no.refusal))
  await followed(world, change.id)
  return cast(world, change.id, asker, ballot)
}

async function cast(world: Onlooker, subject: string, { id: person }: Asker, ballot: Ballot): Promise<Outcome> {
  const standing = await changeOf(world.store, subject)
  if (!standing) return NOTHING
  const { it, seen } = standing
  const now = await judged(world, it, { presser: person })
  const seal = sealOf(it)?.body.seal
  const shownAnew = () => {
    const refusal = refusalOf('old-card')
    return refuse(it, person, ballot, refusal, refusedVote(refusal, changeCard(now)))
  }
  // What is merged has no card to look at anew: whatever was said of it before is told so.
  if (seal !== ballot.seal && !it.merged) return shownAnew()
  const { is, because } = ballot
  const given = givenAt(world, ballot)
  const allowed = mayVote(now.bench, person, 'slack', {
    is: ballot.is,
    ...(seal !== undefined && { seal }),
    ...(given !== undefined && { at: given }),
  })
  if (allowed.ok && !it.merged && (isElsewhere(it, ballot) || isAnsweredAnew(now, ballot))) return shownAnew()
  if (allowed.ok && !allowed.only && is === 'approve' && !it.merged && isTooLarge(now)) {
    const refusal = refusalOf('too-large')
    return refuse(it, person, ballot, refusal, refusedVote(refusal, changeCard(now)))
  }
  // The button is for that alone: whoever approved and presses it takes nothing back.
  if (allowed.ok && is === 'withdrawn' && !denies(now.bench, person)) {
    const refusal = { ...refusalOf('nothing-to-take-back'), says: says.vote.noDenial }
    return refuse(it, person, ballot, refusal, refusedVote(refusal))
  }
  const isLate = !allowed.ok && isLateDenial(now, person, ballot, given)
  if (!allowed.ok && !isLate) return refuse(it, person, ballot, allowed, refusedVote(allowed))
  const event = happened('change.voted', person, {
    person,
    account: `slack:${ballot.place.team}:${ballot.place.user}`,
    door: 'slack',
    is: allowed.ok && allowed.only ? 'withdrawn' : is,
    seal: ballot.seal,
    ...(because !== undefined && { because }),
    ...(given !== undefined && { given }),
  })
  if (!allowed.ok) {
    const events = [event, ...(owesReview(it) ? [] : [owedPast('denied', world.now())])]
    return {
      parts: [{ subject: it.id, seen, events }],
      jobs: [showChange(it.id), tell(ballot, refusedVote({ ...allowed, ...says.vote.tooLate }))],
    }
  }
  const alike = is === 'deny' ? await emergenciesAlike(world, await standingAt(world, ballot.place), it) : []
  return {
    parts: [{ subject: it.id, seen, events: [event] }],
    jobs: [
      followChange(it.id),
      tell(
        ballot,
        allowed.only
          ? deniesNoMore(allowed.only)
          : counted(is, now, { emergencies: alike, isTooLarge: isTooLarge(now) }),
      ),
    ],
  }
}

/** Slack signed it, and for a message that is not its card: nobody can say what stood there. Where none is known yet, any may be it. */
function isElsewhere({ card: its }: Change, { card }: Ballot): boolean {
  if (card === undefined || card.alone || its === undefined) return false
  return card.channel !== its.channel || card.ts !== its.ts
}

/** The rules answer something else than on the card that was approved; whoever denies may do so all the same. */
function isAnsweredAnew({ findings }: Judged, { is, answers }: Ballot): boolean {
  return is === 'approve' && answers !== answersName(findings)
}

/** Said before it was merged, and worked on after it: what it would have stopped is in force, so somebody looks at it. */
function isLateDenial(
  { change, bench }: Judged,
  person: string,
  { is, seal }: Ballot,
  given: string | undefined,
): boolean {
  const { merged } = change
  if (is !== 'deny' || merged === undefined || given === undefined) return false
  if (!(Date.parse(given) < Date.parse(merged.mergedAt ?? merged.at))) return false
  return mayVote({ ...bench, pull: { state: 'open', draft: false } }, person, 'slack', { is, seal, at: given }).ok
}

/** Left out where that is now; never later, since the clock of whoever received it may be another. */
function givenAt(world: Onlooker, { at }: Ballot): string | undefined {
  return at < world.now() ? at.toISOString() : undefined
}

function refuse(
  change: Change,
  by: Doer,
  ballot: Ballot,
  { code, says: why }: { code: string; says: string },
  document: Document,
): Outcome {
  const event = happened('change.refused', by, { code, door: 'slack', says: why })
  return { facts: [{ subject: change.id, events: [event] }], jobs: [tell(ballot, document)] }
}

function tell({ place, responseUrl, delivery }: Ballot, document: Document) {
  const { channel, user } = place
  return answer(delivery, { channel, user, ...(responseUrl !== undefined && { responseUrl }), document })
}
