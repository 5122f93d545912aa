import Type from 'typebox'
import { says } from '../words/says.ts'
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
  learn: learn(says.seriesForm.learn(LEARN)),
  mean: Type.Optional(Type.Number({ description: says.seriesForm.mean })),
  sigma: Type.Optional(Type.Number({ exclusiveMinimum: 0, description: says.seriesForm.sigma })),
  autocorrelation: Autocorrelation,
}
