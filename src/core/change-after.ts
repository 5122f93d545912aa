import { asSealed } from './as-sealed.ts'
import type { Change } from './change-state.ts'
import type { Event } from './event.ts'
import { promisesAfter } from './promise.ts'

/** One more event of it. */
export function changeAfter(was: Change | undefined, event: Event): Change | undefined {
  if (event.type === 'change.asked') {
    const { accounts, registered, ...request } = event.body
    return {
      id: event.subject,
      firstAsked: request,
      request,
      asked: { by: event.by, at: event.at, ...(accounts && { accounts }), ...(registered && { registered }) },
      seals: [],
      votes: [],
      judgings: [],
      restored: [],
      dispatched: [],
      reminded: [],
      delivered: [],
      registered: [],
      awaited: [],
    }
  }
  if (was === undefined) return undefined
  switch (event.type) {
    case 'change.opened':
      return { ...was, pull: event.body }
    case 'change.sealed': {
      const { unmerged: _, ...before } = was
      return {
        ...before,
        request: asSealed(was.firstAsked, event.body, was.seals[0]?.body),
        votes: keptBy(was, event),
        seals: [...was.seals, { at: event.at, body: event.body }],
      }
    }
    case 'change.posted':
      return { ...was, card: event.body }
    case 'change.voted':
      return { ...was, votes: [...heardBefore(was.votes, event), event] }
    case 'change.verdict':
      return { ...was, verdict: event.body }
    case 'change.described': {
      const again = event.body.over === undefined ? [] : [{ ...event.body, at: event.at }]
      return { ...was, described: event.body, restored: [...was.restored, ...again] }
    }
    case 'change.checked':
      return { ...was, checked: event.body }
    case 'change.refused':
      return event.body.door === 'merge' ? { ...was, unmerged: event.body } : was
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
    case 'change.awaited':
      return { ...was, awaited: [...was.awaited, event.body] }
    case 'change.review-owed':
      return { ...was, review: event.body }
    case 'change.reviewed':
      return was.review ? { ...was, review: { ...was.review, done: { by: event.by, says: event.body.says } } } : was
    case 'change.judged':
      return {
        ...was,
        findings: event.body.findings,
        judgings: [...was.judgings, { at: event.at, findings: event.body.findings }],
      }
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
