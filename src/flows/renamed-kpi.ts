import type { Breach } from '../core/breach.ts'
import { canonicalJson } from '../core/canonical.ts'
import type { Model } from '../core/model.ts'
import type { Reading } from '../core/reading.ts'
import { type Watch, watchId } from '../core/watched-part.ts'
import { judgedBy } from '../series/check.ts'
import { idOf, type Monitored } from './monitored.ts'

/** What was told of a monitor: a case knows its newest reading, a warning the value of one. */
type Told = Watch & (Pick<Breach, 'latest' | 'by'> | { readonly since: string; readonly value: number })

/**
 * What was told of a monitor, under the name its KPI has now. It is the same KPI where the file knows the old name no more, and
 * what its monitor watches now has the very reading that was told, or goes on where that ended and is judged by the same; else
 * it was turned to another one.
 */
export function namedNow<T extends Told>(model: Model, all: readonly Monitored[], told: T): T {
  if (Object.hasOwn(model.kpis ?? {}, told.kpi)) return told
  const now = all.find(it => idOf(it) === watchId(told))
  const isSame = now !== undefined && (now.series.some(it => isOf(told, it)) || goesOn(told, now, model))
  return isSame ? { ...told, kpi: now.policy.watches.kpi } : told
}

/** Whoever pushes readings has no reason to send those of before once more. */
function goesOn(told: Told, { policy, series }: Monitored, { kpis }: Model): boolean {
  const kpi = kpis?.[policy.watches.kpi]
  if (kpi === undefined || !('latest' in told) || told.by === undefined) return false
  if (series.some(({ end }) => end <= told.latest.end)) return false
  return canonicalJson(judgedBy(policy, kpi)) === canonicalJson(told.by)
}

function isOf(told: Told, reading: Reading): boolean {
  if (!('latest' in told)) return reading.value === told.value && reading.end >= told.since
  const { end, value, n, version } = told.latest
  return reading.end === end && reading.value === value && reading.n === n && reading.version === version
}
