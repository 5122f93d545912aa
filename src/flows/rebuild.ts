import { canonicalJson } from '../core/canonical.ts'
import { type Event, happened } from '../core/event.ts'
import { ProblemError, problem } from '../core/problem.ts'
import { says } from '../words/says.ts'
import { onRecord } from './proved.ts'
import type { Store } from './store.ts'

/**
 * Writes the record’s events into a store that is empty, or that holds the first of them since an earlier run was cut
 * off. Returns how many were written. Jobs are not in the record: the loops ask for what is still to be done.
 */
export async function rebuild(store: Store, events: readonly Event[]): Promise<number> {
  const there = await alreadyThere(store, events)
  for (const part of runs(events.slice(there))) await write(store, part)
  return Math.max(0, events.length - there)
}

/** One by one in their order, so that each gets its old number; those of one moment and subject together. */
function runs(events: readonly Event[]): Event[][] {
  const all: Event[][] = []
  for (const event of events) {
    const run = all.at(-1)
    if (run?.[0]?.subject === event.subject && run[0].at === event.at) run.push(event)
    else all.push([event])
  }
  return all
}

async function write(store: Store, run: readonly Event[]): Promise<void> {
  const [first] = run
  if (!first) return
  const events = run.map(({ type, by, body }) => happened(type, onRecord(by), body as never))
  const parts = [{ subject: first.subject, seen: first.seq - 1, events }]
  if ((await store.commit({ at: new Date(first.at), parts })) === 'moved') throw notEmpty(first)
}

async function alreadyThere(store: Store, events: readonly Event[]): Promise<number> {
  let [count, last] = [0, 0]
  for (;;) {
    const rows = await store.eventsAfter(last, 500)
    for (const { id, event } of rows) {
      const recorded = events[count]
      if (recorded && canonicalJson(recorded) !== canonicalJson(event)) throw notEmpty(event)
      count++
      last = id
    }
    if (rows.length === 0) return count
  }
}

function notEmpty({ subject, seq }: Event): ProblemError {
  return new ProblemError([problem('database-not-empty', ...says.flowRebuild.notEmpty(seq, subject))])
}
