import type { Event } from './event.ts'
import type { Bodies } from './event-bodies.ts'
import { isOfMake, keptMake, type Make, speaksOf } from './make.ts'
import type { SuiteTold } from './suite-events.ts'

/** A suite that Kedge has run for a version: how far it is. */
export interface SuiteRun extends Omit<Bodies['suite.due'], 'model'> {
  /** Who asked for it, this time or before: ids of changes, and the schedule. */
  readonly askers: readonly string[]
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

/** Of each suite, version and thing that was made under its name the newest run and the newest result, by `madeKey`. */
export interface SuiteState {
  readonly runs: Readonly<Record<string, SuiteRun>>
  readonly results: Readonly<Record<string, SuiteResult>>
}

export const NO_SUITES: SuiteState = { runs: {}, results: {} }

interface OfSuite {
  readonly suite: string
  readonly version: string
}

const madeKey = ({ suite, version, made, digest }: OfSuite & Make) =>
  [suite, version, made, digest].filter(part => part !== undefined).join(' ')

export function suitesAfter(was: SuiteState, event: Event): SuiteState {
  switch (event.type) {
    case 'suite.due': {
      const { model: _, ...body } = event.body
      return { ...was, runs: withRun(was.runs, body, event.at) }
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
      const key = madeKey(body)
      const known = was.results[key]
      const results = known && known.on > body.on ? was.results : { ...was.results, [key]: { ...body, at: event.at } }
      const answers = Object.values(was.runs).find(run =>
        body.run === undefined ? isAsked(run, body) : run.run === body.run,
      )
      return answers && isOfMake(body, answers)
        ? inRun({ ...was, results }, answers.run, { told: true })
        : { ...was, results }
    }
    default:
      return was
  }
}

/** Whoever asks for something else under the same name does not wait for what they asked for before. */
function withRun(was: SuiteState['runs'], due: Omit<SuiteRun, 'at' | 'askers'>, at: string): SuiteState['runs'] {
  const [key, asker] = [madeKey(due), due.change ?? due.why]
  const others = Object.entries(was).flatMap(([other, run]) => {
    const isSame = run.suite === due.suite && run.version === due.version && other !== key
    const askers = isSame ? run.askers.filter(it => it !== asker) : run.askers
    return askers.length > 0 ? [[other, { ...run, askers }] as const] : []
  })
  const askers = [...new Set([...(was[key]?.askers ?? []), asker])]
  return { ...Object.fromEntries(others), [key]: { ...due, askers, at } }
}

/** The newest run of a suite for what was made so. */
export const runOf = ({ runs }: SuiteState, it: OfSuite, { made, digest }: Make): SuiteRun | undefined =>
  runs[madeKey({ suite: it.suite, version: it.version, ...keptMake({ made, digest }) })]

/** The result of the latest day, and of one day the one that was written down last; where it is given, of what speaks of this make. */
export function newestResult(
  { results }: SuiteState,
  { suite, version }: OfSuite,
  make?: Make,
): SuiteResult | undefined {
  return Object.values(results)
    .filter(it => it.suite === suite && it.version === version && (make === undefined || speaksOf(it, make)))
    .sort((a, b) => (a.on === b.on ? Date.parse(b.at) - Date.parse(a.at) : a.on < b.on ? 1 : -1))[0]
}

/** Whoever reports a result and names no run has answered the one that waits for it, by its day and make. */
function isAsked(run: SuiteRun, told: SuiteTold): boolean {
  return (
    run.suite === told.suite && run.version === told.version && isOfMake(told, run) && told.on >= run.at.slice(0, 10)
  )
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
