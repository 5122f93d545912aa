import Type, { type Static } from 'typebox'
import { closed } from '../core/naming.ts'
import { says } from '../words/says.ts'
import { BaselineChangeForm } from './baseline-change.ts'
import { CusumForm } from './cusum.ts'
import { EwmaForm } from './ewma.ts'
import { LEARN } from './form.ts'
import { ModifiedZForm } from './modified-z.ts'
import { PageHinkleyForm } from './page-hinkley.ts'
import { SEASONAL_LEARN, SeasonalForm } from './seasonal.ts'
import { ShewhartForm } from './shewhart.ts'

const LimitForm = Type.Object({ is: Type.Literal('limit') }, { ...closed, description: says.seriesMethod.limitForm })

/** How readings are judged: which method, with what numbers. */
export const MethodForm = Type.Union(
  [LimitForm, BaselineChangeForm, ShewhartForm, EwmaForm, CusumForm, PageHinkleyForm, ModifiedZForm, SeasonalForm],
  { description: says.seriesMethod.about },
)
export type MethodForm = Static<typeof MethodForm>

const DEFAULTS = {
  'baseline-change': { change: 'relative' },
  shewhart: { threshold: 3, learn: LEARN },
  ewma: { threshold: 3.5, lambda: 0.2, learn: LEARN },
  cusum: { threshold: 8, slack: 0.5, learn: LEARN },
  'page-hinkley': { threshold: 8, slack: 0.5, learn: LEARN },
  'modified-z': { threshold: 3.5, learn: LEARN },
  seasonal: { threshold: 5, seasons: 6, learn: SEASONAL_LEARN },
} as const

/** With all that is always there. */
type Filled<F> = F extends { is: infer I extends keyof typeof DEFAULTS }
  ? Omit<F, keyof (typeof DEFAULTS)[I]> & { [K in keyof (typeof DEFAULTS)[I] & keyof F]-?: NonNullable<F[K]> }
  : never
/** A method other than the limit, with its defaults filled in. */
export type Method = Filled<Exclude<MethodForm, { is: 'limit' }>>

/** What was written, as a method; undefined where the limit judges. */
export function methodOf(written: MethodForm | undefined): Method | undefined {
  if (written === undefined || written.is === 'limit') return undefined
  return { ...DEFAULTS[written.is], ...written } as Method
}

/** Whether it takes readings that are not judged, to learn from. */
export function learns(method: Method): boolean {
  return 'learn' in method && !('mean' in method && method.mean !== undefined && method.sigma !== undefined)
}

/** Two methods that come to the same are the same: what is not learnt needs no readings to learn from. */
export function methodMeaning(method: Method): unknown {
  if (learns(method) || !('learn' in method)) return method
  const { learn: _, ...known } = method
  return known
}
