import type { Doer } from '../core/doer.ts'
import { happened } from '../core/event.ts'
import { isOfMake, type Make, makeOf, reportedOf } from '../core/make.ts'
import type { Model } from '../core/model.ts'
import type { SuiteRun } from '../core/suite-run.ts'
import type { TestReport } from '../core/test-report.ts'
import { openedTrouble } from '../core/trouble.ts'
import { says } from '../words/says.ts'
import { authoriseKey } from './authorise.ts'
import { showTrouble } from './jobs.ts'
import { NOTHING, type Outcome } from './outcome.ts'
import { modelOf } from './standing.ts'
import type { Incoming } from './store.ts'
import { cameTo } from './suite-result.ts'
import type { Onlooker } from './world.ts'

/** What the door keeps of a result, and who signed it: the owner of the key, or a connection. */
export type ToldResult = { readonly report: TestReport } & (
  | { readonly owner: string; readonly webhook?: undefined }
  | { readonly webhook: string; readonly owner?: undefined }
)

/** Whoever holds the key may report any suite of a model they see; a webhook only what it was told to run. */
export async function suiteTold(world: Onlooker, message: Incoming): Promise<Outcome> {
  const { report, ...signer } = JSON.parse(message.body) as ToldResult
  const repository = await world.policy()
  const model = Object.hasOwn(repository.models, report.model) ? repository.models[report.model] : undefined
  if (model === undefined || !Object.hasOwn(model.suites ?? {}, report.suite))
    return misplaced(world, report.model, model)
  const standing = await modelOf(world.store, model.id)
  const run = Object.values(standing.it.suites.runs).find(it => it.run === report.run)
  let by: Doer | 'kedge' = 'kedge'
  if (signer.owner !== undefined) {
    const { asker } = await authoriseKey(world, repository, signer.owner, model.id)
    if (asker === undefined) return misplaced(world, report.model, model)
    by = asker.id
  } else if (run?.started?.webhook !== signer.webhook || !isWhatWasTold(report, run)) {
    // It may be over before it is written down here that it was started.
    const isNew = run !== undefined && run.started === undefined
    return isNew ? { again: { at: new Date(world.now().getTime() + WAIT_MS), why: says.suiteLog.notStarted } } : NOTHING
  }
  const { model: id, ...said } = report
  const told = { ...said, ...boundTo(model, run, report) }
  const event = happened('suite.result', by, { model: id, ...told })
  return {
    parts: [{ subject: `model/${id}`, seen: standing.seen, events: [event] }],
    jobs: await cameTo(world, model, standing, told),
  }
}

/**
 * What was tested: what the run was begun for, or, of a result that names no run, what the file lists under that version. What
 * names a run that is over is of nobody knows what, but for its digest.
 */
function boundTo({ versions }: Model, run: SuiteRun | undefined, report: TestReport): Make {
  const listed = report.run === undefined ? makeOf(versions, report.version) : {}
  return reportedOf(run && isOfRun(report, run) ? run : listed, report.digest)
}

const isOfRun = ({ suite, version }: TestReport, run: SuiteRun) => suite === run.suite && version === run.version

/** Whoever signs as a webhook says what came of what it was told to run, and of nothing else. */
const isWhatWasTold = (report: TestReport, run: SuiteRun) =>
  isOfRun(report, run) && isOfMake(reportedOf(run, report.digest), run)

const WAIT_MS = 5000
const TOLD_MS = 86_400_000

/** It was taken while nobody could tell that nothing answers to it: somebody hears of it, for a day. */
function misplaced(world: Onlooker, id: string, model: Model | undefined): Outcome {
  const now = world.now()
  const opened = openedTrouble({
    says: says.suites.noModel(id),
    fix: says.suites.noModelFix(id),
    since: now.toISOString(),
    works: ['tested'],
    until: new Date(now.getTime() + TOLD_MS).toISOString(),
    ...(model && { model: model.id }),
  })
  return { parts: [{ ...opened, seen: 0 }], jobs: [showTrouble(opened.subject)] }
}
