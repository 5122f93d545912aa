import type { Change } from '../core/change-state.ts'
import { follow } from './follow-change.ts'
import { changeOf } from './standing.ts'
import type { Onlooker } from './world.ts'

/**
 * A change after it was held against what GitHub says of it now; what that brings is kept, whatever becomes of what asked.
 * Somebody else may have found it out too.
 */
export async function followed(world: Onlooker, subject: string): Promise<Change | undefined> {
  const { parts = [], jobs = [] } = await follow(world, subject, 'vote')
  if (parts.some(part => part.events.length > 0)) await world.store.commit({ at: world.now(), parts, jobs })
  return (await changeOf(world.store, subject))?.it
}
