import { isOpen } from '../core/change-state.ts'
import { says } from '../words/says.ts'
import { adoptPull } from './jobs.ts'
import { staleOf, wasLetThrough } from './let-through.ts'
import { changeOfPull, isOurs, openChangeOf, passedBefore, remember } from './pulls-known.ts'
import type { NewJob, Store } from './store.ts'
import type { Onlooker } from './world.ts'

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
  return [...(await mergedUnseen(world)), ...[...stale, ...fresh].map(({ number }) => number)].map(adoptPull)
}

/** Since when everything that was merged has been taken up; after a start all is looked at once, back to the first event. */
const lookedUntil = new WeakMap<Store, Date>()
/** GitHub’s clock may be another one. */
const OVERLAP_MS = 3_600_000

async function mergedUnseen(world: Onlooker): Promise<readonly number[]> {
  const { store } = world
  const [first] = await store.eventsAfter(0, 1)
  if (first === undefined) return []
  const mergedSince = new Date(first.event.at)
  const until = new Date(world.now().getTime() - OVERLAP_MS)
  const movedSince = lookedUntil.get(store) ?? mergedSince
  const { numbers, unseenBefore } = await world.see.mergedPulls({ mergedSince, movedSince })
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
  return unseen
}
