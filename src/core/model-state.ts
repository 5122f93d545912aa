import type { Event } from './event.ts'
import type { SelfTraining } from './event-bodies.ts'
import { NO_SUITES, type SuiteState, suitesAfter } from './suite-run.ts'
import { type Part, partOf, watchId } from './watched-part.ts'

/** What has been observed of a model itself: which version runs, and which warnings are on. */
export interface ModelState {
  readonly model: string
  /** Oldest first: from `at` on, `version` ran. */
  readonly observed: readonly { readonly version: string; readonly at: string }[]
  /** Warnings that are on, by what their monitor watches (`watchId`), with the end of their first bad window. */
  readonly warnings: Readonly<Record<string, WarningOn>>
  /** Those that are over by a good reading, in the order in which that was heard; left out where there are none. */
  readonly past?: readonly WarningOver[]
  /** Rules about models that it does not keep, by policy. */
  readonly broken: Readonly<Record<string, 'fail' | 'unknown'>>
  /** When a training was last asked for by itself, and what was refused since then (`refusalOf`). */
  readonly training?: { readonly asked?: string; readonly refused: readonly string[] }
  readonly suites: SuiteState
}

export interface WarningOn extends Part {
  readonly monitor: string
  /** Left out where it began before that was kept. */
  readonly kpi?: string
  readonly since: string
  readonly value: number
}

export interface WarningOver extends WarningOn {
  /** End of the good reading that ended it. */
  readonly until: string
  /** When that was heard. */
  readonly heard: string
}

export function modelFrom(id: string, events: readonly Event[]): ModelState {
  return events.reduce(step, { model: id, observed: [], warnings: {}, broken: {}, suites: NO_SUITES } as ModelState)
}

/** Rules that say no may each time see other numbers; which they are is what matters. */
export const refusalOf = ({ says, rules }: Extract<SelfTraining, { outcome: 'refused' }>): string =>
  rules.length > 0 ? rules.join(' ') : says

export function running(state: ModelState): string | undefined {
  return state.observed.at(-1)?.version
}

function step(was: ModelState, event: Event): ModelState {
  switch (event.type) {
    case 'model.observed':
      return { ...was, observed: [...was.observed, { version: event.body.version, at: event.at }] }
    case 'model.warned': {
      const { monitor, kpi, since, value } = event.body
      const on = { monitor, ...(kpi !== undefined && { kpi }), ...partOf(event.body), since, value }
      return { ...was, warnings: { ...was.warnings, [watchId(on)]: on } }
    }
    case 'model.warning-over': {
      const { [watchId(event.body)]: ended, ...rest } = was.warnings
      const { at: until, unwatched } = event.body
      if (ended === undefined || unwatched) return { ...was, warnings: rest }
      return { ...was, warnings: rest, past: [...(was.past ?? []), { ...ended, until, heard: event.at }] }
    }
    case 'model.broke-rule':
      return { ...was, broken: { ...was.broken, [event.body.policy]: event.body.outcome } }
    case 'model.kept-rule': {
      const { [event.body.policy]: _, ...broken } = was.broken
      return { ...was, broken }
    }
    case 'model.training': {
      if (event.body.outcome === 'asked') return { ...was, training: { asked: event.at, refused: [] } }
      const refused = [...(was.training?.refused ?? []), refusalOf(event.body)]
      return { ...was, training: { ...was.training, refused } }
    }
    default: {
      const suites = suitesAfter(was.suites, event)
      return suites === was.suites ? was : { ...was, suites }
    }
  }
}
