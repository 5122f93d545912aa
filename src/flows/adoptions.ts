import { isOpen } from '../core/change-state.ts'
import { says } from '../words/says.ts'
import { adoptPull } from './jobs.ts'
import { staleOf, wasLetThrough } from './let-through.ts'
import { changeOfPull, isOurs, openChangeOf, passedBefore, remember } from './pulls-known.ts'
import { restores } from './restores.ts'
import type { NewJob, Store } from './store.ts'
import type { Merged, Onlooker } from './world.ts'

/**
 * Jobs for the pull requests that are open and that nobody follows yet, and for those that were merged while nobody was
 * looking: an administrator may merge past a check that Kedge, being down, cannot set.
 */
export async function adoptions(world: Onlooker): Promise<readonly NewJob[]> {
  const open = await world.see.openPulls()
  const known = await Promise.all(open.map(({ number }) => openChangeOf(world.store, number)))
  const ours = await Promise.all(open.map(async (pull, i) => known[i] === undefined && isOurs(world, pull)))
  const found = open.filter(
    ({ number, head }, i) => known[i] === undefined && !ours[i] && !passedBefore(world.store, number, head),
  )
  const fresh = found.filter(pull => !wasLetThrough(world.store, pull))
  const stale = await staleOf(world, found)
  // What went past the check first: nobody can hold it up any more. Then what GitHub would merge; the rest has no check yet.
  const { unseen, rewritten } = await merged(world)
  const adopted = [...unseen, ...[...stale, ...fresh].map(({ number }) => number)].map(adoptPull)
  return [...adopted, ...rewritten]
}

/** Since when everything that was merged has been taken up; after a start all is looked at once, back to the first event. */
const lookedUntil = new WeakMap<Store, Date>()
/** GitHub’s clock may be another one. */
const OVERLAP_MS = 3_600_000

async function merged(
  world: Onlooker,
): Promise<{ readonly unseen: readonly number[]; readonly rewritten: readonly NewJob[] }> {
  const { store } = world
  const [first] = await store.eventsAfter(0, 1)
  if (first === undefined) return { unseen: [], rewritten: [] }
  const mergedSince = new Date(first.event.at)
  const until = new Date(world.now().getTime() - OVERLAP_MS)
  const movedSince = lookedUntil.get(store) ?? mergedSince
  const { numbers, moved, unseenBefore } = await world.see.mergedPulls({ mergedSince, movedSince })
  const left = numbers.filter(number => !passedBefore(store, number, 'merged'))
  const changes = await Promise.all(left.map(number => changeOfPull(store, number)))
  const unseen = left.filter((number, i) => {
    if (changes[i]?.merged) remember(store, number, 'merged')
    // One that was closed, opened again and merged since is not on record.
    return changes[i] === undefined || !(changes[i].merged || isOpen(changes[i]))
  })
  // They are taken up in rounds: until none is left, the next look has to find the rest.
  if (unseen.length === 0) lookedUntil.set(store, until)
  if (unseenBefore !== undefined) world.log.warn({ unseenBefore, fix: says.adoptions.fix }, says.adoptions.unseen)
  return { unseen, rewritten: await rewrittenOf(world, moved) }
}

/** What was merged is followed by nobody any more, and whoever looks it up reads what stands there. */
async function rewrittenOf(world: Onlooker, moved: Merged['moved']): Promise<readonly NewJob[]> {
  const changes = await Promise.all(moved.map(({ number }) => changeOfPull(world.store, number)))
  return moved.flatMap((pull, i) => {
    const change = changes[i]
    return change?.merged ? restores(world, change, pull) : []
  })
}
