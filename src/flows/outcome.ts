import type { NewEvent } from '../core/event.ts'
import type { Batch, NewJob, Store } from './store.ts'
import type { World } from './world.ts'

/**
 * What came of a message or a job.
 * `parts` are decisions: they hold only if nobody wrote to those subjects meanwhile, else everything is decided anew.
 * `facts` have happened outside whatever anybody wrote, so they are recorded after it.
 */
export interface Outcome {
  readonly parts?: Batch['parts']
  readonly facts?: readonly Fact[]
  readonly jobs?: readonly NewJob[]
  /** Not finished: run again then. Facts and jobs are kept. */
  readonly again?: { readonly at: Date; readonly why: string }
}

export interface Fact {
  readonly subject: string
  readonly events: readonly NewEvent[]
}

/** Nothing came of it. */
export const NOTHING: Outcome = {}

/** An effect on the outside: one file in `effects/`. It looks for what it may already have done before it does it. */
export interface Effect {
  /** The file’s name; `job.effect`. */
  readonly name: string
  /** One sentence, for the map. */
  readonly summary: string
  run(world: World, job: { readonly subject: string; readonly body: string; readonly key: string }): Promise<Outcome>
}

export function effect(it: Effect): Effect {
  return it
}

/** Facts become parts on top of whatever their subjects hold now. */
export async function partsOf(store: Store, outcome: Outcome): Promise<Batch['parts']> {
  const facts = await Promise.all(
    (outcome.facts ?? []).map(async fact => ({ ...fact, seen: (await store.events(fact.subject)).length })),
  )
  return [...(outcome.parts ?? []), ...facts].filter(part => part.events.length > 0)
}
