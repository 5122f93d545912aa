import type { ChangeKind, Part } from '../core/change.ts'
import { type Change, modelsOf, movesOf, sealOf } from '../core/change-state.ts'
import type { At } from './authorise.ts'
import { authoriseChange } from './authorise.ts'
import { openChangesAbout } from './standing.ts'
import type { Onlooker } from './world.ts'

/**
 * The pull requests where a move of this change goes on as an emergency, as far as somebody may see them. It was opened before
 * anybody denied, and a denial given elsewhere does not stop it: whoever denies is told so.
 */
export async function emergenciesAlike(world: Onlooker, at: At, change: Change): Promise<readonly number[]> {
  const alike = await openAlike(world, change)
  return pullsOf(alike.filter(it => authoriseChange(at, it).no === undefined))
}

/** The same for whoever reads its own pull request; `unopened` where one of them is still to be opened. */
export async function goesOnIn(world: Onlooker, change: Change): Promise<readonly number[] | 'unopened'> {
  const alike = await openAlike(world, change)
  return alike.some(({ pull }) => pull === undefined) ? 'unopened' : pullsOf(alike)
}

async function openAlike({ store }: Onlooker, change: Change): Promise<readonly Change[]> {
  const open = await Promise.all(modelsOf(change).map(model => openChangesAbout(store, model)))
  return open.flat().flatMap(({ it }) => (it.id !== change.id && isAlike(it, change) ? [it] : []))
}

const pullsOf = (changes: readonly Change[]) =>
  [...new Set(changes.flatMap(({ pull }) => pull?.pull ?? []))].sort((a, b) => a - b)

function isAlike(it: Change, change: Change): boolean {
  if (it.request.emergency !== true || it.merged !== undefined) return false
  const moves = movesOf(change)
  if (movesOf(it).some(a => moves.some(b => a.model === b.model && a.to === b.to))) return true
  const parts = partsOf(change)
  return partsOf(it).some(a => parts.some(b => a.model?.id === b.model?.id && a.kinds.some(kind => isAlone(kind, b))))
}

const partsOf = (change: Change): readonly Part[] => sealOf(change)?.body.parts ?? []

/** What has neither a version nor a value: of one model it is always the same. */
const isAlone = (kind: ChangeKind, { kinds }: Part) => ALONE.includes(kind) && kinds.includes(kind)
const ALONE: readonly ChangeKind[] = ['hold', 'resume', 'retire', 'retrain']
