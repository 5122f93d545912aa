import type { Case } from '../core/case.ts'
import { isAnswered, isWithAsker } from '../core/case-answer.ts'
import { isOver } from '../core/case-monitors.ts'
import { type Change, isOpen, modelsIn, waitsSince } from '../core/change-state.ts'
import type { Model } from '../core/model.ts'
import { policiesOf, selects, selectsOthers } from '../core/policy-kind.ts'
import { isLate, type Late, toldOf } from '../core/promise.ts'
import type { Repository } from '../core/repository.ts'
import { deadline } from '../core/service-level.ts'
import slaKind, { type Sla } from '../policies/sla.ts'
import { askedIn } from './standing.ts'
import type { Onlooker } from './world.ts'

/** A promise that is not kept yet, and since when it waits. */
interface Awaited {
  readonly sla: Sla
  readonly since: string
}

/** What is late now: it was found to be, and still waits. The one notion of it, on cards, in lists, digests and numbers. */
export function lateOf(it: Case | Change, repository: Repository, asked?: Change): readonly Late[] {
  if (!isLate(it)) return []
  return awaited(it, repository, asked).flatMap(({ sla, since }) => {
    const { id, what } = sla
    const told = toldOf(it.promises ?? {}, id, deadline(sla, since))
    return told?.late ? [{ sla: id, what, due: told.due, ...(told.why && { why: told.why }) }] : []
  })
}

/** The same, where what was asked for in a case is to be looked up. */
export async function lateNow(world: Onlooker, it: Case | Change): Promise<readonly Late[]> {
  if (!isLate(it)) return []
  const repository = await world.policy()
  const asked = 'request' in it ? undefined : (await askedIn(world, it, modelOf(it, repository)))?.it
  return lateOf(it, repository, asked)
}

/** What it waits for by what was promised. A snooze changes nothing of that. */
export function awaited(it: Case | Change, repository: Repository, asked?: Change): readonly Awaited[] {
  return 'request' in it ? ofChange(it, repository) : ofCase(it, repository, asked)
}

/** Since when each promise about a case waits; undefined where it is kept. */
const OF_A_CASE: Partial<Record<Sla['what'], (it: Case, asked?: Change) => string | undefined>> = {
  respond: (it, asked) => (it.taken || it.acted || isAnswered(asked) ? undefined : it.detected),
  act: it => (it.acted ? undefined : it.detected),
  recover: it => (isOver(it) ? undefined : it.detected),
}

function ofCase(it: Case, repository: Repository, asked?: Change): readonly Awaited[] {
  const model = modelOf(it, repository)
  if (model === undefined || it.closed || it.held) return []
  return promisedFor(repository, [model]).flatMap(sla => {
    const since = OF_A_CASE[sla.what]?.(it, asked)
    return since === undefined ? [] : [{ sla, since }]
  })
}

function ofChange(it: Change, repository: Repository): readonly Awaited[] {
  if (!isOpen(it) || it.merged || it.verdict?.is === 'approved' || isWithAsker(it)) return []
  return promisedFor(repository, modelsIn(it, repository.models))
    .filter(sla => sla.what === 'approve')
    .map(sla => ({ sla, since: waitsSince(it) }))
}

/** What was promised for any of these models; for what is about none, what was promised for all that is not one. */
function promisedFor(repository: Repository, models: readonly Model[]): readonly Sla[] {
  return policiesOf(repository, slaKind).filter(({ appliesTo }) =>
    models.length > 0 ? models.some(model => selects(appliesTo, model)) : selectsOthers(appliesTo),
  )
}

const modelOf = ({ model }: Case, { models }: Repository) => (Object.hasOwn(models, model) ? models[model] : undefined)
