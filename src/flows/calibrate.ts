import {
  type AskedThreshold,
  type Column,
  type Counts,
  type DriftMethod,
  type DriftOptions,
  effectOf,
  type Samples,
} from '../core/drift.ts'
import { CHUNKS_LEAST } from '../core/input-drift.ts'
import { calibratedThreshold } from '../numbers/calibrated.ts'
import { chunkBeside, chunksOf, numbersBeside } from '../numbers/chunks.ts'
import { says } from '../words/says.ts'
import type { Threshold } from './judge-drift.ts'

/** What was asked for, else what the method calls large, else nobody knows. */
export function thresholdOf(
  method: DriftMethod,
  asked: AskedThreshold | undefined,
  calibrate: () => Threshold,
): Threshold {
  if (asked === 'calibrated') return calibrate()
  const value = asked ?? method.threshold
  return Number.isFinite(value) ? { value } : { unknown: says.calibrate.unknown }
}

/** By the same statistic of chunks of the reference, each of as many values as the current sample and beside all others. */
export function calibratedOn(
  method: DriftMethod,
  { counts, samples }: { readonly counts?: Counts; readonly samples?: Samples },
  reference: Column,
  size: number,
  options: DriftOptions,
): Threshold {
  const effects = chunksOf(reference, size).flatMap(chunk => {
    if (method.takes === 'counts') return counts ? [effectOf(method.measure(chunkBeside(counts, chunk), options))] : []
    if (samples === undefined || chunk.are !== 'numbers') return []
    return [effectOf(method.measure(numbersBeside(samples.reference, chunk.numbers), options))]
  })
  return calibratedBy(effects, size)
}

/** Chunks of `size` values; without it the periods of a profile. */
export function calibratedBy(effects: readonly number[], size?: number): Threshold {
  const value = calibratedThreshold(effects)
  return value === undefined
    ? { unknown: says.calibrate.tooFew({ least: CHUNKS_LEAST, has: effects.length, size }) }
    : { value, how: says.calibrate.how(effects.length, size) }
}
