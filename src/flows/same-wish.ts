import type { Change } from '../core/change-state.ts'
import type { Edit } from '../core/edit.ts'
import type { Sealing } from '../core/sealing.ts'
import type { Plan } from '../plans/plan.ts'
import { othersIn } from '../reports/changed-since.ts'

/**
 * Whether what people were shown under this seal is what the plan wants: the same kind of change, to the same version; an
 * edit, of the same place. Of what a person wrote no more of an edit is known than its files; of files that cannot be read,
 * than what was asked for.
 */
export function isSameWish({ kind, to, edits }: Plan, sealed: Sealing, { firstAsked, asked }: Change): boolean {
  const isAskedFor = firstAsked.to === undefined || firstAsked.to === to
  if (sealed.problems.length > 0) return firstAsked.kind === kind && isAskedFor
  if (!sealed.kinds.includes(kind)) return false
  if (kind !== 'edit') return to === undefined || movesTo(to, sealed) || (sealed.moves.length === 0 && isAskedFor)
  const others = othersIn({ seals: [{ at: asked.at, body: sealed }], request: firstAsked })
  if (firstAsked.door !== 'repository' && others.length === 0) return overlaps(firstAsked.edits, edits)
  return sealed.files.some(({ path }) => edits.some(edit => edit.path === path))
}

const movesTo = (version: string, { moves }: Sealing) => moves.some(({ to }) => to === version)

/** They are of the same place in one file. */
export function overlaps(these: readonly Edit[], those: readonly Edit[]): boolean {
  const places = new Set(these.map(placeOf))
  return those.some(edit => places.has(placeOf(edit)))
}

const placeOf = (edit: Edit) => ('at' in edit ? [edit.path, ...edit.at] : [edit.path]).join('\n')
