import { digestOf } from '../core/canonical.ts'
import type { Comparison, Request } from '../core/change.ts'
import type { Change } from '../core/change-state.ts'
import type { Document } from '../core/document.ts'
import { happened } from '../core/event.ts'
import type { Model } from '../core/model.ts'
import { ProblemError } from '../core/problem.ts'
import type { Repository } from '../core/repository.ts'
import type { NoPlan, Plan } from '../plans/plan.ts'
import { planRollback } from '../plans/rollback.ts'
import { alreadyOpen, askedFor, refusedBy, refusedPlan, refusedProblems } from '../reports/ask-words.ts'
import { applyEdits } from '../repository/apply-edits.ts'
import { judged } from './bench.ts'
import { comparisonOf, evidenceOf } from './evidence.ts'
import { chartCase, showChange, showPull } from './jobs.ts'
import { findingsOfPlan } from './look-findings.ts'
import type { Outcome } from './outcome.ts'
import { modelOf, openCase, openChanges, type Standing } from './standing.ts'
import type { Contents, Onlooker } from './world.ts'

/** A change somebody asks for, whatever it does. */
export interface AskChange {
  /** The model it is asked of; left out for what belongs to none. */
  readonly model?: Model
  readonly plan: (repository: Repository) => Plan | NoPlan
  readonly reason: string
  /** A key of the people policy. */
  readonly by: string
  readonly door: Request['door']
  /** It cannot wait: what rules ask for in an emergency is enough, and somebody looks at it afterwards. */
  readonly emergency?: boolean
}

export interface Ask extends Omit<AskChange, 'plan' | 'model'> {
  readonly model: Model
  readonly to: string
}

/** Words for who asked, and what came of it. */
export interface Answered {
  readonly document: Document
  readonly outcome: Outcome
}

/** A rollback, asked for in the same way. */
export function askRollback(world: Onlooker, { to, ...ask }: Ask): Promise<Answered> {
  return askChange(world, { ...ask, plan: repository => planRollback(repository, ask.model, { to }) })
}

/**
 * Judges a change by what its files would come to and, if no rule stops it, seals the request with its evidence. The
 * pull request follows by itself. Asking twice for the same thing is asking once.
 */
export async function askChange(world: Onlooker, ask: AskChange): Promise<Answered> {
  const repository = await world.policy()
  const busy = await inTheWay(world, ask.model)
  if (busy && !(await isLapsed(world, busy.it))) return { document: alreadyOpen(busy.it, ask.by), outcome: {} }
  const plan = ask.plan(repository)
  if ('refused' in plan) return { document: refusedPlan(ask.model?.name, plan.refused), outcome: {} }
  const contents = contentsOf(repository, plan)
  if ('problems' in contents) return { document: refusedProblems(plan.title, contents.problems), outcome: {} }
  const request = requestOf(ask, plan, repository.commit)
  const { findings, problems } = await findingsOfPlan(world, { request, by: ask.by }, contents)
  if (problems.length > 0) return { document: refusedProblems(plan.title, problems), outcome: {} }
  const stopped = findings.filter(({ blocks }) => blocks)
  if (stopped.length > 0) return refused(ask, plan, stopped)
  return asked(world, ask, { ...request, findings }, busy)
}

/** A model takes one change at a time. */
async function inTheWay(world: Onlooker, model: Model | undefined): Promise<Standing<Change> | undefined> {
  return model && (await openChanges(world.store, model.id))[0]
}

function requestOf({ model, reason, door, emergency }: AskChange, plan: Plan, commit: string): Request {
  const { kind, title, edits, from, to } = plan
  return {
    kind,
    title,
    ...(model && { model: model.id }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    reason,
    door,
    edits,
    commit,
    findings: [],
    ...(emergency && { emergency }),
  }
}

/** What its pull request would hold. */
function contentsOf({ commit, files }: Repository, { edits }: Plan): Contents | Pick<ProblemError, 'problems'> {
  try {
    const edited = Object.entries(applyEdits(files, edits)).map(([path, text]) => {
      const was = files[path]
      return { path, ...(was && { was }), is: { text, blob: digestOf(text) } }
    })
    return { mergeBase: commit, files: edited, authors: [], diff: '' }
  } catch (error) {
    if (error instanceof ProblemError) return error
    throw error
  }
}

async function asked(
  world: Onlooker,
  { model, by }: AskChange,
  planned: Request,
  lapsed: Standing<Change> | undefined,
): Promise<Answered> {
  const cased = model && (await openCase(world.store, model.id))
  const evidence = model && (await evidenceFor(world, model, planned, cased?.it.onset))
  const request = { ...planned, ...(cased && { case: cased.it.id }), ...(evidence && { evidence }) }
  const id = `change/${digestOf({ request, by, at: world.now().toISOString() }).slice(0, 8)}`
  const mine = model && { id: model.id, seen: (await modelOf(world.store, model.id)).seen }
  const toModel = mine && { model: mine.id, change: id }
  const parts = [
    ...(mine && toModel
      ? [{ subject: `model/${mine.id}`, seen: mine.seen, events: [happened('model.asked', by, toModel)] }]
      : []),
    { subject: id, seen: 0, events: [happened('change.asked', by, request)] },
    ...(lapsed ? [{ subject: lapsed.it.id, seen: lapsed.seen, events: [LAPSED] }] : []),
    ...(cased
      ? [{ subject: cased.it.id, seen: cased.seen, events: [happened('case.asked', by, { change: id })] }]
      : []),
  ]
  const jobs = [showPull(id), ...(lapsed ? [showChange(lapsed.it.id)] : []), ...(cased ? [chartCase(cased.it.id)] : [])]
  return { document: askedFor(request), outcome: { parts, jobs } }
}

/** Of another version: what it would do on the same cases. */
async function evidenceFor(
  world: Onlooker,
  model: Model,
  { to }: Request,
  since: string | undefined,
): Promise<Comparison | undefined> {
  return to === undefined ? undefined : comparisonOf(model, await evidenceOf(world, model), to, since)
}

/** The time to approve has ended, so it keeps nobody from asking again. */
async function isLapsed(world: Onlooker, change: Change): Promise<boolean> {
  return change.pull !== undefined && !change.merged && (await judged(world, change)).verdict.is === 'expired'
}

const LAPSED = happened('change.closed', 'kedge', {
  outcome: 'expired',
  says: 'the time to approve ended, and it was asked for anew',
})

function refused({ model, door, by }: AskChange, { title }: Plan, stopped: Request['findings']): Answered {
  const document = refusedBy(title, stopped)
  const event = happened('change.refused', by, { code: 'guardrail', door, says: document.summary })
  const outcome = model ? { facts: [{ subject: `model/${model.id}`, events: [event] }] } : {}
  return { document, outcome }
}
