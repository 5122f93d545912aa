import type { SilentPart } from '../core/digest.ts'
import type { Model } from '../core/model.ts'
import { HOUR_MS } from '../core/period.ts'
import type { Repository } from '../core/repository.ts'
import { PERIODS } from '../core/trend.ts'
import { watchesAll } from '../core/watches.ts'
import { partName } from '../reports/segment-words.ts'
import type { Evidence } from './evidence.ts'
import { lacksReadings, type Monitored, monitoredOf, periodOf } from './monitored.ts'
import type { Onlooker } from './world.ts'

/** The segments and versions that are watched by themselves and get no readings any more, each once. */
export function silentParts(
  repository: Repository,
  model: Model,
  evidence: Evidence,
  world: Pick<Onlooker, 'now' | 'store'>,
): readonly SilentPart[] {
  const now = world.now()
  const all = monitoredOf(repository, model, evidence, world)
  const parts = new Map<string, SilentPart>()
  for (const it of all) {
    const { policy, watched, segment } = it
    const of = partName(it, policy.watches.environment)
    const kpi = model.kpis?.[policy.watches.kpi]
    if (of === undefined || kpi === undefined || !isMissed(it, all, model, now)) continue
    const newest = watched.latest?.end
    parts.set(`${policy.watches.kpi} ${of}`, {
      kpi,
      of,
      isSegment: segment !== undefined,
      ...(newest !== undefined && { newest }),
    })
  }
  return [...parts.values()]
}

/** What comes and goes is missed for as long as a digest would show it; what is named, or all that is watched, until it is back. */
function isMissed(it: Monitored, all: readonly Monitored[], model: Model, now: Date): boolean {
  const { policy, watched, check } = it
  const hours = check.staleHours
  if (hours === undefined || !watched.stale) return false
  if (!watchesAll(policy.watches) || lacksReadings(it, all) || watched.latest === undefined) return true
  const shownMs = PERIODS * periodOf(model, policy.watches.kpi)
  return now.getTime() - Date.parse(watched.latest.end) <= hours * HOUR_MS + shownMs
}
