import { sum } from '../core/drift.ts'
import { CHUNKS_LEAST } from '../core/input-drift.ts'

const DEVIATIONS = 3

/**
 * The mean of what a method says of chunks without drift, and three standard deviations (of a sample, n − 1: of few chunks
 * that is the more careful one). Undefined where there are fewer than six.
 */
export function calibratedThreshold(effects: readonly number[]): number | undefined {
  if (effects.length < CHUNKS_LEAST) return undefined
  const mean = sum(effects) / effects.length
  const squares = effects.reduce((a, b) => a + (b - mean) ** 2, 0)
  return mean + DEVIATIONS * Math.sqrt(squares / (effects.length - 1))
}
