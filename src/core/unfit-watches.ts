import { says } from '../words/says.ts'
import type { Model } from './model.ts'
import { type Complaint, complaint } from './policy-kind.ts'
import type { WrongAndFix } from './problem.ts'
import { type Watches, watchesServing } from './watches.ts'

/** Why there is on this model never a reading of what a monitor is to watch, as far as files can tell. */
export function unfitWatches(
  { kpi: id, segments }: Watches,
  { id: model, kpis, queries }: Model,
): readonly Complaint[] {
  const kpi = kpis?.[id]
  if (segments === undefined || kpi === undefined) return []
  const complain = (told: WrongAndFix) => [complaint(['watches', 'segments'], 'no-segments', told)]
  if (kpi.drift) return complain(says.unfitWatches.countedOverAll(model, id))
  return queries?.[kpi.query]?.mlflow ? complain(says.unfitWatches.runsOfMlflow(model, id)) : []
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
  if (versions && environment)
    return [complaint(['watches', 'environment'], 'two-choices', says.unfitWatches.twoChoices(environment))]
  if (severity !== 'breach' || watchesServing(watches)) return []
  return [complaint(['severity'], 'no-case', says.unfitWatches.noCase(environment))]
}

/** An environment that none of these models has a version in: production is where all of them run. */
export function unwatched({ environment }: Watches, models: readonly Model[]): Complaint | undefined {
  if (environment === undefined || environment === 'production') return undefined
  if (models.some(({ environments }) => environments?.[environment] !== undefined)) return undefined
  return complaint(['watches', 'environment'], 'no-environment', says.unfitWatches.noEnvironment(environment))
}
