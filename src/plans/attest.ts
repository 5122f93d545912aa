import type { Edit } from '../core/edit.ts'
import type { Model } from '../core/model.ts'
import type { Repository } from '../core/repository.ts'
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
    return about('model', refuse(`${by} is no owner of ${id}`, `ask ${ownersOf(model).join(' or ')}`))
  }
  if (model.review?.last === today) {
    const fix = `\`/kedge show ${id}\` says when it is due again`
    return about('model', refuse(`${id} was confirmed today already`, fix))
  }
  return {
    kind: 'edit',
    title: `Confirm that the file of ${id} is true`,
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
