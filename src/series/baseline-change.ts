import Type, { type Static } from 'typebox'
import { closed } from '../core/naming.ts'
import { distance } from './distance.ts'
import { threshold } from './form.ts'

export const BaselineChangeForm = Type.Object(
  {
    is: Type.Literal('baseline-change'),
    threshold: threshold(
      'So much worse than the KPI’s `baseline` it may be: 0.1 is a tenth of it, or 0.1 of its unit.',
    ),
    change: Type.Optional(
      Type.Enum(['relative', 'absolute'], {
        description: 'As a share of the baseline, or in the KPI’s unit; relative unless said.',
      }),
    ),
  },
  { ...closed, description: 'How much worse than the KPI’s baseline a reading is.' },
)
export type BaselineChangeForm = Static<typeof BaselineChangeForm>

/**
 * x − b or, relative, (x − b) / |b|. Relative to a baseline of zero nothing can be said but this: the same is no
 * change, and any change is infinite.
 */
export function baselineChange(
  values: readonly number[],
  baseline: number,
  change: NonNullable<BaselineChangeForm['change']>,
): readonly number[] {
  if (change === 'absolute') return values.map(value => value - baseline)
  return values.map(value => distance(value, { centre: baseline, spread: Math.abs(baseline) }))
}
