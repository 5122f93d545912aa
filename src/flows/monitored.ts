import type { Model } from '../core/model.ts'
import { type MonitorCheck, type Watched, watchSeries } from '../core/monitor.ts'
import { periodLengthMs } from '../core/period.ts'
import { policiesOf } from '../core/policy-kind.ts'
import type { Reading } from '../core/reading.ts'
import type { Repository } from '../core/repository.ts'
import { isTooThin, weeksShort } from '../core/thin-series.ts'
import { type Part, watchId } from '../core/watched-part.ts'
import { watchedSeries } from '../core/watched-series.ts'
import { type Watches, watchesAll } from '../core/watches.ts'
import monitors, { checkOf, type Monitor } from '../policies/monitor.ts'
import { methodOf } from '../series/method.ts'
import type { Evidence } from './evidence.ts'
import { failingSince, queryNamed } from './failing.ts'
import type { Onlooker } from './world.ts'

/** A monitor that applies to a model, and where it stands; one that watches segments or versions, for each of them. */
export interface Monitored extends Part {
  readonly policy: Monitor
  readonly watched: Watched
  /** What it was judged by. */
  readonly check: MonitorCheck
  readonly series: readonly Reading[]
  /** So many segments more there are than it watches. */
  readonly left: number
  /** It is to compare by seasons, and so few weeks are read that it never does. */
  readonly short?: { readonly weeks: number; readonly seasons: number }
}

/**
 * Every monitor of a model, in the order of the model’s KPIs. One whose query failed in the last round cannot be well; that is
 * left out without a store, since it is known to this process alone, and what is decided is the same in all of them.
 */
export function monitoredOf(
  repository: Repository,
  model: Model,
  evidence: Evidence,
  { now, store }: Pick<Onlooker, 'now'> & Partial<Pick<Onlooker, 'store'>>,
): readonly Monitored[] {
  const order = Object.keys(model.kpis ?? {})
  const policies = [...policiesOf(repository, monitors)].sort(
    (a, b) => order.indexOf(a.watches.kpi) - order.indexOf(b.watches.kpi),
  )
  return policies.flatMap(policy => {
    const check = checkOf(policy, model)
    if (!check) return []
    const { parts, left } = watchedSeries(policy.watches, evidence, model)
    const failed = store !== undefined && failsSince(store, model, policy.watches.kpi) !== undefined
    const watched = (part: (typeof parts)[number]) => watchSeries(check, part.series, now(), failed)
    const short = shortOf(policy, model, evidence)
    return parts.map(part => ({ policy, ...part, left, check, watched: watched(part), ...(short && { short }) }))
  })
}

function shortOf({ method: written, watches }: Monitor, model: Model, { most }: Evidence): Monitored['short'] {
  const method = methodOf(written)
  if (method?.is !== 'seasonal') return undefined
  const { seasons } = method
  const read = watches.segments === undefined ? most.whole : most.ofSegments
  const weeks = weeksShort(seasons, periodOf(model, watches.kpi), read)
  return weeks === undefined ? undefined : { weeks, seasons }
}

/** What monitors of a model watch of its segments. */
export function segmentWatches(repository: Repository, model: Model): readonly Watches[] {
  const all = policiesOf(repository, monitors).filter(({ watches }) => watches.segments !== undefined)
  return all.filter(policy => checkOf(policy, model) !== undefined).map(({ watches }) => watches)
}

/** Since when what measures a KPI fails, ISO. */
export function failsSince(store: Onlooker['store'], model: Model, kpi: string): string | undefined {
  const query = model.kpis?.[kpi]?.query
  const fails = query === undefined ? undefined : failingSince(store, queryNamed(query, model))
  return fails?.is === 'failing' ? fails.since : undefined
}

/** What it watches, by name. */
export const idOf = ({ policy, ...part }: Monitored): string => watchId({ ...part, monitor: policy.id })

/** Whether readings are missing: where all of many is watched, one may end while others come. */
export function lacksReadings({ policy, watched }: Monitored, all: readonly Monitored[]): boolean {
  if (!watchesAll(policy.watches)) return watched.stale
  return all.every(it => it.policy.id !== policy.id || it.watched.stale)
}

/** What its monitor is told of each round: that it cannot do what it is for. */
export const cannotDo = (it: Monitored): boolean => comesTooSeldom(it) || it.short !== undefined

/** Whether readings come, and so seldom that it cannot fire. */
export const comesTooSeldom = ({ watched, check, series }: Monitored): boolean =>
  !watched.stale && isTooThin(check, series)

/** KPIs that have to be fresh, and that no monitor watches. */
export function unwatchedOf({ kpis = {} }: Model, all: readonly Monitored[]): readonly string[] {
  const watched = new Set(all.map(({ policy }) => policy.watches.kpi))
  return Object.keys(kpis).filter(kpi => kpis[kpi]?.freshHours !== undefined && !watched.has(kpi))
}

/** How long a period of a KPI is, in ms. */
export function periodOf({ kpis, queries }: Model, kpi: string): number {
  return periodLengthMs(queries?.[kpis?.[kpi]?.query ?? '']?.every ?? 'day')
}
