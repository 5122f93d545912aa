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
  return { values: good.slice(0, count).flatMap(i => values[i] ?? []), from: last + 1 }
}
