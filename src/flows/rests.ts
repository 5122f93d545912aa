import type { Reading } from '../core/reading.ts'
import type { Repository } from '../core/repository.ts'
import { moved } from '../repository/moved.ts'
import type { Rest } from './rest.ts'
import type { Store } from './store.ts'

/** What the rounds of this process remember, and how far they have seen. A process that starts remembers nothing. */
interface Memory {
  repository: Repository
  readonly rests: Map<string, Rest>
  /** Readings by model that came since it was judged last. */
  readonly came: Map<string, Reading[]>
  /** The last event and the last batch of readings that were looked at. */
  event: number
  kept: number
}
const memories = new WeakMap<Store, Memory>()

/** Which models were at rest when they were judged last, and what has come since. */
export interface Rests {
  /** Undefined where something has happened that may mean anything. */
  of(model: string): Rest | undefined
  /** Whether none of its readings came since it was judged last. */
  isAsLeft(model: string): boolean
  /** What came of its readings since it was judged last; it counts as looked at from now on. Undefined: too many to say. */
  take(model: string): readonly Reading[] | undefined
  /** Looks for readings that were kept meanwhile, here or by another process. */
  look(): Promise<void>
  set(model: string, rest: Rest): void
  /** Something is to be decided of it, or was not looked at whole. */
  wake(model: string): void
}

/**
 * What is known at the start of a round. It is looked at in an order in which nothing falls between: first how far events and
 * readings go, then what they say. So what comes meanwhile is found by the next round, if need be twice.
 */
export async function restsOf(store: Store, repository: Repository): Promise<Rests> {
  const memory = memories.get(store) ?? (await begun(store, repository))
  // What fails half way is looked at anew, all of it.
  memories.delete(store)
  const { rests, came } = memory
  const woken = moved(memory.repository, repository)
  if (woken === 'all') rests.clear()
  else for (const model of woken) rests.delete(model)
  const { last, models } = await store.writtenAfter(memory.event)
  for (const model of models) rests.delete(model)
  let isMany = false
  const look = async () => {
    const { last: kept, readings } = await store.readingsAfter(memory.kept).catch(error => {
      rests.clear()
      throw error
    })
    isMany ||= readings === 'many'
    if (readings === 'many') rests.clear()
    else
      for (const [model, mine] of Map.groupBy(readings, it => it.model))
        came.set(model, [...(came.get(model) ?? []), ...mine])
    memory.kept = kept
  }
  await look()
  memory.repository = repository
  memory.event = last
  memories.set(store, memory)
  return {
    of: model => rests.get(model),
    isAsLeft: model => !came.has(model),
    take: model => {
      const mine = came.get(model) ?? []
      came.delete(model)
      return isMany ? undefined : mine
    },
    look,
    set: (model, rest) => rests.set(model, rest),
    wake: model => rests.delete(model),
  }
}

async function begun(store: Store, repository: Repository): Promise<Memory> {
  const [{ last: event }, { last: kept }] = [await store.writtenAfter(LAST), await store.readingsAfter(LAST)]
  return { repository, rests: new Map(), came: new Map(), event, kept }
}

/** After it there is nothing: only how far it goes is asked for. */
const LAST = Number.MAX_SAFE_INTEGER
