import type { Batch } from './store.ts'
import type { Onlooker } from './world.ts'

/** Decides, writes, and decides anew when somebody else wrote first. */
export async function retried(world: Onlooker, decide: () => Promise<Batch | undefined>): Promise<void> {
  for (let round = 0; round < 5; round++) {
    const batch = await decide()
    if (!batch || (await world.store.commit(batch)) === 'done') return
  }
  throw new Error('others kept writing first')
}
