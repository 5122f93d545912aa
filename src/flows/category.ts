import type { Breach } from '../core/breach.ts'
import { type CaseCategory, categoryOf } from '../core/case-category.ts'
import type { Change } from '../core/change-state.ts'
import type { Model } from '../core/model.ts'
import { running } from '../core/model-state.ts'
import { isOnItsWay } from './evidence.ts'
import type { Monitored } from './monitored.ts'
import { modelOf, type Standing } from './standing.ts'
import type { Onlooker } from './world.ts'

interface Broken {
  readonly breaches: readonly Breach[]
  readonly all: readonly Monitored[]
  readonly changes: readonly Standing<Change>[]
}

/**
 * Of which part of the work what broke is a problem, by what every process sees alike when a case opens: which query fails,
 * one that has just started does not know.
 */
export async function categoryNow(
  { store }: Pick<Onlooker, 'store'>,
  model: Model,
  { breaches, all, changes }: Broken,
): Promise<CaseCategory> {
  const kpis = breaches.flatMap(({ kpi, state }) => (state === 'ok' ? [] : [kpi]))
  const isStale = all.some(({ policy, watched }) => watched.stale && kpis.includes(policy.watches.kpi))
  return categoryOf({
    isDoubtful: isStale,
    isUnapproved: isUnapproved(model, running((await modelOf(store, model.id)).it), changes),
    kinds: kpis.flatMap(kpi => model.kpis?.[kpi]?.kind ?? []),
  })
}

function isUnapproved(model: Model, runs: string | undefined, changes: Broken['changes']): boolean {
  if (runs === undefined) return false
  const isMoving = changes.some(({ it }) => isOnItsWay(it, model))
  const versions = model.versions ?? {}
  const isUnpassed = Object.hasOwn(versions, runs) && versions[runs]?.gates === undefined
  return isUnpassed || (runs !== model.serving.version && !isMoving)
}
