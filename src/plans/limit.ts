import type { Edit } from '../core/edit.ts'
import type { Model } from '../core/model.ts'
import type { Repository } from '../core/repository.ts'
import { about, type NoPlan, noSuch, type Plan, pathOf, refuse } from './plan.ts'

export interface Limit {
  readonly kpi: string
  /** A number, as it was written. */
  readonly to: string
}

/** The worst value of a KPI that is still agreed to. */
export function planLimit(repository: Repository, model: Model, { kpi, to }: Limit): Plan | NoPlan {
  const { id, kpis = {} } = model
  const found = Object.hasOwn(kpis, kpi) ? kpis[kpi] : undefined
  if (found === undefined) {
    const none = 'the KPIs in its file; it lists none'
    return about('kpi', noSuch(`${id} has no KPI ${kpi}`, kpi, Object.keys(kpis), none))
  }
  const limit = numberOf(to)
  if (limit === undefined)
    return about('to', refuse(`${to} is no number`, `say a number of ${found.unit}, such as ${found.limit ?? 18.5}`))
  if (limit === found.limit) {
    const fix = `\`/kedge status ${id}\` says how near it is`
    return about('to', refuse(`the limit of ${kpi} is ${limit} ${found.unit} already`, fix))
  }
  const was = found.limit === undefined ? '' : ` from ${found.limit}`
  return {
    kind: 'edit',
    title: `${was ? 'Move' : 'Set'} the limit of ${kpi} of ${id}${was} to ${limit} ${found.unit}`,
    edits: [edit(pathOf(repository, model), ['kpis', kpi, 'limit'], found.limit, limit)],
  }
}

function edit(path: string, at: readonly string[], from: number | undefined, to: number): Edit {
  return from === undefined ? { path, at, put: to } : { path, at, from: `${from}`, to: `${to}` }
}

/** Written as people do, and small enough to be kept exactly. */
function numberOf(text: string): number | undefined {
  const number = Number(text)
  const plain = /^[+-]?\d+(\.\d+)?$/.test(text.trim())
  return plain && Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : undefined
}
