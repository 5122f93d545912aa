import type { ChangeKind, Comparison } from '../core/change.ts'
import type { Model } from '../core/model.ts'
import type { Matter } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import { testsThatHold } from '../core/suite-known.ts'
import { type Circumstances, factsOf } from '../rules/facts.ts'

/** A change of one model, by the file before and after it, and the files beside it as they would be. */
export interface Move {
  readonly kind: ChangeKind
  readonly before?: Model
  readonly model: Model
  readonly beside: Pick<Repository, 'useCases' | 'sources'>
}

/** What is known of a model besides its files. */
export type Measured = Pick<
  Circumstances,
  'running' | 'readings' | 'observed' | 'delivering' | 'caseOpen' | 'suites'
> & {
  /** The other version on the same cases. */
  readonly compare?: (to: string) => Comparison | undefined
}

/** Who asked for it, and how. */
export interface Asked {
  readonly by: string
  readonly door: string
}

/** What a change is judged by: the files, and what was measured, where anything was. */
export function matterOf(
  { kind, before, model, beside }: Move,
  rules: Repository,
  now: Date,
  { compare, asked, ...measured }: Measured & { readonly asked?: Asked } = {},
): Matter {
  const moves = kind === 'promote' || kind === 'rollback'
  const versions = moves && before ? { from: before.serving.version, to: model.serving.version } : {}
  const change = { kind, ...versions, door: 'repository', ...asked }
  const comparison = moves && before ? compare?.(model.serving.version) : undefined
  const known = { ...measured, ...(comparison && { comparison }) }
  const { target: _, running: __, ...facts } = factsOf({ model, now, repository: beside, change, ...known })
  const { target } = factsOf({ model: leaving(kind, before, model), now, change, ...known })
  // What runs is held against what was wanted until now: what is asked for cannot run yet.
  const { running } = factsOf({ model: before ?? model, now, change, ...known })
  return {
    model,
    ...(before && { before }),
    change,
    facts: { ...facts, ...(target !== undefined && { target }), ...(running !== undefined && { running }) },
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
  if (kind === 'rollback') return before
  // No change says itself what its version was tested for.
  const { tests: _, suites: __, ...listed } = model
  const tests = testsThatHold(before, model.versions)
  const { suites } = before
  return { ...listed, ...(tests && { tests }), ...(suites && { suites }), serving: before.serving }
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
