import { cannotGive } from '../approvals/cannot-give.ts'
import type { Judged } from '../approvals/judged.ts'
import type { Case } from '../core/case.ts'
import { type Change, modelsIn } from '../core/change-state.ts'
import type { Model } from '../core/model.ts'
import { policiesOf } from '../core/policy-kind.ts'
import { decidePromise, type Overdue } from '../core/promise.ts'
import type { Repository } from '../core/repository.ts'
import { isSnoozed } from '../core/snooze.ts'
import slaKind, { type Sla } from '../policies/sla.ts'
import { isForAll, promiseNote } from '../reports/promise-note.ts'
import type { Document } from '../words/document.ts'
import { says } from '../words/says.ts'
import { judged, modelIn } from './bench.ts'
import { say, showCase, showChange } from './jobs.ts'
import { awaited } from './late.ts'
import { heard, underCard } from './notes.ts'
import { retried } from './retried.ts'
import { askedIn, caseOf, changeOf } from './standing.ts'
import type { Batch, NewJob } from './store.ts'
import type { Failed } from './unmeasured.ts'
import type { Onlooker } from './world.ts'

/**
 * Holds what is open against what was promised. Each warning, each delay and each step of an escalation is told once, where
 * the case or the change is, and calls those by name who are to hear of it. A case that the brake holds back is silent: one
 * message tells of them all. Of one that is snoozed it is written down that it is late, and told when it wakes. One that
 * cannot be looked at does not stop the others.
 */
export async function promises(world: Onlooker, failed: Failed = () => undefined): Promise<void> {
  if (policiesOf(await world.policy(), slaKind).length === 0) return
  for (const kind of ['case', 'change'] as const) {
    const rows = await world.store.subjects({ kind, open: true })
    for (const { subject, model: id } of rows) {
      const model = id === '' ? undefined : id
      try {
        await retried(world, () => told(world, kind, subject))
      } catch (error) {
        world.log.error({ subject, err: error }, says.promises.notLooked)
        failed(model === undefined ? says.watch.promises : says.turn.promises(model), model, error)
      }
    }
  }
}

async function told(world: Onlooker, kind: 'case' | 'change', subject: string): Promise<Batch | undefined> {
  const repository = await world.policy()
  const standing = kind === 'case' ? await caseOf(world.store, subject) : await changeOf(world.store, subject)
  if (!standing) return undefined
  const { it, seen } = standing
  const isKept = 'request' in it || it.taken || it.acted || it.closed || it.held
  const asked = isKept ? undefined : (await askedIn(world, it, repository.models[it.model]))?.it
  const isAsleep = !('request' in it) && isSnoozed(it, world.now())
  const now = awaited(it, repository, asked).flatMap(({ sla, since }) => {
    const event = decidePromise(sla, since, it.promises ?? {}, world.now(), isAsleep)
    return event ? [{ sla, event }] : []
  })
  if (now.length === 0) return undefined
  const isLate = now.some(({ event }) => event.type === 'promise.late')
  const judgement = isLate && 'request' in it ? await judged(world, it) : undefined
  const cannot = judgement ? cannotGive(judgement) : []
  const parts = [{ subject, seen, events: now.map(({ event }) => event) }]
  // The card asks for the reason.
  const card = kind === 'case' ? showCase(subject) : showChange(subject)
  const tell = ({ sla, event }: (typeof now)[number]) =>
    'request' in it ? tellOfChange(it, sla, event, repository, cannot) : tellOfCase(it, sla, event, repository)
  const isSilent = isAsleep || (judgement !== undefined && asksNobodyMore(judgement))
  return { at: world.now(), parts, jobs: [card, ...(isSilent ? [] : now.flatMap(tell))] }
}

/** Its time has ended by now, say: that is told by itself, and the promise is missed all the same. */
const asksNobodyMore = ({ verdict }: Judged) =>
  verdict.is !== 'pending' && verdict.ask.every(({ people }) => people.length === 0)

function tellOfCase(it: Case, sla: Sla, event: Overdue, repository: Repository): readonly NewJob[] {
  const model = Object.hasOwn(repository.models, it.model) ? repository.models[it.model] : undefined
  if (model === undefined) return []
  const of = { title: says.promises.itsCase(model.name), models: [model] }
  return inItsPlace(it, model, event, promiseNote(sla, of, event, repository))
}

/** In the thread of the case; for all, in the channel, where it is held to who may see the model. */
function inItsPlace({ id }: Case, { id: model, channel }: Model, event: Overdue, document: Document) {
  if (channel === undefined) return []
  const key = `${keyOf(event)}:${id}`
  return isForAll(event)
    ? [say(key, `model/${model}`, { channel, document })]
    : [say(key, id, { channel, thread: id, document })]
}

function tellOfChange(
  it: Change,
  sla: Sla,
  event: Overdue,
  repository: Repository,
  cannot: readonly string[],
): readonly NewJob[] {
  const model = modelIn(repository, it)
  const models = model ? [model] : modelsIn(it, repository.models)
  const of = { title: it.request.title, models, cannot }
  const note = promiseNote(sla, of, event, repository)
  const channel = it.card?.channel ?? model?.channel
  if (isForAll(event) && channel) return [say(`${keyOf(event)}:${it.id}`, it.id, { channel, document: note })]
  // Below the card, where those are who approve, and not in the case, where others wait.
  const below = underCard(it, keyOf(event), note)
  return below.length === 0 && model ? heard(it, model, keyOf(event), note) : below
}

/** One for the warning, one for each time somebody more is to hear of it. */
function keyOf({ type, body }: Overdue): string {
  const to = 'to' in body ? body.to.join('+') : ''
  return `${type}:${body.sla}:${body.due}:${to}`
}
