import { HOUR_MS } from '../core/period.ts'
import { learns, type Method } from './method.ts'

/** How many readings of a series a method needs, so long as a period is, before it judges one of them by what it is made for. */
export function readingsNeeded(method: Method, periodMs: number): number {
  const learnt = learns(method) && 'learn' in method ? method.learn : 0
  if (method.is !== 'seasonal') return learnt + 1
  const places = Math.max(1, (168 * HOUR_MS) / Math.max(HOUR_MS, periodMs))
  return Math.max(learnt, method.seasons * places) + 1
}
