import { ProblemError } from '../core/problem.ts'
import { eventIn, lastLine, readRecord, type Tail } from '../core/record.ts'
import { rebuild } from './rebuild.ts'
import type { Store } from './store.ts'

interface Recorded {
  record(): Promise<Tail | undefined>
  recordFiles(): Promise<Readonly<Record<string, string>> | undefined>
}

/**
 * A database that was lost, or whose restoring was cut off, is written anew from the record. Returns how many events
 * that were. Throws `ProblemError` where the record is needed and not whole, or where the database tells another story.
 */
export async function restore(store: Store, github: Recorded): Promise<number> {
  const tip = await github.record()
  if (!tip || (await holds(store, tip))) return 0
  const { recorded, problems } = readRecord((await github.recordFiles()) ?? {})
  if (problems.length > 0) throw new ProblemError(problems)
  return rebuild(
    store,
    recorded.map(it => it.event),
  )
}

/** Whether the database holds the record’s last event. An altered record stops nobody who does not need it. */
async function holds(store: Store, tip: Tail): Promise<boolean> {
  const [first] = await store.eventsAfter(0, 1)
  try {
    const last = eventIn(lastLine(tip).text)
    return !last || (await store.eventId(last.subject, last.seq)) !== undefined
  } catch (error) {
    if (first && error instanceof ProblemError) return true
    throw error
  }
}
