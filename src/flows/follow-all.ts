import { sealOf } from '../core/change-state.ts'
import { adoptions } from './adoptions.ts'
import { followChange } from './jobs.ts'
import { isOvertaken } from './seal-now.ts'
import { changeOf } from './standing.ts'
import type { NewJob, SubjectRow } from './store.ts'
import type { Onlooker } from './world.ts'

/** More changes than this are taken in turns, so that a round costs as little when there are a thousand. */
export const ROUND = 25
const ROUND_MS = 60_000

/** One round of the reconcile loop: all there is where no webhook gets in. */
export async function followAll(world: Onlooker): Promise<void> {
  await world.store.commit({ at: world.now(), parts: [], jobs: await nextRound(world) })
}

/**
 * The changes whose turn it is this minute, by the clock alone, so that all processes take the same; and all that the main
 * branch has overtaken, however many are open: their checks may be green for what is not so any more.
 */
export async function nextRound(world: Onlooker): Promise<NewJob[]> {
  const open = await world.store.subjects({ kind: 'change', open: true })
  const rounds = Math.max(1, Math.ceil(open.length / ROUND))
  const turn = Math.floor(world.now().getTime() / ROUND_MS) % rounds
  const mine = open.slice(turn * ROUND, (turn + 1) * ROUND).map(row => row.subject)
  const subjects = new Set([...(await overtaken(world, open)), ...mine])
  const followed = [...subjects].map(followChange)
  return [...followed, ...(await adoptions(world)).slice(0, ROUND)].map(job => ({ ...job, later: true }))
}

/** Known from what is kept alone: nobody is asked. Where the rules cannot be read, nobody can say. */
async function overtaken(world: Onlooker, open: readonly SubjectRow[]): Promise<readonly string[]> {
  const repository = await world.policy().catch(() => undefined)
  if (repository === undefined) return []
  const waiting = open.filter(({ state }) => state === 'open')
  const all = await Promise.all(waiting.map(({ subject }) => changeOf(world.store, subject)))
  return all.flatMap(change => {
    const seal = change && sealOf(change.it)?.body
    return seal && isOvertaken(seal, repository) ? [change.it.id] : []
  })
}
