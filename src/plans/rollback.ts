import type { Model } from '../core/model.ts'
import type { Repository } from '../core/repository.ts'
import { says } from '../words/says.ts'
import { type NoPlan, noSuch, pathOf, refuse, type VersionPlan } from './plan.ts'

/** A rollback moves one value: the version that is wanted. Whether it may is for the guardrails to say. */
export function planRollback(
  repository: Repository,
  model: Model,
  { to }: { readonly to: string },
): VersionPlan | NoPlan {
  const { id } = model
  const from = model.serving.version
  const why = ifNotListed(model, to)
  if (why !== undefined) return why
  return {
    kind: 'rollback',
    title: says.planRollback.title(id, from, to),
    from,
    to,
    edits: [{ path: pathOf(repository, model), at: ['serving', 'version'], from, to }],
  }
}

/** Only what the file lists can serve, and only what does not serve already. */
export function ifNotListed({ id, serving, versions = {} }: Model, to: string): NoPlan | undefined {
  const known = Object.keys(versions)
  if (!known.includes(to)) {
    const { noVersion, noVersions } = says.planRollback
    return noSuch(noVersion(id, to), to, known, noVersions)
  }
  return to === serving.version ? refuse(...says.planRollback.same(id, to)) : undefined
}
