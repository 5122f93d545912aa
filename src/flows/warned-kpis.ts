import type { Model } from '../core/model.ts'
import type { ModelState } from '../core/model-state.ts'
import { policiesOf } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import monitor from '../policies/monitor.ts'
import { bySegment, partName } from '../reports/segment-words.ts'

/** Names of the KPIs of a model that are warned of, with the part of the cases where it is one; each once. */
export function warnedKpis(repository: Repository, model: Model, on: ModelState['warnings']): readonly string[] {
  const policies = policiesOf(repository, monitor)
  const names = Object.values(on).flatMap(({ monitor: id, ...part }) => {
    const watches = policies.find(it => it.id === id)?.watches
    if (watches === undefined) return []
    const name = model.kpis?.[watches.kpi]?.name ?? watches.kpi
    return [{ name, segment: partName(part, watches.environment) }]
  })
  return bySegment(names)
}
