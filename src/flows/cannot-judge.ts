import type { Model } from '../core/model.ts'
import type { Stuck } from '../core/trouble.ts'
import { stuckByCut, stuckByGaps } from '../core/unmeasured.ts'
import { watchesAll } from '../core/watches.ts'
import { partName } from '../reports/segment-words.ts'
import { comesTooSeldom, type Monitored } from './monitored.ts'

/** Since when it is known of something that is called so, ISO. */
type First = (key: string) => string

/** Each monitor once, by the first of its parts that comes too seldom; what does not come at all is silent. */
export function thinOf(model: Model, all: readonly Monitored[], first: First): readonly Stuck[] {
  const thin = all.filter(comesTooSeldom)
  return [...new Map(thin.toReversed().map(it => [it.policy.id, it])).values()].map(({ policy, check, ...rest }) => {
    const of = watchesAll(policy.watches) ? undefined : partName(rest, policy.watches.environment)
    const since = first(`${model.id} ${policy.id} gaps`)
    const { kpi } = policy.watches
    return stuckByGaps(policy.id, check.fires, { model: model.id, kpi, since, ...(of !== undefined && { of }) })
  })
}

/** Each monitor once, by the part of which the fewest are read. */
export function cutOf(model: Model, all: readonly Monitored[], first: First): readonly Stuck[] {
  const cut = all.flatMap(({ policy, short }) => (short ? [{ policy, short }] : []))
  const least = cut.toSorted((a, b) => b.short.read - a.short.read)
  return [...new Map(least.map(it => [it.policy.id, it])).values()].map(({ policy, short }) => {
    const since = first(`${model.id} ${policy.id} cut`)
    return stuckByCut(policy.id, short, { model: model.id, kpi: policy.watches.kpi, since })
  })
}
