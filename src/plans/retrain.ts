import type { Model } from '../core/model.ts'
import type { Repository } from '../core/repository.ts'
import type { Trigger } from '../core/training.ts'
import { says } from '../words/says.ts'
import { ifRetired, ifSilent, ifStranger, type NoPlan, type Plan, pathOf, refuse } from './plan.ts'

export type Retrain = Who & {
  readonly because: string
  /** YYYY-MM-DD. */
  readonly today: string
}
/** A key of the people policy, or what asks by itself. */
type Who = { readonly by: string } | { readonly playbook: string } | { readonly trigger: Trigger }

/** One more request at the end; those that stand there stay. */
export function planRetrain(repository: Repository, model: Model, { because, today, ...who }: Retrain): Plan | NoPlan {
  const why =
    ifRetired(model) ??
    ifSilent(because) ??
    ('by' in who ? (ifNotAsked(model) ?? ifStranger(repository, who.by, new Date(today))) : undefined)
  if (why !== undefined) return why
  const request = { on: today, ...who, because: because.trim() }
  const asked = model.retraining?.requests ?? []
  if (asked.some(it => it.on === today && it.because === request.because))
    return refuse(...says.planRetrain.asked(model.id))
  return {
    kind: 'retrain',
    title: says.planRetrain.title(model.id),
    edits: [{ path: pathOf(repository, model), ...placeOf(model, request) }],
  }
}

/** Left out, people may ask. */
function ifNotAsked({ id, retraining }: Model): NoPlan | undefined {
  const { triggers } = retraining ?? {}
  if (triggers === undefined || triggers.includes('request')) return undefined
  return refuse(...says.planRetrain.notByPeople(id, triggers))
}

function placeOf({ retraining }: Model, request: { readonly on: string; readonly because: string } & Who) {
  if (retraining === undefined) return { at: ['retraining'], put: { requests: [request] } }
  const { requests } = retraining
  if (requests === undefined) return { at: ['retraining', 'requests'], put: [request] }
  return { at: ['retraining', 'requests', requests.length], put: request }
}
