import type { Case } from '../core/case.ts'
import { isAnswered } from '../core/case-answer.ts'
import { isTraining } from '../core/change-state.ts'
import { wayBack } from '../core/comparison.ts'
import type { Model } from '../core/model.ts'
import { HOUR_MS } from '../core/period.ts'
import { type Acting, type Done, decidePlay, type PlayQuestion } from '../core/play.ts'
import { policiesOf } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import { isSnoozed } from '../core/snooze.ts'
import playbook, { actingFor, casesAnHour } from '../policies/playbook.ts'
import { says } from '../words/says.ts'
import { tooMany } from './brake.ts'
import { versionOf } from './evidence.ts'
import { played } from './play-act.ts'
import { retried } from './retried.ts'
import { askedIn, caseOf, openChanges, type Standing } from './standing.ts'
import type { Batch, Store, SubjectRow } from './store.ts'
import type { Failed } from './unmeasured.ts'
import type { Onlooker } from './world.ts'

/**
 * What playbooks do by themselves in the cases that are open. While too many are, or some are held back, nothing is done: who
 * floods Kedge with bad readings must not move a model. One case that cannot be seen to does not stop the others.
 */
export async function play(world: Onlooker, failed: Failed = () => undefined): Promise<void> {
  const repository = await world.policy()
  if (policiesOf(repository, playbook).every(({ does }) => does === undefined)) return
  const rows = await world.store.subjects({ kind: 'case', open: true })
  if (rows.some(({ state }) => state === 'held') || (await tooMany(world, 0))) return
  const answered = new Set(await answeredOfLate(world, rows))
  const most = casesAnHour(policiesOf(repository, playbook))
  for (const { subject, model } of rows.toSorted((a, b) => (a.openedAt < b.openedAt ? -1 : 1))) {
    const isMore = answered.size >= most && !answered.has(subject)
    try {
      if (!isMore && (await playCase(world, repository, { subject, model }))) answered.add(subject)
    } catch (error) {
      world.log.error({ model, err: error }, says.flowPlay.notDone)
      failed(says.turn.playbooks(model), model, error)
    }
  }
}

/** Cases in which something was done within the hour: as many of them as may open with a card are answered, and no more. */
async function answeredOfLate({ store, now }: Onlooker, rows: readonly SubjectRow[]): Promise<readonly string[]> {
  const since = new Date(now().getTime() - HOUR_MS).toISOString()
  const late = rows.filter(({ changedAt }) => changedAt > since)
  const all = await Promise.all(late.map(({ subject }) => caseOf(store, subject)))
  return all.flatMap(it => (it && doneIn(it.it).some(({ at }) => at > since) ? [it.it.id] : []))
}

/** One step at a time, each decided on what is there after the one before. Whether something was written. */
async function playCase(
  world: Onlooker,
  repository: Repository,
  { subject, model: id }: Pick<SubjectRow, 'subject' | 'model'>,
): Promise<boolean> {
  const model = Object.hasOwn(repository.models, id) ? repository.models[id] : undefined
  const playbooks = model ? actingFor(policiesOf(repository, playbook), model) : []
  if (!model || playbooks.length === 0) return false
  // What is closed stays as it is while this one is played.
  const of = { subject, model, playbooks, before: await doneBefore(world.store, id) }
  let isDone = false
  for (let goesOn = true; goesOn; ) {
    await retried(world, async () => {
      const batch = await step(world, repository, of)
      goesOn = batch !== undefined
      isDone ||= goesOn
      return batch
    })
  }
  return isDone
}

/** A case that is open, and what may act on it. */
interface Open {
  readonly subject: string
  readonly model: Model
  readonly playbooks: readonly Acting[]
  /** What was done in the closed cases of the model. */
  readonly before: readonly Done[]
}

async function step(world: Onlooker, repository: Repository, open: Open): Promise<Batch | undefined> {
  const standing = await caseOf(world.store, open.subject)
  if (!standing || standing.it.closed || standing.it.held) return undefined
  for (const it of decidePlay(await questionOf(world, open, standing))) {
    const batch = await played(world, repository, { model: open.model, standing, play: it })
    if (batch) return batch
  }
  return undefined
}

async function questionOf(
  world: Onlooker,
  { model, playbooks, before }: Open,
  { it }: Standing<Case>,
): Promise<PlayQuestion> {
  const [changes, version, asked] = await Promise.all([
    openChanges(world.store, model.id),
    versionOf(world, model),
    askedIn(world, it, model),
  ])
  return {
    case: it.id,
    detected: it.detected,
    playbooks,
    done: [...before, ...doneIn(it)],
    snoozed: isSnoozed(it, world.now()),
    inHand: it.taken || isAnswered(asked?.it),
    open: changes.map(({ it: change }) => ({
      kind: change.request.kind,
      ...(change.request.case !== undefined && { case: change.request.case }),
      ...(isTraining(change) && { training: true }),
    })),
    wayBack: wayBack(model, version) !== undefined,
    of: it.monitors.map(({ kpi }) => (model.kpis?.[kpi]?.drift === undefined ? 'breach' : 'drift')),
    ...(model.retraining && { retraining: model.retraining }),
    now: world.now(),
  }
}

/** In the closed cases of a model. */
async function doneBefore(store: Store, model: string): Promise<readonly Done[]> {
  const rows = await store.subjects({ kind: 'case', model, open: false })
  const all = await Promise.all(rows.map(({ subject }) => caseOf(store, subject)))
  return all.flatMap(it => (it ? doneIn(it.it) : []))
}

function doneIn({ id, played = [] }: Case): readonly Done[] {
  return played
    .filter(({ outcome }) => outcome === 'done' || outcome === 'asked')
    .map(({ playbook, act, at }) => ({ case: id, playbook, act, at }))
}
