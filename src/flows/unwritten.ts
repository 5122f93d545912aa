import { canonicalJson } from '../core/canonical.ts'
import { type Change, changeFrom, sealOf } from '../core/change-state.ts'
import type { Event, NewEvent } from '../core/event.ts'
import type { Bodies } from '../core/event-bodies.ts'

/**
 * An e-mail that was linked to an account since then makes an author known, and what others merged may make a file wrong
 * that was right: neither moves what was voted on.
 */
export function isKnown(it: Change, now: Bodies['change.sealed']): boolean {
  const beside = ({ authors, bounds = [], about = [], problems }: Bodies['change.sealed']) =>
    canonicalJson([authors, bounds, about, problems])
  const known = sealOf(it)?.body
  return known?.seal === now.seal && beside(known) === beside(now)
}

/** The fold with events that are not written yet. */
export function folded(events: readonly Event[], more: readonly NewEvent[], now: Date): Change {
  const at = now.toISOString()
  const written = more.map((event, i) => ({ v: 1, subject: '', seq: events.length + i, at, ...event }) as Event)
  return changeFrom([...events, ...written]) as Change
}
