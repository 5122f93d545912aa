import type { Request } from './change.ts'
import type { Bodies, By, Event } from './event.ts'

export interface Sealed {
  readonly at: string
  readonly body: Bodies['change.sealed']
}

/** Where a change stands: the fold over its own few events. */
export interface Change {
  readonly id: string
  readonly request: Request
  readonly asked: { readonly by: By; readonly at: string }
  readonly pull?: Bodies['change.opened']
  /** Every request people were shown, oldest first; the last is the one votes are for. */
  readonly seals: readonly Sealed[]
  readonly card?: Bodies['change.posted']
  readonly votes: readonly Event<'change.voted'>[]
  readonly verdict?: Bodies['change.verdict']
  readonly checked?: Bodies['change.checked']
  readonly merged?: Bodies['change.merged'] & { readonly at: string }
  readonly dispatched?: Bodies['change.dispatched']
  readonly delivered?: Bodies['change.delivered'] & { readonly at: string }
  readonly done?: Bodies['change.done'] & { readonly at: string }
  readonly closed?: Bodies['change.closed']
}

export function changeFrom(events: readonly Event[]): Change | undefined {
  return events.reduce<Change | undefined>(step, undefined)
}

export function sealOf(change: Change): Sealed | undefined {
  return change.seals.at(-1)
}

/** Open until it is done or closed: a merged change is open until the wanted version is observed. */
export function isOpen(change: Change): boolean {
  return change.done === undefined && change.closed === undefined
}

export function stageOf(change: Change): 'asked' | 'open' | 'merged' | 'dispatched' | 'delivered' | 'done' | 'closed' {
  if (change.closed) return 'closed'
  if (change.done) return 'done'
  if (change.delivered) return 'delivered'
  if (change.dispatched) return 'dispatched'
  if (change.merged) return 'merged'
  return change.pull ? 'open' : 'asked'
}

function step(was: Change | undefined, event: Event): Change | undefined {
  if (event.type === 'change.asked') {
    return { id: event.subject, request: event.body, asked: { by: event.by, at: event.at }, seals: [], votes: [] }
  }
  if (was === undefined) return undefined
  switch (event.type) {
    case 'change.opened':
      return { ...was, pull: event.body }
    case 'change.sealed':
      return { ...was, seals: [...was.seals, { at: event.at, body: event.body }] }
    case 'change.posted':
      return { ...was, card: event.body }
    case 'change.voted':
      return { ...was, votes: [...was.votes, event] }
    case 'change.verdict':
      return { ...was, verdict: event.body }
    case 'change.checked':
      return { ...was, checked: event.body }
    case 'change.merged':
      return { ...was, merged: { ...event.body, at: event.at } }
    case 'change.dispatched':
      return { ...was, dispatched: event.body }
    case 'change.delivered':
      return { ...was, delivered: { ...event.body, at: event.at } }
    case 'change.done':
      return { ...was, done: { ...event.body, at: event.at } }
    case 'change.closed':
      return { ...was, closed: event.body }
    default:
      return was
  }
}
