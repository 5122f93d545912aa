import { type Change, movesOf } from '../core/change-state.ts'
import { happened } from '../core/event.ts'
import type { Model } from '../core/model.ts'
import { running } from '../core/model-state.ts'
import { runsNote } from '../reports/change-notes.ts'
import { versionFrom } from '../sources/duckdb.ts'
import { showCase, showChange } from './jobs.ts'
import { inCase } from './notes.ts'
import { retried } from './retried.ts'
import { modelOf, openCase, openChanges, type Standing } from './standing.ts'
import type { Batch, NewJob } from './store.ts'
import type { Onlooker } from './world.ts'

/** Which version really runs. The file says what is wanted; this is a reading. */
export async function observe(world: Onlooker, model: Model): Promise<void> {
  const query = model.queries?.[model.serving.observe ?? '']
  if (!query) return
  const window = { start: new Date(0), end: world.now() }
  const version = versionFrom(model, await world.see.query(query.connection, query.sql, window))
  await retried(world, async () => {
    const { it, seen } = await modelOf(world.store, model.id)
    const arrived = await arrivals(world, model, version)
    // What ran already when it was merged is done as well: the level counts, not the edge.
    if (running(it) === version && arrived.length === 0) return undefined
    const part = {
      subject: `model/${model.id}`,
      seen,
      events: [happened('model.observed', 'kedge', { model: model.id, version })],
    }
    return {
      at: world.now(),
      parts: [...(running(it) === version ? [] : [part]), ...arrived],
      jobs: await arrivalJobs(world, model, version),
    }
  })
}

/** A change that waits for this version of the model, and for no training besides. */
function arrives({ it }: Standing<Change>, model: Model, version: string): boolean {
  const trains = it.dispatched.some(sent => sent.retrain && !it.registered.some(known => known.model === sent.model))
  return it.merged !== undefined && !trains && movesOf(it).some(move => move.model === model.id && move.to === version)
}

/** A change is done when the observed version is the wanted one; the case it came from has been acted on. */
async function arrivals(world: Onlooker, model: Model, version: string): Promise<Batch['parts']> {
  const done = (await openChanges(world.store, model.id)).filter(change => arrives(change, model, version))
  const open = await openCase(world.store, model.id)
  const [first] = done
  const acted =
    open && !open.it.acted && first
      ? [
          {
            subject: open.it.id,
            seen: open.seen,
            events: [happened('case.acted', 'kedge', { version, change: first.it.id })],
          },
        ]
      : []
  return [
    ...done.map(({ it, seen }) => ({ subject: it.id, seen, events: [happened('change.done', 'kedge', { version })] })),
    ...acted,
  ]
}

async function arrivalJobs(world: Onlooker, model: Model, version: string): Promise<NewJob[]> {
  const done = (await openChanges(world.store, model.id)).filter(change => arrives(change, model, version))
  const open = await openCase(world.store, model.id)
  const notes = done.flatMap(({ it }) => inCase(it, model, 'runs', runsNote(it, version, world.now().toISOString())))
  return [...done.map(({ it }) => showChange(it.id)), ...notes, ...(open ? [showCase(open.it.id)] : [])]
}
