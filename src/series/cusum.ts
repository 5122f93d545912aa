import Type from 'typebox'
import { closed } from '../core/naming.ts'
import { climb } from './climb.ts'
import { distance, type Level } from './distance.ts'
import { LevelForm, threshold } from './form.ts'

export const CusumForm = Type.Object(
  {
    is: Type.Literal('cusum'),
    threshold: Type.Optional(threshold('h: so many σ the sum may be; 5 unless said.')),
    slack: Type.Optional(
      Type.Number({
        minimum: 0,
        description: 'k: so many σ of each reading do not count, half the move to be found; 0.5 unless said.',
      }),
    ),
    ...LevelForm,
  },
  { ...closed, description: 'The sum of what readings were too bad by: finds small moves that last, soonest of all.' },
)

/**
 * C = max(0, C + (x − μ)/σ − k), in σ: the tabular CUSUM (Page 1954; Montgomery), the side that gets worse. Held at
 * twice the threshold: after a move that is over, it is below it again h/k readings later.
 */
export function cusum(
  values: readonly number[],
  level: Level,
  { slack, most }: { readonly slack: number; readonly most: number },
): readonly number[] {
  return climb(
    values.map(value => distance(value, level) - slack),
    most,
  )
}
