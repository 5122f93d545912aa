import type { ChangeKind, Finding } from '../core/change.ts'
import type { Facts } from '../core/fact.ts'
import type { Model } from '../core/model.ts'
import type { PlannedFinding } from '../core/planned.ts'
import type { Repository } from '../core/repository.ts'
import type { Kinds } from '../repository/kinds.ts'
import { blocking } from './evidence.ts'
import { judgeAll } from './judge.ts'
import { type Asked, type Measured, type Move, matterOf } from './plan-matters.ts'
import { otherwise } from './suppose-facts.ts'

/** By whose rules, on which day, with which kinds of policy. */
export interface Court {
  readonly rules: Repository
  readonly now: Date
  readonly kinds: Kinds
  /** What was measured of each model, by its id; left out where nothing but files is known. */
  readonly measured?: ReadonlyMap<string, Measured>
  readonly asked?: Asked
  /** Whoever asked says that it cannot wait, so that fewer may have to approve it. */
  readonly emergency?: true
  /** Facts that are to be otherwise than they are: later ones win. */
  readonly supposed?: readonly Facts[]
}

/** What the rules say of a model that changes in these ways at once, each answer once. `after` is left out where it goes. */
export function findingsOfChange(
  changed: { readonly kinds: readonly ChangeKind[]; readonly before?: Model; readonly after?: Model },
  beside: Move['beside'],
  { rules, now, kinds, measured, asked, supposed = [] }: Court,
): readonly PlannedFinding[] {
  const { before, after } = changed
  const model = after ?? before
  const found = new Map<string, PlannedFinding>()
  for (const kind of model === undefined ? [] : changed.kinds) {
    const move = { kind, model: model as Model, beside, ...(before && { before }) }
    const matter = matterOf(move, rules, now, { ...measured?.get(move.model.id), ...(asked && { asked }) })
    for (const finding of judgeAll({ ...matter, ...otherwise(matter.model, matter.facts, supposed) }, kinds)) {
      // What is gone does not have to stand as the rules want it.
      if (after === undefined && finding.ofModel) continue
      const key = JSON.stringify(finding)
      const known = found.get(key)
      const blocks = blocking([finding], kind).length > 0 && (measured !== undefined || !onlyMeasured(finding))
      found.set(key, {
        ...finding,
        model: (model as Model).id,
        kinds: [...(known?.kinds ?? []), kind],
        blocks: blocks || known?.blocks === true,
      })
    }
  }
  return [...found.values()]
}

/** Git holds no readings: what only they can tell is left to the check, which has them. */
function onlyMeasured({ outcome, measured }: Finding): boolean {
  return outcome === 'unknown' && measured === true
}
