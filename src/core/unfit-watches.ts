import type { Model } from './model.ts'
import type { Complaint } from './policy-kind.ts'
import { type Watches, watchesServing } from './watches.ts'

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

/** What contradicts itself, whatever the models. */
export function unfitChoice({
  watches,
  severity,
}: {
  readonly watches: Watches
  readonly severity: string
}): readonly Complaint[] {
  const { versions, environment } = watches
  if (versions && environment) {
    const says = `it watches all versions, and that of ${environment} alone`
    const fix = 'Take `versions` or `environment` out.'
    return [{ at: ['watches', 'environment'], code: 'two-choices', says, fix }]
  }
  if (severity !== 'breach' || watchesServing(watches)) return []
  const says = `${environment ? `what runs in ${environment}` : 'a version that need not serve'} opens no case`
  const fix = 'Say `severity: warn`, and watch what serves by a monitor of its own.'
  return [{ at: ['severity'], code: 'no-case', says, fix }]
}

/** An environment that none of these models has a version in: production is where all of them run. */
export function unwatched({ environment }: Watches, models: readonly Model[]): Complaint | undefined {
  if (environment === undefined || environment === 'production') return undefined
  if (models.some(({ environments }) => environments?.[environment] !== undefined)) return undefined
  return {
    at: ['watches', 'environment'],
    code: 'no-environment',
    says: `no model this monitor applies to has a version in ${environment}`,
    fix: `Write \`environments: { ${environment}: { version: … } }\` into one of them, or take \`environment\` out.`,
  }
}
