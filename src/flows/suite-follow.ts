import { reminderDue } from '../core/delivery.ts'
import { happened, type NewEvent } from '../core/event.ts'
import { isOfMake, keptMake, makeOf } from '../core/make.ts'
import type { Model } from '../core/model.ts'
import { HOUR_MS } from '../core/period.ts'
import type { Repository } from '../core/repository.ts'
import type { SuiteTold } from '../core/suite-events.ts'
import { newestResult, runsUnderWay, type SuiteResult, type SuiteRun } from '../core/suite-run.ts'
import { says } from '../words/says.ts'
import { failingSince } from './failing.ts'
import { retried } from './retried.ts'
import { modelOf } from './standing.ts'
import type { NewJob } from './store.ts'
import { suiteRunner } from './suite-by-hand.ts'
import { cameTo } from './suite-result.ts'
import type { Failed } from './unmeasured.ts'
import type { Onlooker } from './world.ts'

/** As many models are looked at in a round, and those that failed; more take turns, by the clock alone. */
const ROUND = 25
const ROUND_MS = 60_000
/** A run that did not succeed may be run again on GitHub, and is looked at for so long. */
const FOLLOWED_MS = 30 * 24 * HOUR_MS

/** Follows what runs to its end: on GitHub by its run, by hand by the file of the model; what else runs reports itself. */
export async function followRuns(world: Onlooker, { models }: Repository, failed: Failed): Promise<void> {
  const open = await world.store.subjects({ kind: 'model', open: true })
  const turns = Math.max(1, Math.ceil(open.length / ROUND))
  const turn = Math.floor(world.now().getTime() / ROUND_MS) % turns
  const fails = (id: string) => failingSince(world.store, says.turn.suiteRuns(id)).is === 'failing'
  const mine = open.filter(({ model }, i) => Math.floor(i / ROUND) === turn || fails(model))
  for (const { model: id } of mine) {
    const model = Object.hasOwn(models, id) ? models[id] : undefined
    if (model) await followed(world, model, failed)
  }
}

async function followed(world: Onlooker, model: Model, failed: Failed): Promise<void> {
  try {
    await retried(world, async () => {
      const standing = await modelOf(world.store, model.id)
      const now = world.now()
      const mine = runsUnderWay(standing.it.suites).filter(({ at }) => now.getTime() - Date.parse(at) < FOLLOWED_MS)
      const known = (run: SuiteRun) => newestResult(standing.it.suites, run, run)
      const all = await Promise.all(mine.map(run => stepOf(world, model, run, known(run))))
      const steps = all.filter(it => it !== undefined)
      if (steps.length === 0) return undefined
      const told = await Promise.all(steps.map(({ result }) => (result ? cameTo(world, model, standing, result) : [])))
      const parts = [
        { subject: `model/${model.id}`, seen: standing.seen, events: steps.flatMap(({ events }) => events) },
      ]
      return { at: now, parts, jobs: [...steps.flatMap(({ jobs }) => jobs), ...told.flat()] }
    })
  } catch (error) {
    world.log.error({ model: model.id, err: error }, says.suiteLog.notFollowed)
    failed(says.turn.suiteRuns(model.id), model.id, error)
  }
}

interface Step {
  readonly events: readonly NewEvent[]
  readonly jobs: readonly NewJob[]
  readonly result?: SuiteTold
}

async function stepOf(
  world: Onlooker,
  model: Model,
  run: SuiteRun,
  known: SuiteResult | undefined,
): Promise<Step | undefined> {
  if (run.started?.manual !== undefined) return byHand(model, run, world.now())
  if (run.started?.workflow === undefined) return undefined
  const seen = await world.see.run(run.started.workflow, run.run)
  if (seen?.status !== 'completed') return undefined
  const end = { conclusion: seen.conclusion ?? 'unknown', id: seen.id, url: seen.url }
  if (run.end?.id === end.id && run.end.conclusion === end.conclusion) return undefined
  const ended = happened('suite.ended', 'github', { model: model.id, run: run.run, ...end })
  const passed = passedBy(end.conclusion)
  const suite = suiteOf(model, run)
  if (passed === undefined || suite === undefined || isReported(run, known)) return { events: [ended], jobs: [] }
  const { suite: name, version } = run
  const on = world.now().toISOString().slice(0, 10)
  const result: SuiteTold = {
    ...{ suite: name, version, passed, on, data: suite.data, run: run.run, url: end.url },
    ...keptMake(run),
  }
  return { events: [ended, resultOf(model, result, 'github')], jobs: [], result }
}

/** What this try of a run reported itself says more than how it ended. */
function isReported({ at, end }: SuiteRun, known: SuiteResult | undefined): boolean {
  return known !== undefined && (end === undefined ? known.at >= at : known.at > end.at)
}

/** What was cancelled, or hung until it was stopped, says nothing of the version. */
function passedBy(conclusion: string): boolean | undefined {
  if (conclusion === 'success') return true
  return conclusion === 'failure' ? false : undefined
}

/** Its result stands in the file, or whoever runs it is reminded: however long nobody looked, it is one reminder. */
function byHand(model: Model, run: SuiteRun, now: Date): Step | undefined {
  const suite = suiteOf(model, run)
  const test = model.tests && Object.hasOwn(model.tests, run.suite) ? model.tests[run.suite] : undefined
  const tested = test?.digest === undefined ? makeOf(model.versions, run.version) : { digest: test.digest }
  const isAnswer = test?.version === run.version && test.on >= run.at.slice(0, 10) && isOfMake(tested, run)
  if (suite && isAnswer) {
    const { passed, on, data = suite.data } = test
    const result = { suite: run.suite, version: run.version, passed, on, data, run: run.run, ...keptMake(run) }
    return { events: [resultOf(model, result, 'kedge')], jobs: [], result }
  }
  if (!suite || !('manual' in suite.delivery) || run.started === undefined) return undefined
  const { by, remindHours } = suite.delivery.manual
  const nth = reminderDue(run.started.at, remindHours, now)
  if (nth <= (run.reminded ?? 0)) return undefined
  const event = happened('suite.reminded', 'kedge', { model: model.id, run: run.run, nth })
  return { events: [event], jobs: suiteRunner(model, run, suite, by, nth) }
}

const resultOf = ({ id }: Model, result: SuiteTold, by: 'github' | 'kedge') =>
  happened('suite.result', by, { model: id, ...result })

const suiteOf = ({ suites }: Model, { suite }: SuiteRun) =>
  suites && Object.hasOwn(suites, suite) ? suites[suite] : undefined
