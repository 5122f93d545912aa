import type { Breach } from './breach.ts'
import type { CaseCategory } from './case-category.ts'
import type { Played } from './case-events.ts'
import type { By } from './doer.ts'
import type { Event } from './event.ts'
import type { Bodies } from './event-bodies.ts'
import { type Promises, promisesAfter } from './promise.ts'
import type { Snoozed } from './snooze.ts'

/** Where a case stands: the fold over its own few events. */
export interface Case {
  readonly id: string
  readonly model: string
  readonly owner: string
  /** Of which part of the work it is a problem; unknown in cases from before that was kept. */
  readonly category?: CaseCategory
  readonly taken: boolean
  /** The brake keeps it from having a card; somebody who acts on it ends that. */
  readonly held?: true
  readonly monitors: readonly Breach[]
  readonly onset: string
  readonly available: string
  readonly detected: string
  readonly acted?: { readonly at: string; readonly version: string }
  readonly chart?: Bodies['case.charted']
  readonly card?: { readonly channel: string; readonly ts: string }
  /** The newest change asked for because of this case. */
  readonly change?: string
  /** What playbooks did by themselves, and what they did not, oldest first. */
  readonly played?: readonly (Played & { readonly at: string })[]
  readonly issue?: Bodies['case.issue-opened'] & { readonly closed?: true }
  /** `by` the person who closed it, where readings did not. */
  readonly closed?: Bodies['case.closed'] & { readonly by?: By }
  /** Each time it was closed before, and how it was opened again; oldest first. */
  readonly rounds?: readonly Round[]
  /** Opened again by a person in this round: since when, and why. */
  readonly reopened?: Reopened
  readonly snoozed?: Snoozed
  /** All there were, oldest first. */
  readonly snoozes?: readonly Snoozed[]
  readonly promises?: Promises
}

interface Reopened {
  readonly at: string
  readonly by: By
  readonly because: string
}

/** The times of a round that is over. */
export type Round = NonNullable<Case['closed']> & {
  readonly again: Omit<Reopened, 'because'> & { readonly because?: string }
}

export function caseFrom(events: readonly Event[]): Case | undefined {
  return events.reduce<Case | undefined>(step, undefined)
}

function step(was: Case | undefined, event: Event): Case | undefined {
  if (event.type === 'case.opened') {
    const { model, monitors, owner, onset, available, category } = event.body
    const kind = category && { category }
    return { id: event.subject, model, monitors, owner, taken: false, onset, available, detected: event.at, ...kind }
  }
  if (was === undefined) return undefined
  switch (event.type) {
    case 'case.continued':
      return { ...was, monitors: event.body.monitors }
    case 'case.charted':
      return { ...was, chart: event.body }
    case 'case.posted':
      return { ...was, card: event.body }
    case 'case.held':
      return { ...was, held: true }
    case 'case.released':
      return released(was)
    case 'case.taken':
      return { ...released(was), owner: event.by, taken: true }
    case 'case.asked':
      return { ...released(was), change: event.body.change }
    case 'case.played':
      return { ...was, played: [...(was.played ?? []), { ...event.body, at: event.at }] }
    case 'case.issue-opened':
      return { ...was, issue: event.body }
    case 'case.issue-closed':
      return was.issue ? { ...was, issue: { ...was.issue, closed: true } } : was
    case 'case.acted':
      return { ...was, acted: { at: event.at, version: event.body.version } }
    case 'case.closed':
      return { ...awake(was), closed: { ...event.body, ...(event.by !== 'kedge' && { by: event.by }) } }
    case 'case.again': {
      const { acted: _, change: __, ...rest } = nextRound(was, event)
      return { ...rest, ...event.body, taken: false, detected: event.at }
    }
    case 'case.reopened': {
      const reopened = { at: event.at, by: event.by, because: event.body.because }
      return { ...nextRound(was, event), reopened }
    }
    case 'case.snoozed': {
      const snoozed = { ...event.body, by: event.by, at: event.at }
      return { ...released(was), snoozed, snoozes: [...(was.snoozes ?? []), snoozed] }
    }
    case 'case.woke':
      return awake(was)
    default: {
      const promises = promisesAfter(was.promises, event)
      return promises ? { ...was, promises } : was
    }
  }
}

const released = ({ held: _, ...it }: Case): Case => it
const awake = ({ snoozed: _, ...it }: Case): Case => it

/** The round that ended goes into the past; what was done in it stays where it was closed wrongly. */
function nextRound(was: Case, { at, by, body }: Event<'case.again' | 'case.reopened'>): Case {
  const { closed, reopened: _, ...rest } = released(awake(was))
  if (closed === undefined) return rest
  const because = 'because' in body ? { because: body.because } : {}
  return { ...rest, rounds: [...(was.rounds ?? []), { ...closed, again: { at, by, ...because } }] }
}

/** One case a model at a time; its id says which model and since when, so that finding the breach twice finds the case. */
export function caseId(model: string, onset: string): string {
  return `case/${model}-${onset.slice(0, 10)}`
}

/** The last moment the evidence speaks of, for charts and comparisons. */
export function through(it: Pick<Case, 'monitors'>): string {
  return (
    it.monitors
      .map(m => m.latest.end)
      .sort()
      .at(-1) ?? ''
  )
}
