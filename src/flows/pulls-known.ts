import { type Change, changeFrom } from '../core/change-state.ts'
import { nameOfBranch } from './bench.ts'
import type { Store } from './store.ts'
import type { Pull } from './world.ts'

/**
 * Ours are followed from the moment they are asked for, which is before they are there: the branch names the change. Other
 * bots may call a branch as they like.
 */
export async function isOurs(store: Store, { author, branch }: Pull): Promise<boolean> {
  const [, id] = /^kedge\/.+-([0-9a-f]{8})$/.exec(branch) ?? []
  const change = author.bot && id !== undefined ? changeFrom(await store.events(`change/${id}`)) : undefined
  return change !== undefined && nameOfBranch(change) === branch
}

export async function openChangeOf(store: Store, number: number): Promise<string | undefined> {
  const change = await changeOfPull(store, number)
  return change && isFollowed(change) ? change.id : undefined
}

export async function changeOfPull(store: Store, number: number): Promise<Change | undefined> {
  const subject = await store.find(`pull:${number}`)
  return subject === undefined ? undefined : changeFrom(await store.events(subject))
}

/** One that was closed and opened again is asked for anew, and so has a clock and votes of its own. */
export const isFollowed = ({ closed, done }: Change) => closed === undefined && done === undefined

/** Heads that were let through, and merges that meant nothing, so that the loop does not look at them every minute. */
const passed = new WeakMap<Store, Map<number, string>>()

export function remember(store: Store, number: number, at: string): void {
  const known = passed.get(store) ?? new Map<number, string>()
  passed.set(store, known.set(number, at))
}

export function passedBefore(store: Store, number: number, at: string): boolean {
  return passed.get(store)?.get(number) === at
}
