import type { Breach } from '../core/breach.ts'
import type { Model } from '../core/model.ts'
import type { Reading } from '../core/reading.ts'
import { type Watch, watchId } from '../core/watched-part.ts'
import { idOf, type Monitored } from './monitored.ts'

/** What was told of a monitor: a case knows its newest reading, a warning the value of one. */
type Told = Watch & ({ readonly latest: Breach['latest'] } | { readonly since: string; readonly value: number })

/**
 * What was told of a monitor, under the name its KPI has now. It is the same KPI where the file knows the old name no more, and
 * what its monitor watches now has the very reading that was told; else it was turned to another one.
 */
export function namedNow<T extends Told>(model: Model, all: readonly Monitored[], told: T): T {
  if (Object.hasOwn(model.kpis ?? {}, told.kpi)) return told
  const now = all.find(it => idOf(it) === watchId(told))
  return now?.series.some(it => isOf(told, it)) ? { ...told, kpi: now.policy.watches.kpi } : told
}

function isOf(told: Told, reading: Reading): boolean {
  if (!('latest' in told)) return reading.value === told.value && reading.end >= told.since
  const { end, value, n, version } = told.latest
  return reading.end === end && reading.value === value && reading.n === n && reading.version === version
}
