import { happened } from '../core/event.ts'
import type { Bodies } from '../core/event-bodies.ts'
import type { Handler } from './work.ts'

/** What came to a door, was signed, and is not for us: on record, and nothing else. */
export const ignored: Handler = async (_, message) => {
  const it = JSON.parse(message.body) as Bodies['door.ignored']
  return { facts: [{ subject: `door/${it.door}`, events: [happened('door.ignored', 'kedge', it)] }] }
}
