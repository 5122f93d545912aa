import Type from 'typebox'
import { Autocorrelation } from './autocorrelation.ts'

/** Readings a method learns from where nothing else is said: what Montgomery asks for is 20 to 25. */
export const LEARN = 20

export function threshold(description: string) {
  return Type.Number({ exclusiveMinimum: 0, description })
}

/** At least six, fewer say nothing about how much a series moves. */
export function learn(description: string) {
  return Type.Optional(Type.Integer({ minimum: 6, maximum: 1000, description }))
}

/** Where a method that knows mean and σ has them from. */
export const LevelForm = {
  learn: learn(
    `So many first readings say what mean and σ are, and are not judged; ${LEARN} unless said. After them every good reading teaches as well. Those beyond the limit do not count.`,
  ),
  mean: Type.Optional(Type.Number({ description: 'The mean, in the KPI’s unit. Left out: learnt.' })),
  sigma: Type.Optional(
    Type.Number({ exclusiveMinimum: 0, description: 'The standard deviation, in the KPI’s unit. Left out: learnt.' }),
  ),
  autocorrelation: Autocorrelation,
}
