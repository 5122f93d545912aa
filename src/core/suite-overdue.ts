import { says } from '../words/says.ts'
import { WITHIN_HOURS } from './delivery.ts'
import type { Model } from './model.ts'
import { HOUR_MS } from './period.ts'
import { runsUnderWay, type SuiteRun, type SuiteState } from './suite-run.ts'
import type { Stuck } from './trouble.ts'

/** Runs of suites that fell silent, or ended without a word of what they came to: each until its result is known. */
export function suitesOverdue(model: Model, state: SuiteState, now: Date): readonly Stuck[] {
  return runsUnderWay(state).flatMap(run => stuck(model, run, now) ?? [])
}

function stuck({ id, suites = {} }: Model, run: SuiteRun, now: Date): Stuck | undefined {
  const suite = Object.hasOwn(suites, run.suite) ? suites[run.suite] : undefined
  if (suite === undefined || run.started === undefined || run.told || 'manual' in suite.delivery) return undefined
  const told = (problem: Pick<Stuck, 'says' | 'fix'>, since: string): Stuck => ({
    ...{ work: 'suite', ...problem, since, count: 1, dead: true },
    model: id,
  })
  const { suites: words } = says
  if (run.end !== undefined) {
    const { conclusion, url, at } = run.end
    const [what, fix] = [words.endedWithout(id, run, run.run, conclusion), words.endedWithoutFix(run, run.run, url)]
    return told({ says: what, fix }, at)
  }
  const hours = suite.delivery.withinHours ?? WITHIN_HOURS
  if (now.getTime() - Date.parse(run.started.at) < hours * HOUR_MS) return undefined
  const fix = words.silentFix(run, run.run, run.started.webhook)
  return told({ says: words.silent(id, run, run.run), fix }, run.started.at)
}
