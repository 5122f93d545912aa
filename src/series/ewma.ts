import Type from 'typebox'
import { closed } from '../core/naming.ts'
import { says } from '../words/says.ts'
import { FARTHEST } from './far.ts'
import { LevelForm, threshold } from './form.ts'
import type { Step } from './self-starting.ts'

export const EwmaForm = Type.Object(
  {
    is: Type.Literal('ewma'),
    threshold: Type.Optional(threshold(says.ewma.threshold)),
    lambda: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 1, description: says.ewma.lambda })),
    ...LevelForm,
  },
  { ...closed, description: says.ewma.about },
)

/**
 * zᵢ = λ·xᵢ + (1 − λ)·zᵢ₋₁ from z₀ = μ (Roberts 1959), as its distance from μ in standard deviations of its own, exact from
 * the first reading on: σ·√(λ/(2 − λ)·(1 − (1 − λ)²ⁱ)) where readings hand nothing on. Of a series that hands on φ it
 * strays farther, in the long run by √((1 + φ(1 − λ))/(1 − φ(1 − λ))) (Schmid 1997): what it and a reading have in
 * common is reckoned along.
 */
export function ewma(lambda: number): Step {
  let [average, variance, common] = [0, 0, 0]
  return (away, phi) => {
    average += lambda * (within(away) - average)
    const before = phi * common
    variance = (1 - lambda) ** 2 * variance + lambda ** 2 + 2 * lambda * (1 - lambda) * before
    common = lambda + (1 - lambda) * before
    return average / Math.sqrt(variance)
  }
}

function within(sigmas: number): number {
  return Math.max(-FARTHEST, Math.min(FARTHEST, sigmas))
}
