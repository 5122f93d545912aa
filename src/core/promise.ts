/** What was promised to the business (`sla`), held against a case or a change that is not done yet. */
import type { Bodies, Event } from './event.ts'
import { deadline, escalated, type ServiceLevel, standing } from './service-level.ts'

/** What was told of each promise, by the id of its policy: that the time runs out, and who heard that it is late. */
export type Promises = Readonly<Record<string, { readonly late?: true; readonly heard: readonly string[] }>>

/** A warning, or that it is late and who is to hear of it now. */
export type Overdue = {
  readonly [T in 'promise.warned' | 'promise.late']: { readonly type: T; readonly by: string; readonly body: Bodies[T] }
}['promise.warned' | 'promise.late']

/** The fold over what was told; undefined for any other event. */
export function promisesAfter(was: Promises = {}, event: Event): Promises | undefined {
  if (event.type === 'promise.warned') return { ...was, [event.body.sla]: { heard: [] } }
  if (event.type !== 'promise.late') return undefined
  const { sla, to } = event.body
  const heard = Object.hasOwn(was, sla) ? (was[sla]?.heard ?? []) : []
  return { ...was, [sla]: { late: true, heard: [...heard, ...to] } }
}

/**
 * What is to be told of a promise now, once each: a warning, that it is late, and each further step of the escalation. What
 * was not looked at for a while is told at once, in one event.
 */
export function decidePromise(
  sla: ServiceLevel & { readonly id: string },
  since: string,
  told: Promises,
  now: Date,
): Overdue | undefined {
  const at = now.toISOString()
  const is = standing(sla, since, at)
  const was = Object.hasOwn(told, sla.id) ? told[sla.id] : undefined
  const about = { sla: sla.id, due: deadline(sla, since) }
  if (is === 'late') {
    const to = escalated(sla, since, at).filter(one => !was?.heard.includes(one))
    const late = { type: 'promise.late', by: 'kedge', body: { ...about, to } } as const
    return was?.late && to.length === 0 ? undefined : late
  }
  return is === 'warned' && was === undefined ? { type: 'promise.warned', by: 'kedge', body: about } : undefined
}
