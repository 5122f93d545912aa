import { WITHIN_HOURS } from './delivery.ts'
import type { Bodies } from './event-bodies.ts'
import { makeOf, type WholeMake } from './make.ts'
import type { Model } from './model.ts'
import { HOUR_MS } from './period.ts'
import type { Suite } from './suite.ts'
import { knownResult } from './suite-known.ts'
import { runOf, type SuiteRun, type SuiteState } from './suite-run.ts'

type Due = Pick<Bodies['suite.due'], 'suite' | 'version' | 'why' | 'change' | 'made' | 'digest' | 'of'>

/** A version that comes up for promotion. */
export interface ComesUp {
  readonly version: string
  readonly change: string
  /** Of what it is made by the change. */
  readonly make: WholeMake
}

export interface SuiteQuestion {
  readonly model: Pick<Model, 'suites' | 'tests' | 'versions' | 'stage'> & {
    readonly serving: Pick<Model['serving'], 'hold'>
  }
  readonly state: SuiteState
  /** What runs, as far as anybody knows. */
  readonly version: string
  readonly comesUp: readonly ComesUp[]
  readonly now: Date
}

const DAY_MS = 24 * HOUR_MS
/** A clock that jumps back by less than this makes no day of a file wrong. */
const JUMP_MS = 2 * DAY_MS

/** Which suites are to be run now because the newest result of what serves is too old; none of what serves nobody. */
export function dueOnSchedule({ model, state, version, now }: SuiteQuestion): readonly Due[] {
  if (model.serving.hold !== undefined || model.stage === 'retired') return []
  return suitesOf(model).flatMap(([suite, { everyDays }]) => {
    if (everyDays === undefined) return []
    const make = makeOf(model.versions, version)
    const last = [knownResult(model, state, { suite, version })?.on, runOf(state, { suite, version }, make)?.at]
    // A day that is still to come is no day to count from: a suite would never run again.
    const isRecent = (at: string | undefined) =>
      at !== undefined && Date.parse(at) - now.getTime() <= JUMP_MS && daysSince(at, now) < everyDays
    return last.some(isRecent) ? [] : [{ suite, version, why: 'schedule', ...make }]
  })
}

/** Which suites are to be run now for a version that comes up: once for a change, as long as nobody knows a result. */
export function dueAtGates({ model, state, comesUp, now }: SuiteQuestion): readonly Due[] {
  return comesUp.flatMap(({ version, change, make }) =>
    suitesOf(model).flatMap(([suite, { gates = [], delivery }]) => {
      if (!gates.includes('promote')) return []
      const result = knownResult(model, state, { suite, version, make })
      const run = runOf(state, { suite, version }, make)
      if (result !== undefined || (run && isWaitedFor(run, delivery, change, now))) return []
      return [{ suite, version, why: 'gate', change, ...make }]
    }),
  )
}

const suitesOf = ({ suites = {} }: SuiteQuestion['model']) => Object.entries(suites)

/** For another change it is run once more only when the run before cannot be expected to say anything any more. */
function isWaitedFor(run: SuiteRun, delivery: Suite['delivery'], change: string, now: Date): boolean {
  if (run.askers.includes(change)) return true
  const hours = 'manual' in delivery ? delivery.manual.remindHours : (delivery.withinHours ?? WITHIN_HOURS)
  return run.end === undefined && run.told === undefined && now.getTime() - Date.parse(run.at) < hours * HOUR_MS
}

const daysSince = (iso: string, now: Date) => (now.getTime() - Date.parse(iso)) / DAY_MS
