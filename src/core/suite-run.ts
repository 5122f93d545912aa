import type { Event } from './event.ts'
import type { Bodies, SuiteTold } from './event-bodies.ts'

/** A suite that Kedge has run for a version: how far it is. */
export interface SuiteRun extends Omit<Bodies['suite.due'], 'model'> {
  /** When Kedge decided that it is to run. */
  readonly at: string
  readonly started?: Omit<Bodies['suite.started'], 'model' | 'run'> & { readonly at: string }
  readonly reminded?: number
  readonly end?: Omit<Bodies['suite.ended'], 'model' | 'run'> & { readonly at: string }
  /** Its result is known, also where it came before its end. */
  readonly told?: true
}

/** What a suite came to for one version. */
export interface SuiteResult extends SuiteTold {
  /** When it was written down. */
  readonly at: string
}

/** Of each suite and version the newest run and the newest result, by `suiteKey`. */
export interface SuiteState {
  readonly runs: Readonly<Record<string, SuiteRun>>
  readonly results: Readonly<Record<string, SuiteResult>>
}

export const NO_SUITES: SuiteState = { runs: {}, results: {} }

export const suiteKey = ({ suite, version }: { readonly suite: string; readonly version: string }) =>
  `${suite} ${version}`

export function suitesAfter(was: SuiteState, event: Event): SuiteState {
  switch (event.type) {
    case 'suite.due': {
      const { model: _, ...body } = event.body
      return { ...was, runs: { ...was.runs, [suiteKey(body)]: { ...body, at: event.at } } }
    }
    case 'suite.started': {
      const { model: _, run, ...started } = event.body
      return inRun(was, run, { started: { ...started, at: event.at } })
    }
    case 'suite.reminded':
      return inRun(was, event.body.run, { reminded: event.body.nth })
    case 'suite.ended': {
      const { model: _, run, ...end } = event.body
      return inRun(was, run, { end: { ...end, at: event.at } })
    }
    case 'suite.result': {
      const { model: _, ...body } = event.body
      const known = was.results[suiteKey(body)]
      const results =
        known && known.on > body.on ? was.results : { ...was.results, [suiteKey(body)]: { ...body, at: event.at } }
      return inRun({ ...was, results }, body.run ?? asksFor(was, body), { told: true })
    }
    default:
      return was
  }
}

/** Whoever reports a result and names no run has answered the one that waits for it, by its day and digest. */
function asksFor({ runs }: SuiteState, told: SuiteTold): string | undefined {
  const run = runs[suiteKey(told)]
  const isOther = run?.digest !== undefined && told.digest !== undefined && run.digest !== told.digest
  return run && !isOther && told.on >= run.at.slice(0, 10) ? run.run : undefined
}

function inRun(was: SuiteState, mark: string | undefined, more: Partial<SuiteRun>): SuiteState {
  const [key, run] = Object.entries(was.runs).find(([, it]) => it.run === mark) ?? []
  return key === undefined || run === undefined ? was : { ...was, runs: { ...was.runs, [key]: { ...run, ...more } } }
}

/**
 * Nothing more is to be heard of it. A workflow that did not succeed may be run again on GitHub, so it is looked at on;
 * what else reports its result has said it.
 */
export function isOver({ started, end, told }: SuiteRun): boolean {
  if (end?.conclusion === 'success') return true
  return told === true && started?.workflow === undefined && end === undefined
}

export const runsUnderWay = ({ runs }: SuiteState): readonly SuiteRun[] =>
  Object.values(runs).filter(run => !isOver(run))
