import type { CaseOfModel } from './gravity.ts'
import type { Model } from './model.ts'
import { periodLengthMs } from './period.ts'
import { shortfallOf } from './shortfall.ts'

/** Sums by currency, which are never added to each other; what is not stated is counted and is not nought. */
export interface Money {
  readonly sums: readonly { readonly currency: string; readonly amount: number; readonly of: number }[]
  readonly notStated: number
}

type Amount = { readonly currency: string; readonly amount: number }

export function monthly(all: readonly Model['cost'][]): Money {
  return summed(all.map(it => (it === undefined ? [] : [{ currency: it.currency, amount: it.perMonth }])))
}

type Costly = Pick<CaseOfModel, 'it' | 'model'>

/**
 * What open cases have cost: what a KPI misses now, by the money its file gives, for each period since it broke. Of what
 * broke, as the card of a case prices it; a segment has no price, since the file prices the whole.
 */
export function costSince(open: readonly Costly[], now: string): Money {
  return summed(
    open.map(one => [...new Set(one.it.monitors.map(({ kpi }) => kpi))].flatMap(id => costOf(id, one, now))),
  )
}

function costOf(id: string, { it, model }: Costly, now: string): Amount[] {
  const kpi = model.kpis?.[id]
  const mine = it.monitors.filter(({ kpi, segment }) => kpi === id && segment === undefined)
  // Nobody agreed to a value, so nobody can say what is missed.
  if (kpi?.limit === undefined && kpi?.target === undefined) return []
  if (kpi.money === undefined || mine.length === 0) return []
  const [broken] = mine.filter(({ state }) => state !== 'ok').sort((a, b) => (a.since < b.since ? -1 : 1))
  const missed = broken ? (shortfallOf(kpi, broken.latest.value)?.money ?? 0) : 0
  const sinceMs = Date.parse(now) - Date.parse(broken?.since ?? now)
  const periods = sinceMs / periodLengthMs(model.queries?.[kpi.query]?.every ?? 'day')
  return [{ currency: kpi.money.currency, amount: missed * Math.max(0, periods) }]
}

/** One list of amounts for each thing; an empty one is not stated. */
function summed(all: readonly (readonly Amount[])[]): Money {
  const stated = all.filter(amounts => amounts.length > 0)
  const currencies = [...new Set(stated.flat().map(({ currency }) => currency))].sort()
  return {
    sums: currencies.map(currency => {
      const mine = stated.map(amounts => amounts.filter(it => it.currency === currency)).filter(it => it.length > 0)
      return { currency, amount: mine.flat().reduce((sum, it) => sum + it.amount, 0), of: mine.length }
    }),
    notStated: all.length - stated.length,
  }
}
