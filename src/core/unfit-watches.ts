import type { Model } from './model.ts'
import type { Complaint } from './policy-kind.ts'
import type { Watches } from './watched-series.ts'

/** Why there is on this model never a reading of what a monitor is to watch, as far as files can tell. */
export function unfitWatches(
  { kpi: id, segments }: Watches,
  { id: model, kpis, queries }: Model,
): readonly Complaint[] {
  const kpi = kpis?.[id]
  if (segments === undefined || kpi === undefined) return []
  const fix = 'Take `segments` out, or watch a KPI whose query returns them.'
  const complain = (says: string) => [{ at: ['watches', 'segments'], code: 'no-segments', says, fix }]
  if (kpi.drift) return complain(`on ${model}, ${id} is counted over all rows that come in, and has no segments`)
  if (queries?.[kpi.query]?.mlflow)
    return complain(`on ${model}, ${id} comes from runs of MLflow, which have no segments`)
  return []
}
