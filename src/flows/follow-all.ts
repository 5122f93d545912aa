import { adoptions } from './adoptions.ts'
import { followChange } from './jobs.ts'
import type { NewJob } from './store.ts'
import type { Onlooker } from './world.ts'

/** More changes than this are taken in turns, so that a round costs as little when there are a thousand. */
export const ROUND = 25
const ROUND_MS = 60_000

/** One round of the reconcile loop: all there is where no webhook gets in. */
export async function followAll(world: Onlooker): Promise<void> {
  await world.store.commit({ at: world.now(), parts: [], jobs: await nextRound(world) })
}

/** The changes whose turn it is this minute. By the clock alone, so that all processes take the same. */
export async function nextRound(world: Onlooker): Promise<NewJob[]> {
  const open = await world.store.subjects({ kind: 'change', open: true })
  const rounds = Math.max(1, Math.ceil(open.length / ROUND))
  const turn = Math.floor(world.now().getTime() / ROUND_MS) % rounds
  const followed = open.slice(turn * ROUND, (turn + 1) * ROUND).map(row => followChange(row.subject))
  return [...followed, ...(await adoptions(world)).slice(0, ROUND)].map(job => ({ ...job, later: true }))
}
