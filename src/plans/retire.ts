import type { Edit } from '../core/edit.ts'
import type { Model } from '../core/model.ts'
import type { Repository } from '../core/repository.ts'
import { says } from '../words/says.ts'
import { type NoPlan, type Plan, pathOf, refuse } from './plan.ts'

/** Its last stage, from today (YYYY-MM-DD). The file stays, so that what it was can be told. */
export function planRetire(repository: Repository, model: Model, { today }: { readonly today: string }): Plan | NoPlan {
  const { id, stage, stageSince } = model
  if (stage === 'retired') return refuse(...says.planRetire.retired(id, stageSince))
  const path = pathOf(repository, model)
  const edits = [...set(path, 'stage', stage, 'retired'), ...set(path, 'stageSince', stageSince, today)]
  return { kind: 'retire', title: says.planRetire.title(id), edits }
}

function set(path: string, key: string, from: string | undefined, to: string): Edit[] {
  if (from === to) return []
  return [from === undefined ? { path, at: [key], put: to } : { path, at: [key], from, to }]
}
