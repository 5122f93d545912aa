import type { Edit } from '../core/edit.ts'
import type { Model } from '../core/model.ts'
import type { Repository } from '../core/repository.ts'
import { says } from '../words/says.ts'
import { about, type NoPlan, type Plan, pathOf, refuse } from './plan.ts'
import { reviewMonths } from './review-months.ts'

export interface Attest {
  /** A key of the people policy. */
  readonly by: string
  /** YYYY-MM-DD. */
  readonly today: string
}

/** An owner has read the file and says that it is true. The validator, who owns nothing, cannot. */
export function planAttest(repository: Repository, model: Model, { by, today }: Attest): Plan | NoPlan {
  const { id } = model
  if (!mayAttest(model, by)) {
    return about('model', refuse(...says.planAttest.noOwner(by, id, ownersOf(model))))
  }
  if (model.review?.last === today) {
    return about('model', refuse(...says.planAttest.today(id)))
  }
  return {
    kind: 'edit',
    title: says.planAttest.title(id),
    edits: [review(pathOf(repository, model), model, today)],
  }
}

export function mayAttest(model: Model, by: string): boolean {
  return ownersOf(model).includes(by)
}

function ownersOf({ owners, deputies = {} }: Model): readonly string[] {
  const { validator: _, ...own } = owners
  const { validator: __, ...stand } = deputies
  return [...new Set([...Object.values(own), ...Object.values(stand)])]
}

function review(path: string, model: Model, today: string): Edit {
  if (model.review === undefined)
    return { path, at: ['review'], put: { everyMonths: reviewMonths(model.tier), last: today } }
  const { last } = model.review
  const at = ['review', 'last']
  return last === undefined ? { path, at, put: today } : { path, at, from: last, to: today }
}
