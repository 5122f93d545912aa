import type { Verdict } from '../approvals/approval.ts'
import { hasLapsed } from '../core/case-answer.ts'
import { isWayBack } from '../core/change.ts'
import { type Change, isOpen, isTraining } from '../core/change-state.ts'
import { happened, type NewEvent } from '../core/event.ts'
import { type FixForward, fixesFailed, isFixedBy } from '../core/fix-forward.ts'
import type { Model } from '../core/model.ts'
import type { NoPlan, Plan } from '../plans/plan.ts'
import { isBehind } from '../reports/behind-words.ts'
import { says } from '../words/says.ts'
import { judged } from './bench.ts'
import { denialAbout } from './denial-of.ts'
import { followed } from './followed.ts'
import { isSameWish, overlaps } from './same-wish.ts'
import { changeOf, openChanges, type Standing } from './standing.ts'
import type { Onlooker } from './world.ts'

/** An open change that is over as soon as another is asked for, and why. */
export interface Ending {
  readonly change: Standing<Change>
  readonly event: NewEvent<'change.closed'>
  /** It was over before, and what is asked for now is something else, which whoever asked for it did not wish. */
  readonly madeWay?: true
}

/** Whether a change may be asked for now: `busy` is in its way, `ends` makes way for it. */
export interface Way {
  readonly busy?: Change
  /** Who denied what is in its way, where an emergency would else get past it. */
  readonly deniedBy?: string
  readonly ends?: Ending
}

/**
 * A model takes one change at a time; while it is trained anew it takes others. The way back waits for nothing but itself:
 * neither for what is asked, nor for what was merged and never arrived.
 */
export async function wayFor(
  world: Onlooker,
  model: string | undefined,
  plan: Plan | NoPlan,
  { emergency = false, registered }: { readonly emergency?: boolean; readonly registered?: string },
): Promise<Way> {
  const [kind, makes] = 'kind' in plan ? [plan.kind, plan.makes] : []
  const newer = model === undefined ? undefined : await newerOf(world, model, plan, registered)
  // First, since it may bring what changes those that are open.
  const denied = emergency && 'kind' in plan ? await deniedBefore(world, model, plan) : undefined
  if (denied) return denied
  const busy = await inTheWay(world, model, kind, newer)
  // What can wait gives way to the same wish that cannot.
  if (busy && 'kind' in plan && emergency && (await canWait(world, busy.it, plan)))
    return { ends: { change: busy, event: yielded(busy.it, plan) } }
  if (busy) return wayPast(world, busy, plan, newer)
  const training = kind === 'retrain' ? await inTraining(world, model) : undefined
  if (training) return { busy: training.it }
  const twin = await inTheWay(world, makes)
  return twin ? wayPast(world, twin, plan) : {}
}

/** The change a model has to wait for, if there is one; `newer`: a version that was registered. */
export async function busyWith(
  world: Onlooker,
  { id }: Pick<Model, 'id'>,
  newer?: FixForward,
): Promise<Change | undefined> {
  const busy = await inTheWay(world, id, newer && 'promote', newer)
  return busy && (await wayPast(world, busy, undefined, newer)).busy
}

async function newerOf(
  world: Onlooker,
  id: string,
  plan: Plan | NoPlan,
  registered: string | undefined,
): Promise<FixForward | undefined> {
  if (!('kind' in plan) || plan.kind !== 'promote' || plan.to === undefined) return undefined
  const { models } = await world.policy()
  const model = Object.hasOwn(models, id) ? models[id] : undefined
  return model && { model, to: plan.to, ...(registered !== undefined && { registered }) }
}

/** The same for a training: one that goes on is in the way of another. */
export async function busyForTraining(world: Onlooker, model: Model): Promise<Change | undefined> {
  return (await busyWith(world, model)) ?? (await inTraining(world, model.id))?.it
}

/**
 * The same wish, which can wait and is neither approved nor in force yet; nobody waits for the answer to one way back while
 * another cannot wait.
 */
async function canWait(world: Onlooker, it: Change, plan: Plan): Promise<boolean> {
  const { request, merged } = it
  if (request.kind !== plan.kind || request.emergency === true || merged !== undefined) return false
  if ((await openVerdict(world, it))?.is === 'approved') return false
  return plan.kind === 'rollback' || isTheSame(it, plan)
}

