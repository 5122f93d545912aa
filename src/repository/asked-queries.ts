import type { Query } from '../core/kpi.ts'
import type { Model } from '../core/model.ts'
import type { Complaint } from '../core/policy-kind.ts'
import { askedOf } from '../core/query-forms.ts'
import { quoted } from '../words/quoted.ts'

/** What queries are to answer and do not ask for: it can be seen in the file, before anybody is called. */
export function askedComplaints(model: Model): Complaint[] {
  return [...unasked(model), ...unmeasured(model), ...uncounted(model)]
}

/** What runs is looked at whenever it is asked for; nobody pushes it. */
function unasked({ serving, queries }: Model): Complaint[] {
  const query = queries?.[serving.observe ?? '']
  if (query === undefined || saysVersion(query)) return []
  const says = `Query \`${serving.observe}\` does not ask what runs.`
  const fix =
    'Write what asks for `version`: a SELECT as `sql`, `promql: { version: … }` or `mlflow: { model: …, alias: … }`; or take `observe` out'
  return [{ at: ['serving', 'observe'], code: 'unasked-query', says, fix }]
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
    const says = `Query \`${name}\` does not ask for ${quoted(id)}.`
    const where = query?.promql === undefined ? 'mlflow.metrics' : 'promql'
    const fix = `Add \`${id}\` to \`queries.${name}.${where}\`, or name another query`
    return [{ at: ['kpis', id, 'query'], code: 'unmeasured-kpi', says, fix }]
  })
}

/** Expressions of KPIs need the count of samples; what runs is asked by itself. */
function uncounted({ queries = {} }: Model): Complaint[] {
  return Object.entries(queries).flatMap(([id, { promql }]) => {
    if (promql === undefined) return []
    const at = ['queries', id, 'promql']
    const { version, n } = promql
    if (version !== undefined && Object.keys(promql).length > 1) {
      const fix = 'Ask what runs in a query of its own'
      return [{ at, code: 'mixed-query', says: `Query \`${id}\` asks for KPIs and for what runs.`, fix }]
    }
    if (version !== undefined || n !== undefined) return []
    const fix = 'Add `n`, how many samples a value is made of: `n: sum by (version) (…)`'
    return [{ at, code: 'uncounted-query', says: `Query \`${id}\` has no expression for \`n\`.`, fix }]
  })
}
