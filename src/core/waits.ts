/** How long things waited: medians by stage, by role and by reason. */
import type { Case } from './case.ts'
import type { HoldMoved } from './change.ts'
import type { DelayReason } from './delay-reason.ts'
import type { Event } from './event.ts'
import { holdsOf } from './held.ts'
import type { Promised } from './service-level.ts'

/** What was waited for. */
export const STAGES = ['approval', 'merge', 'delivery', 'answer', 'act', 'recovery'] as const
export type Stage = (typeof STAGES)[number]

export interface Wait {
  readonly count: number
  /** The middle one, in milliseconds of time that passed. */
  readonly medianMs: number
  readonly longestMs: number
}

export interface Waits {
  readonly stages: readonly (Wait & { readonly stage: Stage })[]
  /** From the seal somebody was shown to their vote, by the role they counted for. */
  readonly roles: readonly (Wait & { readonly role: string })[]
  /** What was put off, on hold, or late from its deadline to its end: how long, by the reason that was given. */
  readonly reasons: readonly (Wait & { readonly reason: DelayReason })[]
}

export interface Ended {
  /** Events of changes; also of the holds that they ended, however long ago those began. */
  readonly changes: readonly (readonly Event[])[]
  readonly cases: readonly { readonly it: Case; readonly events: readonly Event[] }[]
  /** Who counted, for which role, in changes that were merged after it. */
  readonly votes: readonly { readonly role: string; readonly from: string; readonly to: string }[]
}

/** Of what ended after `since`. What has not ended has no length yet; it stands among what waits. */
export function waitsOf({ changes, cases, votes }: Ended, since: string): Waits {
  const spans = [...changes.flatMap(spansOfChange), ...cases.flatMap(spansOfCase)].filter(({ to }) => to > since)
  const snoozed = cases.flatMap(({ events }) => snoozedOf(events)).filter(({ to }) => to > since)
  const explained = [...changes, ...cases.map(({ events }) => events)]
    .flatMap(explainedOf)
    .filter(({ to }) => to > since)
  const held = changes.flatMap(events => heldOf(events, changes)).filter(({ to }) => to > since)
  return {
    stages: STAGES.flatMap(stage => measured(spans.filter(it => it.stage === stage)).map(wait => ({ stage, ...wait }))),
    roles: grouped(votes, it => it.role).map(([role, wait]) => ({ role, ...wait })),
    reasons: grouped([...snoozed, ...explained, ...held], it => it.reason).map(([reason, wait]) => ({
      reason,
      ...wait,
    })),
  }
}

/** How long each snooze really kept a case asleep: to when it woke, was put off anew, acted on or closed. */
function snoozedOf(events: readonly Event[]): (Span & { reason: DelayReason })[] {
  return events.flatMap((event, i) => {
    if (event.type !== 'case.snoozed') return []
    const end = events.slice(i + 1).find(({ type }) => WAKES.includes(type))
    return end ? [{ from: event.at, to: end.at, reason: event.body.reason }] : []
  })
}
const WAKES: readonly Event['type'][] = ['case.woke', 'case.snoozed', 'case.acted', 'case.closed']

/** The last reason that was given for each deadline, from then to what ended it. */
function explainedOf(events: readonly Event[]): (Span & { reason: DelayReason })[] {
  const last = new Map<string, Event<'promise.explained'>>()
  for (const event of events) {
    if (event.type === 'promise.explained') last.set(`${event.body.sla} ${event.body.due}`, event)
  }
  return [...last.values()].flatMap(({ body: { due, what, reason } }) => {
    const to = endOf(events, due, what)
    return to === undefined ? [] : [{ from: due, to, reason }]
  })
}
function endOf(events: readonly Event[], due: string, what: Promised | undefined): string | undefined {
  const isApproval = what === 'approve' || (what === undefined && events[0]?.type === 'change.asked')
  const approved = isApproval ? approvedFor(events) : undefined
  // What waits for somebody to merge it is approved all the same.
  if (approved !== undefined) return approved > due ? approved : undefined
  const ends = (what && ENDS[what]) ?? ANY_END
  return events.find(event => event.at > due && ends.includes(event.type) && !isPlayed(event))?.at
}
/** What ends a delay, by what was promised. */
const ENDS: Partial<Record<Promised, readonly Event['type'][]>> = {
  respond: ['case.taken', 'case.asked', 'case.acted', 'case.closed'],
  act: ['case.acted', 'case.closed'],
  recover: ['case.closed'],
}
/** Of changes; and of what was explained before the promise was kept with it. */
const ANY_END: readonly Event['type'][] = ['change.merged', 'change.closed', 'case.acted', 'case.closed']

