import Type, { type Static } from 'typebox'
import { closed } from '../core/naming.ts'
import { says } from '../words/says.ts'
import { distance } from './distance.ts'
import { threshold } from './form.ts'

export const BaselineChangeForm = Type.Object(
  {
    is: Type.Literal('baseline-change'),
    threshold: threshold(says.baselineChange.threshold),
    change: Type.Optional(Type.Enum(['relative', 'absolute'], { description: says.baselineChange.change })),
  },
  { ...closed, description: says.baselineChange.about },
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
