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
import { count } from '../words/figures.ts'
import type { Threshold } from './judge-drift.ts'

/** What was asked for, else what the method calls large, else nobody knows. */
export function thresholdOf(
  method: DriftMethod,
  asked: AskedThreshold | undefined,
  calibrate: () => Threshold,
): Threshold {
  if (asked === 'calibrated') return calibrate()
  const value = asked ?? method.threshold
  return Number.isFinite(value) ? { value } : { unknown: 'How much is too much, only --threshold can say.' }
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
  return calibratedBy(effects, `chunks of ${count(size, 'value')}`)
}

export function calibratedBy(effects: readonly number[], chunks: string): Threshold {
  const value = calibratedThreshold(effects)
  if (value === undefined) {
    const fix = 'take a longer one, or write a number as --threshold'
    return { unknown: `It takes ${CHUNKS_LEAST} ${chunks}, and the reference has ${effects.length}: ${fix}.` }
  }
  return { value, how: `the mean and three standard deviations over ${effects.length} ${chunks} of the reference` }
}