function isTheSame(it: Change, plan: Plan): boolean {
  const sealed = it.seals.at(-1)?.body
  return sealed ? isSameWish(plan, sealed, it) : it.request.to === plan.to
}

/**
 * The very same is not asked for as an emergency while somebody who was asked says no, here or on GitHub, also on a pull
 * request that a person opened: an emergency asks fewer people, and would leave out whoever denied it.
 */
async function deniedBefore(world: Onlooker, model: string | undefined, plan: Plan): Promise<Way | undefined> {
  const denied = model && (await denialAbout(world, model, (sealed, it) => isSameWish(plan, sealed, it)))
  return denied ? { busy: denied.change, deniedBy: denied.by } : undefined
}

/** What nobody can approve any more gives way to anything, and what was denied to a version that was registered since. */
async function wayPast(
  world: Onlooker,
  change: Standing<Change>,
  plan: Plan | NoPlan | undefined,
  newer?: FixForward,
): Promise<Way> {
  const { it } = change
  const verdict = await openVerdict(world, it)
  if (overBy(it, verdict)) return overSince(world, it, plan)
  if (verdict?.is === 'denied' && newer?.registered !== undefined && isFixedBy(it, newer))
    return { ends: { change, event: givenUp(newer.to) } }
  return { busy: it }
}

/** GitHub is heard first: a denial that nobody here has heard yet outlives the change as any other does. */
async function overSince(world: Onlooker, it: Change, plan: Plan | NoPlan | undefined): Promise<Way> {
  await followed(world, it.id)
  const change = await changeOf(world.store, it.id)
  if (!change || !isOpen(change.it)) return {}
  const by = overBy(change.it, await openVerdict(world, change.it))
  if (by === undefined) return { busy: change.it }
  const other = plan && 'kind' in plan && !isAskedAnew(change.it, plan) ? plan : undefined
  return { ends: { change, event: over(by, other), ...(other && { madeWay: true }) } }
}

/** Of files that cannot be read no more is known than that it is an edit; what was asked for says of which place. */
function isAskedAnew(it: Change, plan: Plan): boolean {
  const { door, edits } = it.firstAsked
  return isTheSame(it, plan) && (plan.kind !== 'edit' || door === 'repository' || overlaps(edits, plan.edits))
}

/** What main has overtaken, and what nobody approved in time. */
function overBy(it: Change, verdict: Verdict | undefined): keyof typeof OUTCOMES | undefined {
  if (isBehind(it)) return 'behind'
  return verdict && hasLapsed(verdict) ? 'lapsed' : undefined
}

async function openVerdict(world: Onlooker, it: Change): Promise<Verdict | undefined> {
  return it.pull && !it.merged ? (await judged(world, it)).verdict : undefined
}

async function inTheWay(
  world: Onlooker,
  model: string | undefined,
  kind?: Plan['kind'],
  newer?: FixForward,
): Promise<Standing<Change> | undefined> {
  if (model === undefined) return undefined
  // What was merged and could not be delivered is overtaken when a newer version arrives; until then it stays open.
  const open = (await openChanges(world.store, model)).filter(
    ({ it }) => !isTraining(it) && !(newer && fixesFailed(it, newer)),
  )
  return open.find(({ it }) => !isWayBack(kind) || (it.request.kind === kind && !it.merged))
}

async function inTraining(world: Onlooker, model: string | undefined): Promise<Standing<Change> | undefined> {
  const ended = (it: Change) => it.delivered.some(({ conclusion }) => conclusion !== 'success')
  const open = model === undefined ? [] : await openChanges(world.store, model)
  return open.find(({ it }) => isTraining(it) && !ended(it))
}

const OUTCOMES = { behind: 'overtaken', lapsed: 'expired' } as const

/** `other`: what was asked for, where it is not the same once more. */
const over = (by: keyof typeof OUTCOMES, other: Plan | undefined) =>
  happened('change.closed', 'kedge', { outcome: OUTCOMES[by], says: says.inTheWay[by](other) })

const givenUp = (version: string) =>
  happened('change.closed', 'kedge', { outcome: 'denied', says: says.inTheWay.denied(version) })

const yielded = (it: Change, plan: Plan) =>
  happened('change.closed', 'kedge', {
    outcome: 'abandoned',
    says: isTheSame(it, plan) || plan.to === undefined ? says.inTheWay.yielded : says.inTheWay.yieldedTo(plan.to),
  })
