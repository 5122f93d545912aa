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
export function isSameWish(plan: Plan, sealed: Sealing, { firstAsked, asked }: Change): boolean {
  const { kind, to, edits } = plan
  const isAsPlanned =
    firstAsked.door !== 'repository' &&
    othersIn({ seals: [{ at: asked.at, body: sealed }], request: firstAsked }).length === 0
  if (isAsPlanned)
    return firstAsked.kind === kind && firstAsked.to === to && (kind !== 'edit' || overlaps(firstAsked.edits, edits))
  const isUnread = sealed.problems.length > 0
  if (!sealed.kinds.includes(kind) && !(isUnread && firstAsked.kind === kind)) return false
  if (kind === 'edit') return isUnread || sealed.files.some(({ path }) => edits.some(edit => edit.path === path))
  return to === undefined || isUnread || sealed.moves.some(move => move.to === to)
}

function overlaps(these: readonly Edit[], those: readonly Edit[]): boolean {
  const places = new Set(these.map(placeOf))
  return those.some(edit => places.has(placeOf(edit)))
}

const placeOf = (edit: Edit) => ('at' in edit ? [edit.path, ...edit.at] : [edit.path]).join('\n')
