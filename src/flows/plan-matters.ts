import type { ChangeKind } from '../core/change.ts'
import type { Model } from '../core/model.ts'
import type { Matter } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import { factsOf } from '../rules/facts.ts'

/** A change of one model, by the file before and after it, and the files beside it as they would be. */
export interface Move {
  readonly kind: ChangeKind
  readonly before?: Model
  readonly model: Model
  readonly beside: Pick<Repository, 'useCases' | 'sources'>
}

/** What a change is judged by where nothing but files is known: no reading, nobody’s name. */
export function matterOf({ kind, before, model, beside }: Move, rules: Repository, now: Date): Matter {
  const moves = kind === 'promote' || kind === 'rollback'
  const versions = moves && before ? { from: before.serving.version, to: model.serving.version } : {}
  const change = { kind, ...versions, door: 'repository' }
  const { target: _, ...facts } = factsOf({ model, now, repository: beside, change })
  const { target } = factsOf({ model: leaving(kind, before, model), now, change })
  return {
    model,
    ...(before && { before }),
    change,
    facts: { ...facts, ...(target !== undefined && { target }) },
    now,
    repository: rules,
  }
}

/**
 * The model as it is left, for what is said of the target. A way back must have passed its gates before, so the file as
 * it was speaks for it; a new version may be listed by the very change that promotes it.
 */
function leaving(kind: ChangeKind, before: Model | undefined, model: Model): Model {
  if (before === undefined) return model
  return kind === 'rollback' ? before : { ...model, serving: before.serving }
}

/** Changes people could ask of a model as it stands, to try a rule on that judges changes. */
export function imaginable(model: Model, beside: Move['beside']): readonly Move[] {
  const order = Object.entries(model.versions ?? {})
  const at = order.findIndex(([id]) => id === model.serving.version)
  const back = order.slice(0, Math.max(at, 0)).findLast(([, version]) => version.gates !== undefined)?.[0]
  const forward = at < 0 ? undefined : order.slice(at + 1).at(-1)?.[0]
  const { hold, ...serving } = model.serving
  const held = { since: '2000-01-01', because: 'tried' }
  const moves: readonly (readonly [ChangeKind, Model | undefined])[] = [
    ['promote', forward === undefined ? undefined : { ...model, serving: { ...model.serving, version: forward } }],
    ['rollback', back === undefined ? undefined : { ...model, serving: { ...model.serving, version: back } }],
    ['retrain', model],
    ['replace', model],
    ['hold', hold ? undefined : { ...model, serving: { ...serving, hold: held } }],
    ['resume', hold && { ...model, serving }],
    ['retire', model.stage === 'retired' ? undefined : { ...model, stage: 'retired' }],
    ['edit', model],
  ]
  return moves.flatMap(([kind, after]) => (after ? [{ kind, before: model, model: after, beside }] : []))
}
