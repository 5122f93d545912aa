import type { Repository } from '../core/repository.ts'
import type { Onlooker } from './world.ts'

/** The world as it was at a moment: its clock, the rules in force, what had been measured and what had been seen to run. */
export function asOf(world: Onlooker, repository: Repository, at: Date): Onlooker {
  const { store } = world
  const until = at.toISOString()
  return {
    ...world,
    now: () => at,
    policy: async () => repository,
    store: {
      ...store,
      readings: async asked => (await store.readings(asked)).filter(({ available }) => available <= until),
      events: async subject => {
        const all = await store.events(subject)
        return subject.startsWith('model/') ? all.filter(event => event.at <= until) : all
      },
    },
  }
}
