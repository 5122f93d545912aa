import type { Bodies } from '../core/event-bodies.ts'
import type { Incoming } from '../flows/store.ts'

export type IgnoredArrival = Bodies['door.ignored']

/** What was signed and is not for us goes on record, of each reason once a day at each door: whoever may sign could fill it. */
export function ignoredMessage(it: IgnoredArrival, at: Date): Incoming {
  const delivery = `ignored:${it.door}:${it.code}:${at.toISOString().slice(0, 10)}`
  return {
    delivery,
    flow: 'ignored',
    body: JSON.stringify({ ...it, what: it.what.slice(0, WHAT_MAX) }),
    at,
    later: true,
  }
}
const WHAT_MAX = 100
