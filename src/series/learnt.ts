import { within } from './far.ts'
import { medianLevel } from './level.ts'

/** By the median, which one wild value among the first does not move; a few of these may be far and true. */
const FARTHEST_OF_FIRST = 10

/** The readings a method learns from, and the index of the first one after them: from there on it judges. */
export interface Learnt {
  readonly values: readonly number[]
  readonly from: number
}

/**
 * The first `count` values that are good: not above the worst still agreed to, where there is one, so that nobody is
 * taught that a breach is usual. Undefined while there are not so many.
 */
export function learnt(values: readonly number[], count: number, limit?: number): Learnt | undefined {
  const good = [...values.keys()].filter(i => limit === undefined || (values[i] ?? Number.NaN) <= limit)
  const last = good[count - 1]
  if (last === undefined) return undefined
  const first = good.slice(0, count).flatMap(i => values[i] ?? [])
  const level = medianLevel(first)
  return { values: first.map(value => within(value, level, FARTHEST_OF_FIRST)), from: last + 1 }
}
