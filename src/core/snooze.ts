/** For a while nobody is reminded of a case. It stays open, is measured as ever, and wakes by itself. */

import type { Breach } from './breach.ts'
import type { Case } from './case.ts'
import type { DelayReason } from './delay-reason.ts'
import type { By } from './doer.ts'
import { HOUR_MS } from './period.ts'
import { isSameWatch } from './watched-part.ts'

/** How many hours a case may sleep: the longest is a week, so that nothing is put away for good. */
export const SNOOZES = { '1h': 1, '4h': 4, '1d': 24, '3d': 72, '7d': 168 } as const
export type SnoozeFor = keyof typeof SNOOZES

export interface Snoozed {
  readonly at: string
  readonly until: string
  readonly by: By
  readonly reason: DelayReason
  readonly says: string
}

/** Why it woke: its time was over, or it got worse. */
export type Waking = 'over' | 'worse'

export function snoozedUntil(now: Date, length: SnoozeFor): string {
  return new Date(now.getTime() + SNOOZES[length] * HOUR_MS).toISOString()
}

/** By the clock, so that it ends also where nobody has written down yet that it did. */
export function isSnoozed({ snoozed }: Pick<Case, 'snoozed'>, now: Date): boolean {
  return snoozed !== undefined && now.getTime() < Date.parse(snoozed.until)
}

/** Whether it wakes now: its time is over, or a monitor fires in it that did not fire before, and goes on with no other. */
export function wakes(it: Case, monitors: readonly Breach[], now: Date): Waking | undefined {
  if (it.snoozed === undefined) return undefined
  const before = it.monitors.filter(m => m.state !== 'ok')
  const left = before.filter(was => !monitors.some(m => isSameWatch(m, was)))
  const isKnown = (m: Breach) =>
    before.some(was => isSameWatch(was, m)) || left.some(was => was.kpi === m.kpi && was.segment === m.segment)
  if (monitors.some(m => m.state !== 'ok' && !isKnown(m))) return 'worse'
  return isSnoozed(it, now) ? undefined : 'over'
}
