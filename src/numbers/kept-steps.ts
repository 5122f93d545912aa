import { type Kept, sum } from '../core/drift.ts'

/**
 * From one point to the next, the points being all edges and all current values: the share `now` of the current sample is one
 * number there, and that of the reference lies between `low` and `high`. Just below an edge it is known, for a length of 0.
 */
export type EachStep = (from: number, to: number, now: number, low: number, high: number) => void

/** Walks both distribution functions from below all values to above them. */
export function walkKept({ edges, counts, single }: Kept, current: Float64Array, each: EachStep): void {
  const ascending = current.toSorted()
  const all = sum(counts)
  let [bin, used, below] = [0, 0, 0]
  let from = Number.NEGATIVE_INFINITY
  while (from < Number.POSITIVE_INFINITY) {
    const within = counts[bin] ?? 0
    const edge = edges[bin] ?? Number.POSITIVE_INFINITY
    const to = Math.min(edge, ascending[used] ?? Number.POSITIVE_INFINITY)
    const now = used / ascending.length
    each(from, to, now, (below + (single ? within : 0)) / all, (below + within) / all)
    if (to === edge) {
      below += within
      bin++
      each(to, to, now, below / all, below / all)
    }
    while (used < ascending.length && ascending[used] === to) used++
    from = to
  }
}

/** How far a share is from where another one may be. */
export const apart = (now: number, low: number, high: number): number => Math.max(0, low - now, now - high)

/** How far it can be at the most. */
export const apartMost = (now: number, low: number, high: number): number => Math.max(now - low, high - now)
