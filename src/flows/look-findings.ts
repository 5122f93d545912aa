import { digestOf } from '../core/canonical.ts'
import type { Request } from '../core/change.ts'
import { type Change, modelsOf } from '../core/change-state.ts'
import type { Facts } from '../core/fact.ts'
import type { Planned, PlannedFinding } from '../core/planned.ts'
import type { Problem } from '../core/problem.ts'
import type { Repository } from '../core/repository.ts'
import { policyKinds } from '../policies/index.ts'
import { BEHIND_MAIN } from '../repository/after-merge.ts'
import { HOLD_REASON } from '../repository/hold-reason.ts'
import { says } from '../words/says.ts'
import { comparisonOf, evidenceOf, isOnItsWay, newest } from './evidence.ts'
import { lookAt } from './look.ts'
import { findingsOfDraft, planned } from './plan.ts'
import type { Court } from './plan-findings.ts'
import type { Measured } from './plan-matters.ts'
import { openCase, openChanges } from './standing.ts'
import type { Contents, Onlooker } from './world.ts'

/** What the rules of the main branch say now of what a pull request holds: of the files, and of what was measured or is supposed. */
export async function findingsNow(
  world: Onlooker,
  change: Change,
  contents: Contents,
  head: string,
  supposed: readonly Facts[] = [],
): Promise<readonly PlannedFinding[]> {
  const repository = await world.policy()
  const { draft } = lookAt(repository, contents, head, change.request)
  return findingsOfDraft(draft, { ...(await courtOf(world, askedOf(change), repository)), supposed })
}

/** The same of what is not a pull request yet, and why its files could not be read. */
export async function findingsOfPlan(
  world: Onlooker,
  { request, by }: { readonly request: Request; readonly by: string },
  contents: Contents,
): Promise<{ readonly findings: readonly PlannedFinding[]; readonly problems: readonly Problem[] }> {
  const repository = await world.policy()
  const { draft, parts, problems } = lookAt(repository, contents, digestOf(request), request)
  const models = [...new Set(parts.flatMap(({ model }) => model?.id ?? []))]
  const court = await courtOf(world, { models, by, door: request.door }, repository)
  return { findings: findingsOfDraft(draft, court), problems: problems.map(asUnasked) }
}

/** There is no pull request yet that could be updated: what was planned on is not what main holds now. */
function asUnasked(it: Problem): Problem {
  return it.code === BEHIND_MAIN && it.file !== undefined ? { ...it, ...says.look.unreadOnMain(it.file) } : it
}

/** The whole of it, also what rules that it edits would say. */
export async function plannedNow(world: Onlooker, change: Change, contents: Contents, head: string): Promise<Planned> {
  const repository = await world.policy()
  const { draft, problems } = lookAt(repository, contents, head, change.request)
  const court = await courtOf(world, askedOf(change), repository)
  const unexplained = problems.filter(({ code }) => code === HOLD_REASON)
  return planned(
    { ...draft, problems: [...draft.problems, ...unexplained] },
    { ...court, ...(change.request.emergency && { emergency: true }) },
  )
}

interface AskedOf {
  readonly models: readonly string[]
  readonly by: string
  readonly door: string
}

const askedOf = (change: Change): AskedOf => ({
  models: modelsOf(change),
  by: change.asked.by,
  door: change.request.door,
})

async function courtOf(
  world: Onlooker,
  { models, by, door }: AskedOf,
  repository: Repository,
): Promise<Omit<Court, 'rules'>> {
  const measured = await Promise.all(models.map(async id => [id, await measuredOf(world, repository, id)] as const))
  return { now: world.now(), kinds: policyKinds, measured: new Map(measured), asked: { by, door } }
}

async function measuredOf(world: Onlooker, { models }: Repository, id: string): Promise<Measured> {
  const model = Object.hasOwn(models, id) ? models[id] : undefined
  if (model === undefined) return {}
  const [evidence, open, changes] = await Promise.all([
    evidenceOf(world, model),
    openCase(world.store, id),
    openChanges(world.store, id),
  ])
  return {
    readings: newest(evidence.served),
    observed: evidence.observed,
    running: evidence.version,
    caseOpen: open !== undefined,
    delivering: changes.some(({ it }) => isOnItsWay(it, model)),
    suites: evidence.state.suites,
    compare: to => comparisonOf(model, evidence, to, open?.it.onset),
  }
}
