import type { Breach } from './breach.ts'
import type { Case } from './case.ts'
import { reaches } from './case-monitors.ts'
import { HOUR_MS } from './period.ts'
import { isSameWatch } from './watched-part.ts'

/** What fires once more within a day of its recovery, or with the next reading where those come less often, is the same case. */
export const AGAIN_MS = 24 * HOUR_MS

/**
 * Those of the breaches for which a closed case opens again: its own monitors, which fire since soon after it recovered, or
 * since before that, where readings that came late show that it was not over.
 */
export function comingBack(it: Case, firing: readonly Breach[], periodMs: number): readonly Breach[] {
  const recovered = it.closed?.recovered
  if (recovered === undefined) return []
  const until = new Date(Date.parse(recovered) + Math.max(AGAIN_MS, periodMs)).toISOString()
  return firing.filter(breach => {
    const known = it.monitors.find(one => isSameWatch(one, breach))
    return known !== undefined && breach.since <= until && reaches(breach.latest, known)
  })
}
