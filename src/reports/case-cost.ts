import type { Kpi } from '../core/kpi.ts'
import type { Model } from '../core/model.ts'
import { shortfallOf } from '../core/shortfall.ts'
import { says } from '../words/says.ts'
import type { CaseCard } from './case-card.ts'

/** `about 5,500 USD a week beyond the limit`, of what broke; else of what else the business misses. None where no file gives money. */
export function costWords({ model, it, business }: Pick<CaseCard, 'model' | 'it' | 'business'>): string | undefined {
  const firing = it.monitors.filter(m => m.state !== 'ok' && m.segment === undefined)
  const broken = costsOf(
    model,
    firing.map(m => ({ kpi: m.kpi, value: m.latest.value })),
  )
  const costs = broken.length > 0 ? broken : costsOf(model, business)
  if (costs.length === 0) return undefined
  return says.caseCost.about(costs)
}

/** `6,100 USD a week short of the target`; nothing where a KPI is as agreed, or where its file gives no money. */
export function costOf(model: Model, kpi: Kpi | undefined, value: number): string | undefined {
  const missed = kpi && shortfallOf(kpi, value)
  if (!kpi?.money || missed?.money === undefined) return undefined
  const every = model.queries?.[kpi.query]?.every ?? 'day'
  return says.caseCost.missed({ amount: missed.money, currency: kpi.money.currency, every, than: missed.than })
}

function costsOf(model: Model, values: CaseCard['business']): readonly string[] {
  const each = new Map(values.map(it => [it.kpi, it.value]))
  const several = each.size > 1
  return [...each].flatMap(([id, value]) => {
    const kpi = model.kpis?.[id]
    const cost = costOf(model, kpi, value)
    if (kpi === undefined || cost === undefined) return []
    return [several ? says.caseCost.ofKpi(cost, kpi.name) : cost]
  })
}
