import type { Level } from './distance.ts'

/**
 * A reading so many σ out counts as that and no more, whether it teaches or is summed up: one wild value would widen σ until
 * nothing is bad any more, or fire by itself where a method remembers what was (Huber 1964: what lies far out is wound in).
 */
export const FARTHEST = 5

export function within(value: number, { centre, spread }: Level, most = FARTHEST): number {
  return spread > 0 ? Math.min(centre + most * spread, Math.max(value, centre - most * spread)) : value
}
