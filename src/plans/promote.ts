import { compareVersions, type Model } from '../core/model.ts'
import type { Repository } from '../core/repository.ts'
import { says } from '../words/says.ts'
import { ifRetired, type NoPlan, noSuch, type Plan, pathOf, refuse } from './plan.ts'
import { ifNotListed } from './rollback.ts'

/** A version that is newer than the one that serves, or the environment that gets what the one before it has. */
export type Promotion = { readonly to: string } | { readonly environment: string }

export function planPromote(repository: Repository, model: Model, asked: Promotion): Plan | NoPlan {
  const retired = ifRetired(model)
  if (retired !== undefined) return retired
  return 'to' in asked ? toVersion(repository, model, asked.to) : toEnvironment(repository, model, asked.environment)
}

function toVersion(repository: Repository, model: Model, to: string): Plan | NoPlan {
  const { id } = model
  const from = model.serving.version
  const why = ifNotListed(model, to)
  if (why !== undefined) return why
  if (compareVersions(model, to, from) === -1) {
    return refuse(...says.planPromote.older(id, to, from))
  }
  return {
    kind: 'promote',
    title: says.planPromote.title(id, from, to),
    from,
    to,
    edits: [{ path: pathOf(repository, model), at: ['serving', 'version'], from, to }],
  }
}

/** In the order a version goes through them. */
const ORDER = ['dev', 'test', 'production'] as const

/** Production is `serving`, so the last step is a promotion to the version the step before has. */
function toEnvironment(repository: Repository, model: Model, name: string): Plan | NoPlan {
  const { id, environments = {} } = model
  const there = ORDER.filter(it => it === 'production' || environments[it] !== undefined)
  const [first, ...later] = there
  const place = later.find(it => it === name)
  if (name === first) return refuse(...says.planPromote.first(name, later))
  if (place === undefined) {
    const { noEnvironment, noEnvironments } = says.planPromote
    return noSuch(noEnvironment(id, name), name, later, noEnvironments)
  }
  const before = there[there.indexOf(place) - 1]
  const to = (before === 'dev' || before === 'test' ? environments[before]?.version : undefined) ?? ''
  if (place !== 'test') return toVersion(repository, model, to)
  const from = environments.test?.version ?? ''
  if (from === to) {
    const others = later.filter(it => it !== place)
    return refuse(...says.planPromote.same({ environment: place, version: to, before, others }))
  }
  return {
    kind: 'promote',
    title: says.planPromote.titleInto(id, to, `${before}`, place),
    edits: [{ path: pathOf(repository, model), at: ['environments', place, 'version'], from, to }],
  }
}
