import type { Edit } from '../core/edit.ts'
import type { Model } from '../core/model.ts'
import type { Repository } from '../core/repository.ts'
import { says } from '../words/says.ts'
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
    const { noKpi, noKpis } = says.planLimit
    return about('kpi', noSuch(noKpi(id, kpi), kpi, Object.keys(kpis), noKpis))
  }
  const { unit, limit: from } = found
  const limit = numberOf(to)
  if (limit === undefined) return about('to', refuse(...says.planLimit.noNumber(to, unit, from ?? 18.5)))
  if (limit === from) return about('to', refuse(...says.planLimit.same({ model: id, kpi, limit, unit })))
  return {
    kind: 'edit',
    title: says.planLimit.title({ kpi, model: id, from, to: limit, unit }),
    edits: [edit(pathOf(repository, model), ['kpis', kpi, 'limit'], from, limit)],
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
