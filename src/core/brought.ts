import { type Change, movesOf } from './change-state.ts'
import { about } from './change-tasks.ts'
import type { Model } from './model.ts'

/** From when on a version ran, ISO. */
export interface Ran {
  readonly version: string
  readonly at: string
}

/** Nobody knows since when. */
export const ALWAYS = new Date(0).toISOString()

/**
 * What ran of a model that nobody observes, oldest first: each change brought its version when it was delivered, and until then
 * what was there before went on, whatever the file says. The file alone is believed where no change tells.
 */
export function broughtBy({ id, serving }: Model, changes: readonly Change[]): readonly Ran[] {
  const moves = changes.flatMap(change => {
    // What was closed unmerged was never to come; what failed after that is in the file, and not there.
    if (change.closed !== undefined && change.merged === undefined) return []
    const move = movesOf(change).find(({ model, from, to }) => model === id && from !== to)
    return move ? [{ ...move, at: broughtAt(change, id) }] : []
  })
  const brought = moves.flatMap(({ from, to, at }) => (at === undefined ? [] : [{ from, to, at }]))
  const sorted = brought.toSorted((a, b) => (a.at < b.at ? -1 : 1))
  const ran = sorted.map(({ to, at }): Ran => ({ version: to, at }))
  // Where the file says already what it makes of it, it was merged, also while nobody has heard of that.
  const coming = moves.find(({ to, at }) => at === undefined && to === serving.version)
  const before = sorted[0]?.from ?? coming?.from ?? serving.version
  const all = [{ version: before, at: ALWAYS }, ...ran]
  const last = all.at(-1)
  if (coming !== undefined || last === undefined || last.version === serving.version) return all
  return [...all, { version: serving.version, at: last.at }]
}

/** When it was there; undefined where it never came. */
function broughtAt({ delivered, done }: Change, model: string): string | undefined {
  const end = about(delivered, { model })
  return end?.conclusion === 'success' ? end.at : done?.at
}
