import type { Move, Request, Retrain } from './change.ts'
import type { Account, Bodies, By, Event } from './event.ts'
import type { Model } from './model.ts'
import { type Promises, promisesAfter } from './promise.ts'

export interface Sealed {
  readonly at: string
  readonly body: Bodies['change.sealed']
}

/** Where a change stands: the fold over its own few events. */
export interface Change {
  readonly id: string
  readonly request: Request
  readonly asked: { readonly by: By; readonly at: string; readonly accounts?: readonly Account[] }
  readonly pull?: Bodies['change.opened']
  /** Every request people were shown, oldest first; the last is the one votes are for. */
  readonly seals: readonly Sealed[]
  readonly card?: Bodies['change.posted']
  readonly votes: readonly Event<'change.voted'>[]
  readonly verdict?: Bodies['change.verdict']
  readonly checked?: Bodies['change.checked']
  /** What the rules said of it last, where they were asked since it was sealed. */
  readonly findings?: Bodies['change.judged']['findings']
  readonly merged?: Bodies['change.merged'] & { readonly at: string }
  readonly dispatched: readonly (Bodies['change.dispatched'] & { readonly at: string })[]
  /** How often whoever does it by hand was reminded. */
  readonly reminded: readonly Bodies['change.reminded'][]
  /** How it ended, the last time it was tried. */
  readonly delivered: readonly (Bodies['change.delivered'] & { readonly at: string })[]
  /** New versions of what was trained anew. */
  readonly registered: readonly Bodies['change.registered'][]
  readonly done?: Bodies['change.done'] & { readonly at: string }
  /** Left out where nobody has to look at it afterwards. */
  readonly review?: Bodies['change.review-owed'] & { readonly done?: { readonly by: string; readonly says: string } }
  readonly closed?: Bodies['change.closed']
  readonly promises?: Promises
}

export function changeFrom(events: readonly Event[]): Change | undefined {
  return events.reduce<Change | undefined>(step, undefined)
}

export function sealOf(change: Change): Sealed | undefined {
  return change.seals.at(-1)
}

/** Since when its approval is waited for. Whoever pushes asks anew; what was asked for in Slack has one clock, whatever is pushed. */
export function waitsSince(change: Change): string {
  const isOurs = change.request.door !== 'repository'
  return isOurs ? change.asked.at : (sealOf(change)?.at ?? change.asked.at)
}

/** The versions it moves: those people were shown last, else the one that was asked for. */
export function movesOf({ seals, request }: Pick<Change, 'seals' | 'request'>): readonly Move[] {
  const shown = seals.at(-1)?.body.moves
  if (shown !== undefined) return shown
  const { kind, model, from, to, edits } = request
  if (model === undefined || from === undefined || to === undefined || from === to || edits.length === 0) return []
  return kind === 'promote' || kind === 'rollback' ? [{ model, kind, from, to }] : []
}

/** Ids of all models it is about. */
export function modelsOf({ request, seals }: Pick<Change, 'request' | 'seals'>): readonly string[] {
  const sealed = seals.at(-1)?.body
  const shown = sealed?.parts.flatMap(({ model }) => model?.id ?? []) ?? []
  const asked = [...(request.model === undefined ? [] : [request.model]), ...(request.about ?? [])]
  return [...new Set([...asked, ...shown, ...(sealed?.about ?? [])])]
}

/** The models it is about, of those that are there. */
export function modelsIn(
  change: Pick<Change, 'request' | 'seals'>,
  models: Readonly<Record<string, Model>>,
): readonly Model[] {
  return modelsOf(change).flatMap(id => (Object.hasOwn(models, id) ? (models[id] ?? []) : []))
}

/** Models it asks to be trained anew: those people were shown last, else the one that was asked for. */
export function retrainsOf({ seals, request }: Pick<Change, 'seals' | 'request'>): readonly Retrain[] {
  const shown = seals.at(-1)?.body.retrains
  if (shown !== undefined) return shown
  return request.kind === 'retrain' && request.model !== undefined ? [{ model: request.model }] : []
}

/** Somebody still has to look at it, whatever became of it. */
export function owesReview({ review }: Change): boolean {
  return review !== undefined && review.done === undefined
}

/** Open until it is done or closed: a merged change is open until the wanted version is observed. */
export function isOpen(change: Change): boolean {
  return change.done === undefined && change.closed === undefined
}

