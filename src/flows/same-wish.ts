import type { Change } from '../core/change-state.ts'
import type { Sealing } from '../core/sealing.ts'
import type { Plan } from '../plans/plan.ts'
import { othersIn } from '../reports/changed-since.ts'

/**
 * Whether what people were shown under this seal is what the plan wants: the same kind of change, to the same version. Of
 * files that cannot be read no more is known than what was asked for.
 */
export function isSameWish(plan: Plan, sealed: Sealing, { firstAsked, asked }: Change): boolean {
  const { kind, to } = plan
  const isAsPlanned =
    firstAsked.door !== 'repository' &&
    othersIn({ seals: [{ at: asked.at, body: sealed }], request: firstAsked }).length === 0
  if (isAsPlanned) return firstAsked.kind === kind && firstAsked.to === to
  const isUnread = sealed.problems.length > 0
  if (!sealed.kinds.includes(kind) && !(isUnread && firstAsked.kind === kind)) return false
  return to === undefined || isUnread || sealed.moves.some(move => move.to === to)
}
