import { compareVersions, type Model } from '../core/model.ts'
import type { Repository } from '../core/repository.ts'
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
    return refuse(
      `${to} is older than ${from}, which ${id} is to run`,
      `go back to it: \`/kedge rollback ${id} to ${to}\``,
    )
  }
  return {
    kind: 'promote',
    title: `Promote ${id} from ${from} to ${to}`,
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
  if (name === first)
    return refuse(`nothing comes before ${name}, so that nothing can be promoted to it`, instead(later))
  if (place === undefined) {
    return noSuch(
      `${id} has no environment ${name}`,
      name,
      later,
      'its environments; the file lists none before production',
    )
  }
  const before = there[there.indexOf(place) - 1]
  const to = (before === 'dev' || before === 'test' ? environments[before]?.version : undefined) ?? ''
  if (place !== 'test') return toVersion(repository, model, to)
  const from = environments.test?.version ?? ''
  if (from === to) return refuse(`test has ${to} already, as ${before} has`, instead(later.filter(it => it !== place)))
  return {
    kind: 'promote',
    title: `Promote ${id} ${to} from ${before} to ${place}`,
    edits: [{ path: pathOf(repository, model), at: ['environments', place, 'version'], from, to }],
  }
}

const instead = (others: readonly string[]) =>
  others.length === 0 ? 'name a version to promote to' : `promote to ${others.join(' or ')}, or name a version`
