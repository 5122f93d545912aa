import Type from 'typebox'
import { closed } from '../core/naming.ts'
import { distance } from './distance.ts'
import { LEARN, learn, threshold } from './form.ts'
import { medianLevel } from './level.ts'

export const ModifiedZForm = Type.Object(
  {
    is: Type.Literal('modified-z'),
    threshold: Type.Optional(threshold('So far from the median it may be; 3.5 unless said.')),
    learn: learn(
      `So many first readings say what median and MAD are, and are not judged; ${LEARN} unless said. Those beyond the limit do not count.`,
    ),
  },
  { ...closed, description: 'As Shewhart’s, by median and MAD: a few wild readings among the first do no harm.' },
)

/**
 * 0.6745·(x − median) / MAD, in σ of a normal distribution (Iglewicz & Hoaglin 1993). A MAD of zero: see
 * `medianLevel`; where nothing ever moved: see `distance`.
 */
export function modifiedZ(values: readonly number[], before: readonly number[]): readonly number[] {
  const level = medianLevel(before)
  return values.map(value => distance(value, level))
}
