import type { Model } from '../core/model.ts'
import type { Repository } from '../core/repository.ts'
import { ifRetired, ifSilent, ifStranger, type NoPlan, type Plan, pathOf, refuse } from './plan.ts'

export interface Retrain {
  /** A key of the people policy. */
  readonly by: string
  readonly because: string
  /** YYYY-MM-DD. */
  readonly today: string
}

/** One more request at the end; those that stand there stay. */
export function planRetrain(repository: Repository, model: Model, { by, because, today }: Retrain): Plan | NoPlan {
  const why = ifRetired(model) ?? ifSilent(because) ?? ifStranger(repository, by, new Date(today))
  if (why !== undefined) return why
  const request = { on: today, by, because: because.trim() }
  const asked = model.retraining?.requests ?? []
  if (asked.some(it => it.on === today && it.because === request.because)) {
    const fix = `\`/kedge status ${model.id}\` says what came of it`
    return refuse(`${model.id} was asked to be trained anew today, for the same reason`, fix)
  }
  return {
    kind: 'retrain',
    title: `Train ${model.id} anew`,
    edits: [{ path: pathOf(repository, model), ...placeOf(model, request) }],
  }
}

function placeOf(
  { retraining }: Model,
  request: { readonly on: string; readonly by: string; readonly because: string },
) {
  if (retraining === undefined) return { at: ['retraining'], put: { requests: [request] } }
  const { requests } = retraining
  if (requests === undefined) return { at: ['retraining', 'requests'], put: [request] }
  return { at: ['retraining', 'requests', requests.length], put: request }
}
