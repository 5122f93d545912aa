import { says } from '../words/says.ts'
import type { Model } from './model.ts'
import { type Complaint, complaint } from './policy-kind.ts'
import { hoursBetween } from './reading-age.ts'

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

/** The same where it says so, and a reading is too old before there can be another one. */
export function tooSoonOld({ watches: { kpi }, staleHours }: Watching, models: readonly Model[]): readonly Complaint[] {
  if (staleHours === undefined) return []
  const hours = Math.max(
    0,
    ...models.flatMap(({ kpis, queries = {} }) => {
      const query = queries[kpis?.[kpi]?.query ?? '']
      return query === undefined ? [] : [hoursBetween(query)]
    }),
  )
  if (staleHours >= hours) return []
  const told = says.unheard.tooSoonOld({ kpi, hours, key: 'staleHours', said: staleHours })
  return [complaint(['staleHours'], 'too-soon-old', told, 'warning')]
}
