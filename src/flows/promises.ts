import type { Case } from '../core/case.ts'
import { isAnswered, isWithAsker } from '../core/case-answer.ts'
import { isOver } from '../core/case-monitors.ts'
import { type Change, isOpen, modelsIn, waitsSince } from '../core/change-state.ts'
import type { Model } from '../core/model.ts'
import { policiesOf, selects, selectsOthers } from '../core/policy-kind.ts'
import { decidePromise, type Late, type Overdue, toldOf } from '../core/promise.ts'
import type { Repository } from '../core/repository.ts'
import { deadline } from '../core/service-level.ts'
import { isSnoozed } from '../core/snooze.ts'
import slaKind, { type Sla } from '../policies/sla.ts'
import { isForAll, promiseNote } from '../reports/promise-note.ts'
import type { Document } from '../words/document.ts'
import { says } from '../words/says.ts'
import { modelIn } from './bench.ts'
import { say, showCase, showChange } from './jobs.ts'
import { heard, underCard } from './notes.ts'
import { retried } from './retried.ts'
import { askedIn, caseOf, changeOf } from './standing.ts'
import type { Batch, NewJob } from './store.ts'
import type { Onlooker } from './world.ts'

/**
 * Holds what is open against what was promised. Each warning, each delay and each step of an escalation is told once, where
 * the case or the change is, and calls those by name who are to hear of it. A case that the brake holds back is silent: one
 * message tells of them all. So is one that is snoozed; its time goes on, and what was due meanwhile is told when it wakes.
 */
export async function promises(world: Onlooker): Promise<void> {
  if (policiesOf(await world.policy(), slaKind).length === 0) return
  for (const kind of ['case', 'change'] as const) {
    const rows = await world.store.subjects({ kind, open: true })
    for (const { subject } of rows) await retried(world, () => told(world, kind, subject))
  }
}

async function told(world: Onlooker, kind: 'case' | 'change', subject: string): Promise<Batch | undefined> {
  const repository = await world.policy()
  const standing = kind === 'case' ? await caseOf(world.store, subject) : await changeOf(world.store, subject)
  if (!standing) return undefined
  const { it, seen } = standing
  const isKept = 'request' in it || it.taken || it.acted || it.closed || it.held
  const asked = isKept ? undefined : (await askedIn(world, it, repository.models[it.model]))?.it
  const waits = waitsOf(it, repository, { now: world.now(), asked })
  const now = waits.flatMap(wait => {
    const event = decidePromise(wait.sla, wait.since, it.promises ?? {}, world.now())
    return event ? [{ event, jobs: wait.tell(event) }] : []
  })
  if (now.length === 0) return undefined
  const parts = [{ subject, seen, events: now.map(({ event }) => event) }]
  // The card asks for the reason.
  const card = kind === 'case' ? showCase(subject) : showChange(subject)
  return { at: world.now(), parts, jobs: [card, ...now.flatMap(({ jobs }) => jobs)] }
}

/** What its card says is late, and why that is, as soon as somebody said so. */
export function lateOf(it: Case | Change, repository: Repository, beside: Beside): readonly Late[] {
  return waitsOf(it, repository, beside).flatMap(({ sla, since }) => {
    const { id, what } = sla
    const told = toldOf(it.promises ?? {}, id, deadline(sla, since))
    return told?.late ? [{ sla: id, what, due: told.due, ...(told.why && { why: told.why }) }] : []
  })
}

interface Beside {
  readonly now: Date
  /** What was asked for in a case. */
  readonly asked?: Change | undefined
}

const waitsOf = (it: Case | Change, repository: Repository, beside: Beside) =>
  'request' in it ? changeWaits(it, repository) : caseWaits(it, repository, beside)

/** A promise that is not kept yet, and how it is told. */
interface Wait {
  readonly sla: Sla
  readonly since: string
  readonly tell: (event: Overdue) => readonly NewJob[]
}

/** Since when each promise about a case waits; undefined where it is kept. */
const OF_A_CASE: Partial<Record<Sla['what'], (it: Case, asked?: Change) => string | undefined>> = {
  respond: (it, asked) => (it.taken || it.acted || isAnswered(asked) ? undefined : it.detected),
  act: it => (it.acted ? undefined : it.detected),
  recover: it => (isOver(it) ? undefined : it.detected),
}

function caseWaits(it: Case, repository: Repository, { now, asked }: Beside): readonly Wait[] {
  const model = Object.hasOwn(repository.models, it.model) ? repository.models[it.model] : undefined
  if (model === undefined || it.closed || it.held || isSnoozed(it, now)) return []
  return promisedFor(repository, [model]).flatMap(sla => {
    const since = OF_A_CASE[sla.what]?.(it, asked)
    const of = { title: says.promises.itsCase(model.name), models: [model] }
    const tell = (event: Overdue) => inItsPlace(it, model, event, promiseNote(sla, of, event, repository))
    return since === undefined ? [] : [{ sla, since, tell }]
  })
}

/** In the thread of the case; for all, in the channel, where it is held to who may see the model. */
function inItsPlace({ id }: Case, { id: model, channel }: Model, event: Overdue, document: Document) {
  if (channel === undefined) return []
  const key = `${keyOf(event)}:${id}`
  return isForAll(event)
    ? [say(key, `model/${model}`, { channel, document })]
    : [say(key, id, { channel, thread: id, document })]
}

function changeWaits(it: Change, repository: Repository): readonly Wait[] {
  if (!isOpen(it) || it.merged || it.verdict?.is === 'approved' || isWithAsker(it)) return []
  const models = modelsIn(it, repository.models)
  const model = modelIn(repository, it)
  const of = { title: it.request.title, models: model ? [model] : models }
  return promisedFor(repository, models)
    .filter(sla => sla.what === 'approve')
    .map(sla => ({
      sla,
      since: waitsSince(it),
      tell: event => {
        const note = promiseNote(sla, of, event, repository)
        const channel = it.card?.channel ?? model?.channel
        if (isForAll(event) && channel) return [say(`${keyOf(event)}:${it.id}`, it.id, { channel, document: note })]
        // Below the card, where those are who approve, and not in the case, where others wait.
        const below = underCard(it, keyOf(event), note)
        return below.length === 0 && model ? heard(it, model, keyOf(event), note) : below
      },
    }))
}

/** What was promised for any of these models; for what is about none, what was promised for all that is not one. */
function promisedFor(repository: Repository, models: readonly Model[]): readonly Sla[] {
  return policiesOf(repository, slaKind).filter(({ appliesTo }) =>
    models.length > 0 ? models.some(model => selects(appliesTo, model)) : selectsOthers(appliesTo),
  )
}

/** One for the warning, one for each time somebody more is to hear of it. */
function keyOf({ type, body }: Overdue): string {
  const to = 'to' in body ? body.to.join('+') : ''
  return `${type}:${body.sla}:${body.due}:${to}`
}
