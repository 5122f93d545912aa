import type { Query } from '../core/kpi.ts'
import type { Model } from '../core/model.ts'
import { type Complaint, complaint } from '../core/policy-kind.ts'
import { askedOf } from '../core/query-forms.ts'
import { says } from '../words/says.ts'

/** What queries are to answer and do not ask for: it can be seen in the file, before anybody is called. */
export function askedComplaints(model: Model): Complaint[] {
  return [...unasked(model), ...unmeasured(model), ...uncounted(model)]
}

/** What runs is looked at whenever it is asked for; nobody pushes it. */
function unasked({ serving: { observe }, queries }: Model): Complaint[] {
  const query = observe === undefined ? undefined : queries?.[observe]
  if (observe === undefined || query === undefined || saysVersion(query)) return []
  return [complaint(['serving', 'observe'], 'unasked-query', says.askedQueries.version(observe))]
}

/** As far as can be seen: what SQL and other APIs return is theirs to say. */
function saysVersion(query: Query): boolean {
  const { promql, mlflow } = query
  if (promql !== undefined) return promql.version !== undefined
  if (mlflow !== undefined) return 'alias' in mlflow
  return askedOf(query) !== undefined
}

/** A KPI whose query asks for others. */
function unmeasured({ kpis = {}, queries = {} }: Model): Complaint[] {
  return Object.entries(kpis).flatMap(([id, { query: name }]) => {
    const query = Object.hasOwn(queries, name) ? queries[name] : undefined
    const asked = query?.promql ?? (query?.mlflow && ('metrics' in query.mlflow ? query.mlflow.metrics : {}))
    if (asked === undefined || Object.hasOwn(asked, id)) return []
    const where = query?.promql === undefined ? 'mlflow.metrics' : 'promql'
    return [complaint(['kpis', id, 'query'], 'unmeasured-kpi', says.askedQueries.kpi(name, id, where))]
  })
}

/** Expressions of KPIs need the count of samples; what runs is asked by itself. */
function uncounted({ queries = {} }: Model): Complaint[] {
  return Object.entries(queries).flatMap(([id, { promql }]) => {
    if (promql === undefined) return []
    const at = ['queries', id, 'promql']
    const { version, n } = promql
    if (version !== undefined && Object.keys(promql).length > 1)
      return [complaint(at, 'mixed-query', says.askedQueries.mixed(id))]
    if (version !== undefined || n !== undefined) return []
    return [complaint(at, 'uncounted-query', says.askedQueries.uncounted(id))]
  })
}
