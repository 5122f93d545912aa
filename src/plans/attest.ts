import type { Edit } from '../core/edit.ts'
import type { Model } from '../core/model.ts'
import type { Repository } from '../core/repository.ts'
import { type NoPlan, type Plan, pathOf, refuse } from './plan.ts'
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
  const owners = ownersOf(model)
  if (!owners.includes(by)) return refuse(`${by} is no owner of ${id}`, `ask ${owners.join(' or ')}`)
  if (model.review?.last === today) {
    return refuse(`${id} was confirmed today already`, `\`/kedge show ${id}\` says when it is due again`)
  }
  return {
    kind: 'edit',
    title: `Confirm that the file of ${id} is true`,
    edits: [review(pathOf(repository, model), model, today)],
  }
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
