import type { Kpi } from './kpi.ts'

/** By how much a KPI misses what was agreed: its limit where it is beyond that, else its target. */
interface Shortfall {
  readonly than: 'limit' | 'target'
  /** Of the KPI’s unit, above nought. */
  readonly by: number
  /** By the money the model’s file gives for one unit and period. */
  readonly money?: number
}

export function shortfallOf(kpi: Kpi, value: number): Shortfall | undefined {
  for (const than of ['limit', 'target'] as const) {
    const agreed = kpi[than]
    if (agreed === undefined) continue
    const by = kpi.direction === 'higher-is-better' ? agreed - value : value - agreed
    if (by > 0) return { than, by, ...(kpi.money && { money: by * kpi.money.perUnit }) }
  }
  return undefined
}
