import type { JudgedBy } from '../core/judged.ts'
import type { Kpi } from '../core/kpi.ts'
import type { MonitorCheck } from '../core/monitor.ts'
import { lasting } from '../core/monitor-tested.ts'
import { judgeBy } from './judge-by.ts'
import { type Method, type MethodForm, methodOf } from './method.ts'

/** What a monitor says of its numbers. */
export interface Numbers {
  readonly limit?: number
  readonly method?: MethodForm
  readonly fires?: { readonly after: number; readonly of?: number }
  readonly clears?: { readonly after: number; readonly limit?: number }
  readonly staleHours?: number
  readonly minSamples?: number
}

type Agreed = Pick<Kpi, 'direction' | 'limit' | 'baseline' | 'minSamples' | 'freshHours' | 'timeZone'>

/** The numbers of a monitor on a KPI; undefined where there is nothing to compare readings with. */
export function checkWith(monitor: Numbers, kpi: Agreed): MonitorCheck | undefined {
  const by = judgedBy(monitor, kpi)
  const staleHours = monitor.staleHours ?? kpi.freshHours
  return by && { ...checkBy(by), ...(staleHours !== undefined && { staleHours }) }
}

/** The same as plain data, with all defaults filled in, so far as it says what is bad and what is over. */
export function judgedBy(monitor: Numbers, kpi: Agreed): JudgedBy | undefined {
  const method = methodOf(monitor.method)
  const limit = monitor.limit ?? kpi.limit
  const { fires, clears } = lasting(monitor)
  const { direction, baseline, timeZone } = kpi
  const needed = method?.is === 'baseline-change' ? baseline : (method ?? limit)
  if (needed === undefined) return undefined
  return {
    direction,
    ...(limit !== undefined && { limit }),
    ...(method?.is === 'baseline-change' && baseline !== undefined && { baseline }),
    ...(method?.is === 'seasonal' && timeZone !== undefined && { timeZone }),
    ...(method && { method }),
    fires: { after: fires.after, of: fires.of ?? fires.after },
    clears: clearsOf(clears, method?.threshold ?? limit),
    minSamples: monitor.minSamples ?? kpi.minSamples ?? 1,
  }
}

/** The check that it makes, but for how old a reading may be. */
export function checkBy({ method: kept, baseline, timeZone, ...numbers }: JudgedBy): MonitorCheck {
  const { direction, limit, clears } = numbers
  // Whatever was kept was one of ours.
  const method = kept as Method | undefined
  const agreed = { direction, limit, baseline, timeZone, clearsAt: clears.limit }
  return { ...numbers, ...(method && { judges: judgeBy(method, agreed) }) }
}

function clearsOf(
  { after, limit }: NonNullable<Numbers['clears']>,
  otherwise: number | undefined,
): MonitorCheck['clears'] {
  const at = limit ?? otherwise
  return { after, ...(at !== undefined && { limit: at }) }
}
