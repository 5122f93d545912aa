import type { VoteIs } from '../core/change.ts'
import type { Change } from '../core/change-state.ts'
import { happened, type NewEvent } from '../core/event.ts'
import type { Bodies } from '../core/event-bodies.ts'
import type { Repository } from '../core/repository.ts'
import { byGitHub, GITHUB } from './proved.ts'
import type { Onlooker, Pull, Review, Turn } from './world.ts'

/** What GitHub knows of the votes on a change and the record does not. */
export interface Heard {
  /** It was closed since it was asked for, and was opened again: all votes before are gone. */
  readonly wasClosed: boolean
  readonly voted: readonly NewEvent<'change.voted'>[]
}

/**
 * Asked of GitHub, so that it holds where no webhook comes in. What happened to a pull request nobody voted on is asked only
 * before the first vote: taken for a change that was closed, it would be thrown away later.
 */
export async function heardOnGitHub(
  world: Onlooker,
  it: Change,
  pull: Pull,
  { people }: Repository,
  comes?: 'vote',
): Promise<Heard> {
  const reviews = await world.see.reviews(pull.number)
  if (it.votes.length + reviews.length === 0 && comes === undefined) return { wasClosed: false, voted: [] }
  // After the reviews: what a pull request was at each of them is known then.
  const turns = await world.see.turns(pull.number)
  return {
    wasClosed: wasClosedSince(turns, it, pull),
    voted: [...overBase(it, turns), ...votesIn(it, reviews, people, turns, pull)],
  }
}

/** What was said until it was closed. What was said later is of whatever it is opened as again. */
export async function heardBeforeClosing(
  world: Onlooker,
  it: Change,
  pull: Pull,
  { people }: Repository,
): Promise<Heard['voted']> {
  const reviews = await world.see.reviews(pull.number)
  if (reviews.length === 0) return []
  const turns = await world.see.turns(pull.number)
  const isEnd = ({ to, at }: Turn) => to === 'closed' && Date.parse(at) > Date.parse(it.asked.at)
  const end = Date.parse(turns.find(isEnd)?.at ?? '')
  const isBefore = ({ at }: { readonly at: string }) => !(Date.parse(at) > end)
  const before = turns.filter(turn => isBefore(turn) && !(turn.to === 'open' && Date.parse(turn.at) === end))
  return votesIn(it, reviews.filter(isBefore), people, before, pull)
}

/**
 * Since it was asked for; `leewayMs` before counts as well. Merging closes it too, so then only what was opened again counts.
 */
export function wasClosedSince(turns: readonly Turn[], { asked }: Change, { state }: Pull, leewayMs = 0): boolean {
  const since = turns.filter(({ at }) => Date.parse(at) > Date.parse(asked.at) - leewayMs)
  const closed = since.findIndex(({ to }) => to === 'closed')
  return closed !== -1 && (state === 'open' || since.slice(closed).some(({ to }) => to === 'open'))
}

/**
 * Approvals given in Slack before it had another base, also where it came back before anybody looked. GitHub tells whole
 * seconds: in the same one it is not counted.
 */
function overBase({ votes }: Change, turns: readonly Turn[]): NewEvent<'change.voted'>[] {
  const last = turns.findLast(({ to }) => to === 'base')
  if (last === undefined) return []
  const until = Math.floor(Date.parse(last.at) / 1000) * 1000 + 999
  return votes
    .map(({ at, body }) => ({ ...body, given: body.given ?? at }))
    .filter(it => it.door === 'slack' && it.is === 'approve' && !it.lapsed && Date.parse(it.given) <= until)
    .map(it => happened('change.voted', GITHUB, { ...it, lapsed: 'base' }))
}

type Lapsed = Bodies['change.voted']['lapsed']

/** What the reviews say and the record does not, in their order. */
function votesIn(
  it: Change,
  reviews: readonly Review[],
  people: Repository['people'],
  turns: readonly Turn[],
  pull: Pull,
): NewEvent<'change.voted'>[] {
  const heard: NewEvent<'change.voted'>[] = []
  for (const review of reviews) {
    const known = [...it.votes, ...heard]
    heard.push(...votesOf(it, review, people, turns, pull), ...takenBack(it, review, people, known))
  }
  return heard
}

/**
 * Of a commit that was pushed over before it was seen nobody can say what was approved; but whoever had said no before it is
 * not against it any more.
 */
