import type { Repository } from '../core/repository.ts'
import type { Onlooker } from './world.ts'

/** The world by the clock and under the rules of a moment. What was measured and asked for is as it is now. */
export function asOf(world: Onlooker, repository: Repository, at: Date): Onlooker {
  return { ...world, now: () => at, policy: async () => repository }
}
