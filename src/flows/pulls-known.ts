import { type Change, changeFrom, isOpen } from '../core/change-state.ts'
import type { Event } from '../core/event.ts'
import { nameOfBranch } from './bench.ts'
import { wasClosedSince } from './review-votes.ts'
import type { Store } from './store.ts'
import type { Onlooker, Pull } from './world.ts'

/**
 * Ours are followed from the moment they are asked for, which is before they are there: the branch names the change. Other
 * bots may call a branch as they like.
 */
export async function changeOurs({ store, see }: Onlooker, { author, branch }: Pull): Promise<Change | undefined> {
  const [, id] = /^kedge\/.+-([0-9a-f]{8})$/.exec(branch) ?? []
  if (!author.bot || id === undefined) return undefined
  const change = changeFrom(await store.events(`change/${id}`))
  if (!change || nameOfBranch(change) !== branch) return undefined
  return author.id === (await see.ownAccount()) ? change : undefined
}

/**
 * Not to be taken up, since its change is open, or since Kedge is about to close it: for whoever asked, or because something
 * else was asked for since. Merged all the same, or opened again after it was closed, it is a pull request like any other.
 */
export async function isOurs(world: Onlooker, pull: Pull): Promise<boolean> {
  const change = await changeOurs(world, pull)
  if (change === undefined) return false
  const isIts = change.pull === undefined || change.pull.pull === pull.number
  if (isOpen(change)) return isIts
  if (!isIts || pull.state !== 'open') return false
  const end = (await world.store.events(change.id)).findLast(event => event.type === 'change.closed')
  return end !== undefined && isEndedHere(end) && !(await isOpenedAgain(world, change, pull))
}

/** Whether it ended here, and not with its pull request on GitHub: that is closed then too. */
export const isEndedHere = ({ by, body }: Event<'change.closed'>): boolean =>
  by === 'kedge' || body.outcome === 'withdrawn'

/** What ended here stands open until Kedge has closed it; after that somebody has opened it again. */
export async function isOpenedAgain({ see }: Onlooker, change: Change, pull: Pull): Promise<boolean> {
  // GitHub tells whole seconds, and the pull request is no older than its change.
  return pull.state === 'open' && wasClosedSince(await see.turns(pull.number), change, pull, 1000)
}

/** One that was closed and opened again is asked for anew, and so has a clock and votes of its own. */
export async function openChangeOf(store: Store, number: number): Promise<string | undefined> {
  const change = await changeOfPull(store, number)
  return change && isOpen(change) ? change.id : undefined
}

export async function changeOfPull(store: Store, number: number): Promise<Change | undefined> {
  const subject = await store.find(`pull:${number}`)
  return subject === undefined ? undefined : changeFrom(await store.events(subject))
}

/** Heads that could not be read, and merges that are settled, so that the loop does not look at them every minute. */
const passed = new WeakMap<Store, Map<number, string>>()

export function remember(store: Store, number: number, at: string): void {
  const known = passed.get(store) ?? new Map<number, string>()
  passed.set(store, known.set(number, at))
}

export function passedBefore(store: Store, number: number, at: string): boolean {
  return passed.get(store)?.get(number) === at
}
