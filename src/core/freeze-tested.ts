import { says } from '../words/says.ts'
import { CHANGE_KINDS, type ChangeKind } from './change.ts'
import { type Frozen, frozenUntil, lintMoments, onceOf } from './frozen.ts'
import type { Branch, ExampleResult } from './policy-kind.ts'
import { turnsOf } from './weekly-window.ts'

interface Freezing extends Frozen {
  readonly covers?: readonly ChangeKind[]
  readonly exceptions?: readonly { readonly covers: readonly ChangeKind[] }[]
}

interface Example {
  readonly at: string
  readonly change: ChangeKind
}

/** What the examples of a freeze should show: each of its windows, a moment outside, and each exception. */
export function freezeBranches(
  freeze: Freezing & { readonly examples: readonly Example[] },
  answers: readonly Pick<ExampleResult, 'got'>[],
): readonly Branch[] {
  const ending = (got: string) => freeze.examples.filter((_, i) => answers[i]?.got === got)
  const { timeZone, from, until, weekly = [], exceptions = [] } = freeze
  const within = (examples: readonly Example[], when: Frozen) =>
    examples.some(({ at }) => frozenUntil(when, new Date(at)) !== undefined)
  const goes = ending('pass')
  const outside = goes.some(({ at }) => frozenUntil(freeze, new Date(at)) === undefined)
  const once = { timeZone, ...(from !== undefined && { from }), ...(until !== undefined && { until }) }
  return [
    ...(from === undefined
      ? []
      : [{ at: ['from'], says: says.freezeTested.once, taken: within(ending('fail'), once) }]),
    ...weekly.map((window, i) => ({
      at: ['weekly', i],
      says: says.freezeTested.weekly,
      taken: within(ending('fail'), { timeZone, weekly: [window] }),
    })),
    { at: ['examples'], says: says.freezeTested.outside, taken: outside },
    ...(freeze.covers ? [{ at: ['covers'], says: says.freezeTested.covers, taken: ending('skip').length > 0 }] : []),
    ...exceptions.map(({ covers }, i) => {
      const excepted = goes.filter(({ change }) => covers.includes(change))
      return { at: ['exceptions', i], says: says.freezeTested.exception, taken: within(excepted, freeze) }
    }),
  ]
}

/**
 * The same for two freezes that stop the same: what is left out of `covers` is all, windows that touch are one, an
 * exception counts where it is needed, and a place matters only to windows that come back.
 */
export function freezeMeaning(freeze: Freezing): unknown {
  if (lintMoments(freeze).length > 0) return freeze
  const { covers = CHANGE_KINDS, exceptions = [], from: _, until: __, weekly, timeZone, ...rest } = freeze
  const excepted = exceptions.flatMap(it => it.covers)
  const once = onceOf(freeze)
  return {
    ...rest,
    covers: CHANGE_KINDS.filter(kind => covers.includes(kind)),
    exceptions: CHANGE_KINDS.filter(kind => covers.includes(kind) && excepted.includes(kind)),
    once: once ? [once.from.toISOString(), once.until.toISOString()] : [],
    ...(weekly && { timeZone, weekly: turnsOf(weekly) }),
  }
}
