import type { Model } from '../core/model.ts'
import type { Repository } from '../core/repository.ts'
import { says } from '../words/says.ts'
import { ifRetired, type NoPlan, type Plan, pathOf, refuse } from './plan.ts'

/** Its answers are used again. */
export function planResume(repository: Repository, model: Model): Plan | NoPlan {
  const { id, serving } = model
  const { hold } = serving
  if (hold === undefined) return refuse(...says.planResume.notHeld(id))
  const retired = ifRetired(model)
  if (retired !== undefined) return retired
  const path = pathOf(repository, model)
  return {
    kind: 'resume',
    title: says.planResume.title(id),
    edits: [{ path, at: ['serving', 'hold'], from: { ...hold }, remove: true }],
  }
}