/** What a playbook asked for answers nobody. */
const isPlayed = ({ type, by }: Event) => type === 'case.asked' && by === 'kedge'

/**
 * A hold that was ended, from when it came into force. Its file tells the day and why; the moment is that of the change which
 * wrote it there, or where there was none the beginning of the day.
 */
function heldOf(events: readonly Event[], changes: Ended['changes']): (Span & { reason: DelayReason })[] {
  const merged = events.find(({ type }) => type === 'change.merged')
  if (merged === undefined) return []
  return holdsOf(events).flatMap(hold => {
    if (hold.is !== 'resume' || hold.reason === undefined) return []
    const began = changes.flatMap(other => beganAt(other, hold)).filter(at => at < merged.at)
    const from = began.toSorted().at(-1) ?? hold.since
    return [{ from, to: merged.at, reason: hold.reason }]
  })
}

/** When a change put this model on hold, with the same words. */
function beganAt(events: readonly Event[], { model, since, reason, because }: HoldMoved): string[] {
  const merged = events.find(({ type }) => type === 'change.merged')
  if (merged === undefined) return []
  const isIt = holdsOf(events).some(
    it =>
      it.is === 'hold' && it.model === model && it.since === since && it.reason === reason && it.because === because,
  )
  return isIt ? [merged.at] : []
}

interface Span {
  readonly from: string
  readonly to: string
}

function spansOfChange(events: readonly Event[]): (Span & { stage: Stage })[] {
  const at = (is: (event: Event) => boolean) => events.find(is)?.at
  const asked = at(({ type }) => type === 'change.asked')
  const merged = at(({ type }) => type === 'change.merged')
  const approved = approvedFor(events)
  const done = at(event => event.type === 'change.done' && event.body.version !== undefined)
  return [...span('approval', asked, approved), ...span('merge', approved, merged), ...span('delivery', merged, done)]
}

/** Since when it is approved as it stood last before the merge: what a push took back ended nobody's wait. */
function approvedFor(events: readonly Event[]): string | undefined {
  let since: string | undefined
  for (const { type, at, body } of events) {
    if (type === 'change.merged') return since
    if (type === 'change.verdict') since = body.is === 'approved' ? (since ?? at) : undefined
  }
  return since
}

function spansOfCase({ it, events }: Ended['cases'][number]): (Span & { stage: Stage })[] {
  const { detected, acted, closed } = it
  const taken = events.find(({ type, at }) => type === 'case.taken' && at >= detected)?.at
  return [
    ...span('answer', detected, taken),
    ...span('act', detected, acted?.at),
    ...span('recovery', detected, closed?.recovered),
  ]
}

function span(stage: Stage, from: string | undefined, to: string | undefined) {
  return from === undefined || to === undefined || to < from ? [] : [{ stage, from, to }]
}

function grouped<T extends Span, K extends string>(all: readonly T[], by: (it: T) => K): [K, Wait][] {
  return [...Map.groupBy(all, by)].flatMap(([key, mine]) => measured(mine).map((wait): [K, Wait] => [key, wait]))
}

/** Nothing where there are none. */
export function measured(spans: readonly Span[]): Wait[] {
  const lengths = spans.map(({ from, to }) => Date.parse(to) - Date.parse(from)).sort((a, b) => a - b)
  const [longest, middle] = [lengths.at(-1), lengths.length / 2]
  if (longest === undefined) return []
  const [low = 0, high = 0] = [lengths[Math.ceil(middle) - 1], lengths[Math.floor(middle)]]
  return [{ count: lengths.length, medianMs: (low + high) / 2, longestMs: longest }]
}
