import type { JudgesSeries } from '../core/judged.ts'
import type { Model } from '../core/model.ts'
import { type MonitorCheck, type Watched, watchSeries } from '../core/monitor.ts'
import { periodLengthMs } from '../core/period.ts'
import { policiesOf } from '../core/policy-kind.ts'
import type { Reading } from '../core/reading.ts'
import type { Repository } from '../core/repository.ts'
import { type SeriesName, seriesKey } from '../core/series.ts'
import { isTooThin } from '../core/thin-series.ts'
import { type Part, partOf, type Watch, watchId } from '../core/watched-part.ts'
import { watchedSeries } from '../core/watched-series.ts'
import { type Watches, watchesAll, watchesWhole } from '../core/watches.ts'
import { isOver } from '../policies/lifecycle.ts'
import monitors, { checkOf, type Monitor } from '../policies/monitor.ts'
import { methodOf } from '../series/method.ts'
import { readingsNeeded } from '../series/needs.ts'
import type { Evidence } from './evidence.ts'
import { failingSince, lackingSince, queryNamed } from './failing.ts'
import type { Cut } from './read-series.ts'
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
  /** Since when what measures it fails, ISO. */
  readonly fails?: string
  /** Where fewer readings are read at once than its method needs: then nothing is known. */
  readonly short?: Short
}

export interface Short {
  readonly needs: number
  readonly read: number
}

/**
 * Every monitor of a model, in the order of the model’s KPIs; none where the model is over. One whose query failed in the last round cannot be well; that is
 * left out without a store, since it is known to this process alone, and what is decided is the same in all of them.
 */
export function monitoredOf(
  repository: Repository,
  model: Model,
  evidence: Evidence,
  { now, store }: Pick<Onlooker, 'now'> & Partial<Pick<Onlooker, 'store'>>,
): readonly Monitored[] {
  if (isOver(repository, model)) return []
  const order = Object.keys(model.kpis ?? {})
  const policies = [...policiesOf(repository, monitors)].sort(
    (a, b) => order.indexOf(a.watches.kpi) - order.indexOf(b.watches.kpi),
  )
  return policies.flatMap(policy => {
    const check = checkOf(policy, model)
    if (!check) return []
    const { parts, left } = watchedSeries(policy.watches, evidence, model)
    return parts.map(part => {
      const short = shortOf(policy, model, part.series, evidence.cut)
      const by = short ? { ...check, judges: knowsNothing } : check
      const { segment = '', version = evidence.version } = part
      const fails = store && failsSince(store, model, { kpi: policy.watches.kpi, segment, version })
      const watched = watchSeries(by, part.series, now(), fails !== undefined)
      return {
        policy,
        ...part,
        left,
        check: by,
        watched,
        ...(fails !== undefined && { fails }),
        ...(short && { short }),
      }
    })
  })
}

const knowsNothing: JudgesSeries = readings => readings.map(() => 'unknown')

/** A young series is short as well, and grows; one that is cut stays as it is. */
function shortOf({ method: written, watches }: Monitor, model: Model, series: readonly Reading[], cut: Cut) {
  const [method, newest] = [methodOf(written), series.at(-1)]
  const read = newest && cut.get(seriesKey(newest))
  if (method === undefined || read === undefined) return undefined
  const needs = readingsNeeded(method, periodOf(model, watches.kpi))
  return read < needs ? { needs, read } : undefined
}

/** What monitors of a model watch of its segments. */
export function segmentWatches(repository: Repository, model: Model): readonly Watches[] {
  const all = policiesOf(repository, monitors).filter(({ watches }) => watches.segments !== undefined)
  return all.filter(policy => checkOf(policy, model) !== undefined).map(({ watches }) => watches)
}

/** Since when what measures a KPI fails, or brings no value of this part of it, ISO. */
export function failsSince(store: Onlooker['store'], model: Model, part: SeriesName): string | undefined {
  const query = model.kpis?.[part.kpi]?.query
  const fails = query === undefined ? undefined : failingSince(store, queryNamed(query, model))
  return fails?.is === 'failing' ? fails.since : lackingSince(store, model.id, part)
}

/** What it watches, by name. */
export const idOf = ({ policy, ...part }: Monitored): string => watchId({ ...part, monitor: policy.id })

/** The same, and of which KPI. */
export const watchOf = ({ policy, ...part }: Monitored): Watch => ({
  monitor: policy.id,
  kpi: policy.watches.kpi,
  ...partOf(part),
})

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

/** KPIs that have to be fresh, and that no monitor watches; none where the model is over. */
export function unwatchedOf(repository: Repository, model: Model, all: readonly Monitored[]): readonly string[] {
  if (isOver(repository, model)) return []
  const { kpis = {} } = model
  const watched = new Set(all.map(({ policy }) => policy.watches.kpi))
  return Object.keys(kpis).filter(kpi => kpis[kpi]?.freshHours !== undefined && !watched.has(kpi))
}

/** After how many hours the whole of a KPI has no data: by the strictest of its monitors; where none watches it, by its `freshHours`. */
export function staleHoursOf(repository: Repository, model: Model, kpi: string): number | undefined {
  const checks = policiesOf(repository, monitors)
    .filter(({ watches }) => watches.kpi === kpi && watchesWhole(watches))
    .flatMap(policy => checkOf(policy, model) ?? [])
  const hours = checks.flatMap(({ staleHours }) => staleHours ?? [])
  return hours.length > 0 ? Math.min(...hours) : model.kpis?.[kpi]?.freshHours
}

/** How long a period of a KPI is, in ms. */
export function periodOf({ kpis, queries }: Model, kpi: string): number {
  return periodLengthMs(queries?.[kpis?.[kpi]?.query ?? '']?.every ?? 'day')
}
