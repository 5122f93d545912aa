/** What was promised to the business (`sla`), held against a case or a change that is not done yet. */
import type { DelayReason } from './delay-reason.ts'
import type { By } from './doer.ts'
import { type Event, happened, type NewEvent } from './event.ts'
import { deadline, escalated, type Promised, type ServiceLevel, standing } from './service-level.ts'

/** What was told of one deadline: that the time runs out, and who heard that it is late. */
interface Told {
  /** Whoever pushes asks anew: what was told of another deadline is told of none of this one. */
  readonly due: string
  readonly late?: true
  /** It was found late while its case was snoozed, and nobody was told yet. */
  readonly untold?: true
  readonly heard: readonly string[]
  /** Why it takes longer, as somebody said last. */
  readonly why?: { readonly reason: DelayReason; readonly says: string; readonly by: By }
}

/** A promise that is late, as its card tells it. */
export interface Late {
  /** The id of its policy. */
  readonly sla: string
  readonly what: Promised
  readonly due: string
  readonly why?: NonNullable<Told['why']>
}

/** What was told of each promise last, by the id of its policy. */
export type Promises = Readonly<Record<string, Told>>

/** A warning, or that it is late and who is to hear of it now. */
export type Overdue = NewEvent<'promise.warned' | 'promise.late'>

/** The fold over what was told; undefined for any other event. */
export function promisesAfter(was: Promises = {}, event: Event): Promises | undefined {
  if (event.type === 'promise.warned') return { ...was, [event.body.sla]: { due: event.body.due, heard: [] } }
  if (event.type === 'promise.explained') {
    const { sla, due, reason, says } = event.body
    const told = toldOf(was, sla, due) ?? { due, heard: [] }
    return { ...was, [sla]: { ...told, why: { reason, says, by: event.by } } }
  }
  if (event.type !== 'promise.late') return undefined
  const { sla, due, to, untold } = event.body
  const { untold: _, ...before } = toldOf(was, sla, due) ?? { heard: [] }
  const heard = [...before.heard, ...to]
  return { ...was, [sla]: { ...before, due, late: true, ...(untold && { untold }), heard } }
}

/** It was late at some time; whether it still waits, `lateOf` says. */
export const isLate = ({ promises }: { readonly promises?: Promises }): boolean =>
  Object.values(promises ?? {}).some(({ late }) => late === true)

/** What was told of this deadline, and of no other. */
export function toldOf(told: Promises, sla: string, due: string): Told | undefined {
  const last = Object.hasOwn(told, sla) ? told[sla] : undefined
  return last?.due === due ? last : undefined
}

/** That a promise is late is told again for each step of its escalation, and after a snooze: it was missed once. */
export function retoldIn(events: readonly Event[]): ReadonlySet<Event> {
  const late = events.filter(event => event.type === 'promise.late')
  const of = Map.groupBy(late, ({ subject, body }) => `${subject} ${body.sla} ${body.due}`)
  return new Set([...of.values()].flatMap(([, ...again]) => again))
}

/**
 * What is to be told of a promise now, once each for one deadline: a warning, that it is late, and each further step of the
 * escalation. What was not looked at for a while is told at once, in one event. What is asleep is found late, once, and nobody
 * hears of it before it wakes.
 */
export function decidePromise(
  sla: ServiceLevel & { readonly id: string },
  since: string,
  told: Promises,
  now: Date,
  isAsleep = false,
): Overdue | undefined {
  const at = now.toISOString()
  const is = standing(sla, since, at)
  const about = { sla: sla.id, due: deadline(sla, since) }
  const was = toldOf(told, sla.id, about.due)
  if (isAsleep) {
    const isNews = is === 'late' && !was?.late
    return isNews ? happened('promise.late', 'kedge', { ...about, to: [], untold: true }) : undefined
  }
  if (is === 'late') {
    const to = escalated(sla, since, at).filter(one => !was?.heard.includes(one))
    return was?.late && !was.untold && to.length === 0 ? undefined : happened('promise.late', 'kedge', { ...about, to })
  }
  return is === 'warned' && was === undefined ? happened('promise.warned', 'kedge', about) : undefined
}
