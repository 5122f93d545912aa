import { digestOf } from '../core/canonical.ts'
import { cameToNothing } from '../core/case-answer.ts'
import { type Change, movesOf, sealOf } from '../core/change-state.ts'
import { happened } from '../core/event.ts'
import type { Model } from '../core/model.ts'
import type { ModelState } from '../core/model-state.ts'
import { HOUR_MS } from '../core/period.ts'
import { policiesOf } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import { type ComesUp, dueAtGates, dueOnSchedule, type SuiteQuestion } from '../core/suite-due.ts'
import playbook, { casesAnHour } from '../policies/playbook.ts'
import { says } from '../words/says.ts'
import { isBraking } from './brake.ts'
import { ranOf } from './evidence.ts'
import { failingSince } from './failing.ts'
import { runSuite } from './jobs.ts'
import { retried } from './retried.ts'
import { modelOf, openChanges, type Standing } from './standing.ts'
import type { Store } from './store.ts'
import { followRuns } from './suite-follow.ts'
import type { Failed } from './unmeasured.ts'
import type { Onlooker } from './world.ts'

/** Days pass slowly: schedules are looked at once an hour, and at once where the rules are others. */
const LOOKED = new WeakMap<Store, { readonly commit: string; readonly at: number }>()

/**
 * Has suites run that are due, by their schedule or since a version comes up, and follows those that run to their end. By
 * schedule no more are begun within an hour than cases may open, and none while the brake holds; people wait for a gate.
 * What cannot be looked at stops nothing else, and is tried again in each round.
 */
export async function suites(world: Onlooker, failed: Failed = () => undefined): Promise<void> {
  const repository = await world.policy()
  const around = { world, repository, failed }
  const models = Object.values(repository.models).filter(model => model.suites !== undefined)
  const parts = [atGates, onSchedule].map(begins => () => begins(around, models))
  for (const part of [...(models.length > 0 ? parts : []), () => followRuns(world, repository, failed)])
    try {
      await part()
    } catch (error) {
      world.log.error({ suites: 'all', err: error }, says.watch.failed)
      failed(says.watch.suites, undefined, error)
    }
}

interface Around {
  readonly world: Onlooker
  readonly repository: Repository
  readonly failed: Failed
}

async function atGates(around: Around, models: readonly Model[]): Promise<void> {
  const gated = models.filter(({ suites }) => Object.values(suites ?? {}).some(({ gates }) => gates !== undefined))
  if (gated.length === 0) return
  const open = (await openChanges(around.world.store)).map(({ it }) => it).filter(isTested)
  for (const model of gated) {
    const comesUp = open.flatMap(change => comingUp(change, model.id))
    if (comesUp.length > 0) await begin(around, model, question => dueAtGates({ ...question, comesUp }))
  }
}

/** Nothing is begun for what nobody was shown yet, for what cannot be read, or for an account nobody knows: such a change waits for people first. */
function isTested(change: Change): boolean {
  const isKnown = !/^(?:github|slack):/.test(change.asked.by)
  const isRead = sealOf(change)?.body.problems.length === 0
  return isKnown && isRead && !change.merged && !cameToNothing(change)
}

/** A version that a change brings, as it is made by what people were shown last. */
function comingUp(change: Change, id: string): readonly ComesUp[] {
  const isGated = sealOf(change)?.body.kinds.includes('promote')
  return movesOf(change)
    .filter(({ model, kind }) => model === id && (kind === 'promote' || isGated))
    .map(({ to, make = {} }) => ({ version: to, change: change.id, make }))
}

async function onSchedule(around: Around, models: readonly Model[]): Promise<void> {
  const { world, repository } = around
  const last = LOOKED.get(world.store)
  const ms = world.now().getTime() - (last?.at ?? 0)
  const isLooked = last?.commit === repository.commit && ms >= 0 && ms < HOUR_MS
  const fails = ({ id }: Model) => failingSince(world.store, says.turn.suites(id)).is === 'failing'
  const timed = models.filter(({ suites }) => Object.values(suites ?? {}).some(it => it.everyDays !== undefined))
  const scheduled = isLooked ? timed.filter(fails) : timed
  if (scheduled.length === 0 ? isLooked : await isBraking(world)) return
  let left = casesAnHour(policiesOf(repository, playbook))
  // What cannot be read is told where it is to begin.
  for (const model of timed) left -= await begunOfLate(world, model).catch(() => 0)
  for (const model of scheduled) {
    if (left <= 0) return
    left -= await begin(around, model, dueOnSchedule, left)
  }
  if (!isLooked) LOOKED.set(world.store, { commit: repository.commit, at: world.now().getTime() })
}

async function begunOfLate({ store, now }: Onlooker, { id }: Model): Promise<number> {
  const since = new Date(now().getTime() - HOUR_MS).toISOString()
  const { runs } = (await modelOf(store, id)).it.suites
  return Object.values(runs).filter(({ why, at }) => why === 'schedule' && at > since).length
}

/** How many were begun. Of two processes one begins a run. */
async function begin(
  { world, failed }: Around,
  model: Model,
  decide: (question: SuiteQuestion) => ReturnType<typeof dueOnSchedule>,
  most = Number.POSITIVE_INFINITY,
): Promise<number> {
  let begun = 0
  try {
    await retried(world, async () => {
      const standing = await modelOf(world.store, model.id)
      const due = decide(await questionOf(world, model, standing)).slice(0, Math.max(0, most))
      begun = due.length
      if (due.length === 0) return undefined
      const at = world.now()
      const events = due.map(it => {
        const run = `suite/${digestOf({ ...it, model: model.id, at: at.toISOString() }).slice(0, 8)}`
        return happened('suite.due', 'kedge', { model: model.id, ...it, run })
      })
      const subject = `model/${model.id}`
      const jobs = events.map(({ body }) => runSuite(subject, body.run))
      return { at, parts: [{ subject, seen: standing.seen, events }], jobs }
    })
  } catch (error) {
    world.log.error({ model: model.id, err: error }, says.suiteLog.notBegun)
    failed(says.turn.suites(model.id), model.id, error)
  }
  return begun
}

async function questionOf(world: Onlooker, model: Model, { it }: Standing<ModelState>): Promise<SuiteQuestion> {
  const ran = await ranOf(world.store, model, it)
  const version = ran.at(-1)?.version ?? model.serving.version
  return { model, state: it.suites, version, comesUp: [], now: world.now() }
}
