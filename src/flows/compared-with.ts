import type { Comparison, Move } from '../core/change.ts'
import type { Repository } from '../core/repository.ts'
import { comparedNow } from './evidence.ts'
import { openCase } from './standing.ts'
import type { Onlooker } from './world.ts'

/** What the one version it moves to would do on the same cases, as when it is asked for in Slack. */
export async function comparedWith(
  world: Onlooker,
  { models }: Repository,
  moves: readonly Move[],
): Promise<Comparison | undefined> {
  const [move, other] = moves
  const model = move && Object.hasOwn(models, move.model) ? models[move.model] : undefined
  if (!move || !model || other) return undefined
  const open = await openCase(world.store, model.id)
  return comparedNow(world, model, move.to, open?.it.onset)
}
