import type { Change } from '../core/change-state.ts'
import { restoredNotBefore, writtenOver } from '../core/written-over.ts'
import { pullTitle } from '../reports/pull-body.ts'
import { showPull } from './jobs.ts'
import type { NewJob } from './store.ts'
import type { Onlooker, Pull } from './world.ts'

/**
 * Puts back what stands in a request of ours, where somebody gave it another title than it has by what is on record, or wrote
 * over its body. What a person opened keeps their words.
 */
export function restores(world: Onlooker, change: Change, pull: Pick<Pull, 'title' | 'body'>): NewJob[] {
  if (change.request.door === 'repository') return []
  const isOtherTitle = !change.merged && pull.title !== pullTitle(change)
  if (!isOtherTitle && writtenOver(change, pull).length === 0) return []
  const due = restoredNotBefore(change, world.now())
  return [{ ...showPull(change.id), ...(due && { due }) }]
}
