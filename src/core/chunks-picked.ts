import { CHUNKS_MOST } from './input-drift.ts'

/** Which whole chunks of so many rows are looked at, by their number from 0: all, or as many as are enough, evenly spread. */
export function chunksPicked(rows: number, size: number): readonly number[] {
  const whole = size > 0 ? Math.floor(rows / size) : 0
  const many = Math.min(whole, CHUNKS_MOST)
  return Array.from({ length: many }, (_, i) => Math.floor((i * whole) / many))
}
