import { bellOf } from './bell.ts'
import { type Lane, type Working, workOnce } from './work.ts'
import type { World } from './world.ts'

const LANES: readonly Lane[] = [
  { first: 'message', order: 'people' },
  { first: 'job', order: 'people' },
  { first: 'message', order: 'age' },
  { first: 'job', order: 'age' },
]

/**
 * Works until nothing is due or it is told to stop; in several lanes, since most work waits for an answer. A lane that finds
 * nothing stays as long as another works: what that one waits for must not hold up what comes meanwhile.
 */
export async function drain(world: World, working: Working, stopping: () => boolean = () => false): Promise<void> {
  const { bell = bellOf(), giveWay } = working
  let busy = 0
  let over = false
  const look = async (lane: Lane): Promise<boolean> => {
    busy++
    try {
      await giveWay?.()
      return !stopping() && (await workOnce(world, working, lane, stopping))
    } finally {
      busy--
    }
  }
  const work = async (lane: Lane) => {
    try {
      while (!over && !stopping()) {
        const rings = bell.rings()
        if (await look(lane)) bell.ring()
        else if (busy > 0) await bell.rungAfter(rings)
        else over = true
      }
    } finally {
      bell.ringForAll()
    }
  }
  await Promise.all(LANES.map(work))
}
