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
 * that were. Throws `ProblemError` where the record is not whole, or where the database holds another story.
 */
export async function restore(store: Store, github: Recorded): Promise<number> {
  const tip = await github.record()
  const last = tip && eventIn(lastLine(tip).text)
  if (!last || (await store.eventId(last.subject, last.seq)) !== undefined) return 0
  const { recorded, problems } = readRecord((await github.recordFiles()) ?? {})
  if (problems.length > 0) throw new ProblemError(problems)
  return rebuild(
    store,
    recorded.map(it => it.event),
  )
}
