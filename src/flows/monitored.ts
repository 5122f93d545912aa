import type { Model } from '../core/model.ts'
import { type Watched, watchSeries } from '../core/monitor.ts'
import { policiesOf } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import monitors, { checkOf, type Monitor } from '../policies/monitor.ts'
import type { Evidence } from './evidence.ts'

/** A monitor that applies to a model, and where it stands. */
export interface Monitored {
  readonly policy: Monitor
  readonly watched: Watched
}

/** Every monitor of a model, in the order of the model’s KPIs. */
export function monitoredOf(
  repository: Repository,
  model: Model,
  { served }: Evidence,
  now: Date,
): readonly Monitored[] {
  const order = Object.keys(model.kpis ?? {})
  const policies = [...policiesOf(repository, monitors)].sort(
    (a, b) => order.indexOf(a.watches.kpi) - order.indexOf(b.watches.kpi),
  )
  return policies.flatMap(policy => {
    const check = checkOf(policy, model)
    const series = served.filter(r => r.kpi === policy.watches.kpi)
    return check ? [{ policy, watched: watchSeries(check, series, now) }] : []
  })
}
