import type { Event, EventType } from '../core/event.ts'
import type { Bodies } from '../core/event-bodies.ts'

/** The last verdict on a change that the record holds, and what Kedge knew when it gave it. */
export interface Decision {
  /** Left out where it was never judged. */
  readonly verdict?: Bodies['change.verdict']
  /** ISO, when it was given; as long as it stayed the same, when it was looked at last. */
  readonly now: string
  readonly known: readonly Event[]
  /** What was heard of only later: too late for the verdict. */
  readonly late: readonly Event<'change.voted'>[]
}

/** What a verdict is made from. */
const MOVING: readonly EventType[] = ['change.asked', 'change.opened', 'change.sealed', 'change.voted', 'change.judged']

/** Once it is merged or closed nothing is decided any more; what came on record with the merge was not known before it. */
export function decisionIn(events: readonly Event[]): Decision {
  const end = events.find(({ type }) => type === 'change.merged' || type === 'change.closed')
  const before = events.filter(({ seq }) => end === undefined || seq < end.seq)
  const given = before.findLast(event => event.type === 'change.verdict')
  const isKnown = ({ seq, at }: Event) => seq <= (given?.seq ?? 0) || end === undefined || at < end.at
  const known = before.filter(event => MOVING.includes(event.type) && isKnown(event))
  const now = [...known, ...(given ? [given] : [])].map(({ at }) => at).sort()
  const late = events.filter(event => event.type === 'change.voted' && !known.includes(event))
  return {
    ...(given && { verdict: given.body as Bodies['change.verdict'] }),
    now: now.at(-1) ?? '',
    known,
    late: late as Event[] as Event<'change.voted'>[],
  }
}
