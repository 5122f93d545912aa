import { says } from '../words/says.ts'
import type { Model } from './model.ts'
import type { Complaint } from './policy-kind.ts'

interface Watching {
  readonly watches: { readonly kpi: string }
  readonly staleHours?: number
}

/** Models whose readings may stop coming without anybody being told: nothing says when one of them is too old. */
export function unheard({ watches: { kpi }, staleHours }: Watching, models: readonly Model[]): readonly Complaint[] {
  if (staleHours !== undefined) return []
  const silent = models.filter(({ kpis }) => kpis?.[kpi] && kpis[kpi].freshHours === undefined).map(({ id }) => id)
  if (silent.length === 0) return []
  const { neverMissed, sayFresh } = says.unheard
  return [
    {
      at: ['watches', 'kpi'],
      code: 'never-missed',
      says: neverMissed(kpi, silent),
      fix: sayFresh(kpi),
      level: 'warning',
    },
  ]
}