/** Merged, and all it waits for is a new version of a model that goes on as it is. */
export function isTraining(change: Change): boolean {
  return isOpen(change) && change.merged !== undefined && movesOf(change).length === 0 && retrainsOf(change).length > 0
}

/** Whether the last verdict let this commit through. What was merged without it by-passed the gate. */
export function wasApproved({ verdict }: Change, head: string): boolean {
  return verdict?.is === 'approved' && verdict.head === head
}

export function stageOf(change: Change): 'asked' | 'open' | 'merged' | 'dispatched' | 'delivered' | 'done' | 'closed' {
  if (change.closed) return 'closed'
  if (change.done) return 'done'
  const tasks = movesOf(change).length + retrainsOf(change).length
  if (tasks > 0 && change.delivered.length >= tasks) return 'delivered'
  if (change.dispatched.length > 0) return 'dispatched'
  if (change.merged) return 'merged'
  return change.pull ? 'open' : 'asked'
}

function step(was: Change | undefined, event: Event): Change | undefined {
  if (event.type === 'change.asked') {
    const { accounts, ...request } = event.body
    return {
      id: event.subject,
      request,
      asked: { by: event.by, at: event.at, ...(accounts && { accounts }) },
      seals: [],
      votes: [],
      dispatched: [],
      reminded: [],
      delivered: [],
      registered: [],
    }
  }
  if (was === undefined) return undefined
  switch (event.type) {
    case 'change.opened':
      return { ...was, pull: event.body }
    case 'change.sealed':
      return { ...was, votes: keptBy(was, event), seals: [...was.seals, { at: event.at, body: event.body }] }
    case 'change.posted':
      return { ...was, card: event.body }
    case 'change.voted':
      return { ...was, votes: [...heardBefore(was.votes, event), event] }
    case 'change.verdict':
      return { ...was, verdict: event.body }
    case 'change.checked':
      return { ...was, checked: event.body }
    case 'change.merged':
      return { ...was, merged: { ...event.body, at: event.at } }
    case 'change.dispatched':
      return { ...was, dispatched: [...was.dispatched, { ...event.body, at: event.at }] }
    case 'change.reminded':
      return { ...was, reminded: [...was.reminded.filter(it => !isSame(it, event.body)), event.body] }
    case 'change.delivered':
      return {
        ...was,
        delivered: [...was.delivered.filter(it => !isSame(it, event.body)), { ...event.body, at: event.at }],
      }
    case 'change.registered':
      return { ...was, registered: [...was.registered, event.body] }
    case 'change.review-owed':
      return { ...was, review: event.body }
    case 'change.reviewed':
      return was.review ? { ...was, review: { ...was.review, done: { by: event.by, says: event.body.says } } } : was
    case 'change.judged':
      return { ...was, findings: event.body.findings }
    case 'change.done':
      return { ...was, done: { ...event.body, at: event.at } }
    case 'change.closed':
      return { ...was, closed: event.body }
    default: {
      const promises = promisesAfter(was.promises, event)
      return promises ? { ...was, promises } : was
    }
  }
}

/** Nobody approved what another base makes of it, also when it comes back to the first; whoever said no has not said yes by that. */
function keptBy({ votes, seals }: Change, { body }: Event<'change.sealed'>): Change['votes'] {
  const before = seals.at(-1)?.body.pins.base
  if (before === undefined || before === body.pins.base) return votes
  return votes.map(vote =>
    vote.body.is === 'approve' && !vote.body.lapsed ? { ...vote, body: { ...vote.body, lapsed: 'base' } } : vote,
  )
}

/** An approval of what had another base since counts no more, although it was recorded before. */
function heardBefore(votes: Change['votes'], { body }: Event<'change.voted'>): Change['votes'] {
  const { review, lapsed, given, person, door } = body
  if (lapsed !== 'base') return votes
  const isIt = (vote: Change['votes'][number]) =>
    review === undefined
      ? vote.body.door === door && vote.body.person === person && (vote.body.given ?? vote.at) === given
      : vote.body.review === review
  return votes.map(vote => (isIt(vote) ? { ...vote, body: { ...vote.body, lapsed } } : vote))
}

/** About the same model, and both or neither about its training. */
function isSame(one: Of, other: Of): boolean {
  return one.model === other.model && one.retrain === other.retrain
}
type Of = { readonly model: string; readonly retrain?: true }
