import type { Model } from '../core/model.ts'
import type { Repository } from '../core/repository.ts'
import type { Trigger } from '../core/training.ts'
import { listWords } from '../words/figures.ts'
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

/** Left out, people may ask. */
function ifNotAsked({ id, retraining }: Model): NoPlan | undefined {
  const { triggers } = retraining ?? {}
  if (triggers === undefined || triggers.includes('request')) return undefined
  const others = triggers.length === 0 ? 'nothing' : listWords(triggers)
  return refuse(
    `people do not ask for trainings of ${id}: \`retraining.triggers\` names ${others}`,
    'add `request` to it in the file of the model',
  )
}

function placeOf({ retraining }: Model, request: { readonly on: string; readonly because: string } & Who) {
  if (retraining === undefined) return { at: ['retraining'], put: { requests: [request] } }
  const { requests } = retraining
  if (requests === undefined) return { at: ['retraining', 'requests'], put: [request] }
  return { at: ['retraining', 'requests', requests.length], put: request }
}
