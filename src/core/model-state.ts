import type { Event } from './event.ts'
import { type Part, partOf, watchId } from './watched-part.ts'

/** What has been observed of a model itself: which version runs, and which warnings are on. */
export interface ModelState {
  readonly model: string
  /** Oldest first: from `at` on, `version` ran. */
  readonly observed: readonly { readonly version: string; readonly at: string }[]
  /** Warnings that are on, by what their monitor watches (`watchId`), with the end of their first bad window. */
  readonly warnings: Readonly<Record<string, WarningOn>>
  /** Rules about models that it does not keep, by policy. */
  readonly broken: Readonly<Record<string, 'fail' | 'unknown'>>
}

export interface WarningOn extends Part {
  readonly monitor: string
  readonly since: string
  readonly value: number
}

export function modelFrom(id: string, events: readonly Event[]): ModelState {
  return events.reduce(step, { model: id, observed: [], warnings: {}, broken: {} } as ModelState)
}

export function running(state: ModelState): string | undefined {
  return state.observed.at(-1)?.version
}

function step(was: ModelState, event: Event): ModelState {
  switch (event.type) {
    case 'model.observed':
      return { ...was, observed: [...was.observed, { version: event.body.version, at: event.at }] }
    case 'model.warned': {
      const { monitor, since, value } = event.body
      const on = { monitor, ...partOf(event.body), since, value }
      return { ...was, warnings: { ...was.warnings, [watchId(on)]: on } }
    }
    case 'model.warning-over': {
      const { [watchId(event.body)]: _, ...rest } = was.warnings
      return { ...was, warnings: rest }
    }
    case 'model.broke-rule':
      return { ...was, broken: { ...was.broken, [event.body.policy]: event.body.outcome } }
    case 'model.kept-rule': {
      const { [event.body.policy]: _, ...broken } = was.broken
      return { ...was, broken }
    }
    default:
      return was
  }
}