function takenBack(
  it: Change,
  { id, state, user, head, at }: Review,
  people: Repository['people'],
  known: readonly (Pick<NewEvent<'change.voted'>, 'body'> & { readonly at?: string })[],
): NewEvent<'change.voted'>[] {
  const person = byGitHub(people, user.id)
  if (state !== 'approved' || it.seals.some(({ body }) => body.pins.head === head)) return []
  const own = known.filter(({ body }) => body.person === person)
  const denied = own.at(-1)
  const last = denied?.body
  if (last?.is !== 'deny' || own.some(({ body }) => body.review === id)) return []
  // What was said before the denial takes nothing back, however late it is looked at.
  if (!(Date.parse(at) > Date.parse(last.given ?? denied?.at ?? at))) return []
  const body = { person, account: `github:${user.id}`, door: 'github', is: 'withdrawn', seal: last.seal } as const
  return [happened('change.voted', person, { ...body, review: id, given: at })]
}

/** A review as a vote, once, and again when its state has changed (dismissed, say) or it was for another base. */
function votesOf(
  it: Change,
  review: Review,
  people: Repository['people'],
  turns: readonly Turn[],
  pull: Pull,
): NewEvent<'change.voted'>[] {
  const { id, user, at } = review
  const seal = sealFor(it, review)
  if (seal === undefined || user.bot) return []
  const account = `github:${user.id}`
  const person = byGitHub(people, user.id)
  const lapse = lapsed(turns, review, pull)
  return saidAnew(it, review, lapse, turns).map(is => {
    const by = is === 'withdrawn' ? GITHUB : person
    const given = is === 'withdrawn' ? dismissedAt(id, turns) : at
    const more = { review: id, ...(given !== undefined && { given }), ...(lapse && { lapsed: lapse }) }
    const body = { person, account, door: 'github', is, seal, ...more } as const
    return happened('change.voted', by, body)
  })
}

/** What a review says and the record does not; a denial that was dismissed before anybody saw it as if it had been seen. */
function saidAnew(it: Change, { id, state }: Review, lapse: Lapsed, turns: readonly Turn[]): VoteIs[] {
  const is = VOTES[state]
  const last = it.votes.findLast(vote => vote.body.review === id)
  const isKnown = last?.body.is === is && (lapse !== 'base' || last?.body.lapsed !== undefined)
  if (is === undefined || isKnown) return []
  return is === 'withdrawn' && last === undefined && mayHaveDenied(id, turns) ? ['deny', is] : [is]
}

/** Where GitHub does not say, it is when it was heard of: so late that no word before it stands against it. */
function dismissedAt(review: number, turns: readonly Turn[]): string | undefined {
  return turns.findLast(turn => turn.to === 'dismissed' && turn.review === review)?.at
}

/** Unless GitHub says that it had said something else. */
function mayHaveDenied(review: number, turns: readonly Turn[]): boolean {
  const was = turns.flatMap(turn => (turn.to === 'dismissed' && turn.review === review ? (turn.was ?? []) : [])).at(-1)
  return was === undefined || was === 'changes-requested'
}

const VOTES = {
  approved: 'approve',
  'changes-requested': 'deny',
  dismissed: 'withdrawn',
  commented: undefined,
} as const

/**
 * A review is for what was sealed of its commit when it was given; given before Kedge saw that commit, for its first seal.
 * GitHub tells whole seconds, so what was sealed later in the same one is not what it was for.
 */
function sealFor(it: Change, review: Review): string | undefined {
  const ofHead = it.seals.filter(seal => seal.body.pins.head === review.head)
  const at = Date.parse(review.at)
  const known = ofHead.findLast(seal => Date.parse(seal.at) <= at) ?? ofHead[0]
  // A no to a commit that was pushed over before it was seen is one to what was shown before it.
  const unseen = review.state === 'changes-requested' ? it.seals.findLast(seal => Date.parse(seal.at) <= at) : undefined
  return (known ?? unseen)?.body.seal
}

/**
 * Closing clears what was said before, a draft takes no votes, and nobody approved what another base makes of it; whoever
 * said no has not said yes by that. GitHub tells seconds: in the same one it is not counted.
 */
function lapsed(turns: readonly Turn[], review: Review, { draft }: Pull): Lapsed {
  const at = Date.parse(review.at)
  const isBefore = (to: Turn['to']) => turns.some(turn => turn.to === to && at <= Date.parse(turn.at))
  if (isBefore('open')) return 'closed'
  if (review.state === 'approved' && isBefore('base')) return 'base'
  const drafts = turns.filter(({ to }) => to === 'draft' || to === 'ready')
  const next = drafts.find(turn => at <= Date.parse(turn.at))
  if (next) return next.to === 'ready' || at === Date.parse(next.at) ? 'draft' : undefined
  const last = drafts.at(-1)
  return (last ? last.to === 'draft' : draft) ? 'draft' : undefined
}
