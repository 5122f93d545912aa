import { happened } from '../core/event.ts'
import type { Model } from '../core/model.ts'
import { running } from '../core/model-state.ts'
import { askedOf } from '../core/query-forms.ts'
import { versionFrom } from '../sources/query-rows.ts'
import { arrive } from './arrive.ts'
import { showCase } from './jobs.ts'
import { retried } from './retried.ts'
import { modelOf, openCase, openChanges } from './standing.ts'
import type { Onlooker } from './world.ts'

/**
 * Which version really runs. The file says what is wanted; this is a reading. `known` is what ran last, where no change of the
 * model is on its way: then the same again is no news, and says `same`.
 */
export async function observe(world: Onlooker, model: Model, known?: string): Promise<'same' | undefined> {
  const query = model.queries?.[model.serving.observe ?? '']
  if (!query) return 'same'
  const window = { start: new Date(0), end: world.now() }
  const version = versionFrom(model, await world.see.query(query.connection, askedOf(query), window))
  if (version === known) return 'same'
  const { models } = await world.policy()
  await retried(world, async () => {
    const { it, seen } = await modelOf(world.store, model.id)
    // What ran already when it was merged is done as well: the level counts, not the edge.
    const waiting = await openChanges(world.store, model.id)
    const arrived = await Promise.all(waiting.map(change => arrive(world, change, models, { [model.id]: version })))
    const parts = arrived.flatMap(({ parts = [] }) => parts)
    const isNew = running(it) !== version
    if (!isNew && parts.length === 0) return undefined
    const event = happened('model.observed', 'kedge', { model: model.id, version })
    const open = await openCase(world.store, model.id)
    return {
      at: world.now(),
      parts: [...(isNew ? [{ subject: `model/${model.id}`, seen, events: [event] }] : []), ...onceEach(parts)],
      jobs: [...arrived.flatMap(({ jobs = [] }) => jobs), ...(open ? [showCase(open.it.id)] : [])],
    }
  })
  return undefined
}

/** Two changes that arrive at once have acted on a case once. */
function onceEach<T extends { readonly subject: string }>(parts: readonly T[]): T[] {
  return parts.filter(({ subject }, i) => parts.findIndex(part => part.subject === subject) === i)
}
