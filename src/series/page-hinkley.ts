import Type from 'typebox'
import { closed } from '../core/naming.ts'
import { Autocorrelation, strays } from './autocorrelation.ts'
import { climb } from './climb.ts'
import { distance } from './distance.ts'
import { FARTHEST, within } from './far.ts'
import { LEARN, learn, threshold } from './form.ts'
import type { Learning } from './learning.ts'

export const PageHinkleyForm = Type.Object(
  {
    is: Type.Literal('page-hinkley'),
    threshold: Type.Optional(threshold('λ: so many σ the sum may rise above its lowest; 8 unless said.')),
    slack: Type.Optional(
      Type.Number({ minimum: 0, description: 'δ: so many σ of each reading do not count; 0.5 unless said.' }),
    ),
    learn: learn(
      `So many first readings say what σ is and start the mean, and are not judged; ${LEARN} unless said. After them every good reading teaches as well. Those beyond the limit do not count.`,
    ),
    autocorrelation: Autocorrelation,
  },
  { ...closed, description: 'As CUSUM, against the mean of all readings so far: what creeps or lasts becomes usual.' },
)

/**
 * m = Σ (xᵢ − x̄ᵢ − δ), told as m − min m, in σ (Page 1954, Hinkley 1970). x̄ᵢ is the mean of all readings up to and
 * with xᵢ, those before included; σ and φ are learnt from them and from every good one since, and σ is widened as CUSUM’s
 * is. One side; the other is the same of the values negated. Held at `most`.
 */
export function pageHinkley(
  values: readonly number[],
  before: { readonly count: number; readonly mean: number; readonly learnt: Learning },
  { slack, most }: { readonly slack: number; readonly most: number },
): readonly number[] {
  let { mean, count } = before
  // What was summed up less the lowest such sum is Page’s sum: it starts anew wherever a new lowest is reached.
  const sum = climb(most)
  return values.map(value => {
    count += 1
    const { centre, spread, phi } = before.learnt.now()
    mean += (within(value, { centre, spread }) - mean) / count
    const away = Math.min(FARTHEST, distance(value, { centre: mean, spread }))
    const statistic = sum(away / strays(phi) - slack)
    before.learnt.hear(value, statistic)
    return statistic
  })
}
