import Type from 'typebox'
import { closed } from '../core/naming.ts'
import { says } from '../words/says.ts'
import { LevelForm, threshold } from './form.ts'
import type { Step } from './self-starting.ts'

export const ShewhartForm = Type.Object(
  {
    is: Type.Literal('shewhart'),
    threshold: Type.Optional(threshold(says.shewhart.threshold)),
    ...LevelForm,
  },
  { ...closed, description: says.shewhart.about },
)

/**
 * z = (x − μ) / σ, in σ. Shewhart’s chart of single values (1931); with μ and σ learnt from readings it is a threshold
 * that calibrates itself. Of normal readings, 1 in 741 is more than 3 σ on the bad side.
 */
export const shewhart: Step = away => away
