import Type from 'typebox'
import { closed } from '../core/naming.ts'
import { says } from '../words/says.ts'
import { strays } from './autocorrelation.ts'
import { climb } from './climb.ts'
import { FARTHEST } from './far.ts'
import { LevelForm, threshold } from './form.ts'
import type { Step } from './self-starting.ts'

export const CusumForm = Type.Object(
  {
    is: Type.Literal('cusum'),
    threshold: Type.Optional(threshold(says.cusum.threshold)),
    slack: Type.Optional(Type.Number({ minimum: 0, description: says.cusum.slack })),
    ...LevelForm,
  },
  { ...closed, description: says.cusum.about },
)

/**
 * C = max(0, C + (x − μ)/σ − k), in σ: the tabular CUSUM (Page 1954; Montgomery), the side that gets worse. Where readings
 * hang together, σ is widened as their sum strays (Johnson and Bagshaw 1974). Held at twice the threshold: after a move
 * that is over, it is below it again h/k readings later.
 */
export function cusum({ slack, most }: { readonly slack: number; readonly most: number }): Step {
  const sum = climb(most)
  return (away, phi) => sum(Math.min(away, FARTHEST) / strays(phi) - slack)
}
