import { type Change, modelsOf, movesOf } from '../core/change-state.ts'
import type { At } from './authorise.ts'
import { authoriseChange } from './authorise.ts'
import { openChangesAbout } from './standing.ts'
import type { Onlooker } from './world.ts'

/**
 * The pull requests where a move of this change goes on as an emergency, as far as somebody may see them. It was opened before
 * anybody denied, and a denial given elsewhere does not stop it: whoever denies is told so.
 */
export async function emergenciesAlike(world: Onlooker, at: At, change: Change): Promise<readonly number[]> {
  const open = await Promise.all(modelsOf(change).map(model => openChangesAbout(world.store, model)))
  const alike = open.flat().filter(({ it }) => it.id !== change.id && isAlike(it, change))
  const seen = alike.filter(({ it }) => authoriseChange(at, it).no === undefined)
  return [...new Set(seen.flatMap(({ it }) => it.pull?.pull ?? []))].sort((a, b) => a - b)
}

function isAlike(it: Change, change: Change): boolean {
  if (it.request.emergency !== true || it.merged !== undefined) return false
  const moves = movesOf(change)
  return movesOf(it).some(a => moves.some(b => a.model === b.model && a.to === b.to))
}
