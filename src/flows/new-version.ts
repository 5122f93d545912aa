import { type Change, isOpen, retrainsOf } from '../core/change-state.ts'
import { happened } from '../core/event.ts'
import type { Model } from '../core/model.ts'
import { type NewVersion, saidOtherwise } from '../core/new-version.ts'
import { ProblemError, problem } from '../core/problem.ts'
import type { Repository } from '../core/repository.ts'
import { openedTrouble } from '../core/trouble.ts'
import { ifStranger } from '../plans/plan.ts'
import { listedVersion, planRelease } from '../plans/release.ts'
import { sentence } from '../reports/sentence.ts'
import { isUnreadOnMain } from '../repository/after-merge.ts'
import { says } from '../words/says.ts'
import { askChange } from './ask.ts'
import { type Asker, authoriseKey } from './authorise.ts'
import { busyWith } from './in-the-way.ts'
import { say, showChange, showTrouble } from './jobs.ts'
import { NOTHING, type Outcome } from './outcome.ts'
import { changeOf, openTroubles } from './standing.ts'
import type { Incoming } from './store.ts'
import { mergedBefore, type Trainings, trainedBefore, trainedFor } from './trained-for.ts'
import type { Onlooker } from './world.ts'

/** What the door keeps of a registered version. */
export interface Registered {
  /** Whose key it was signed with: a key of the people policy. */
  readonly owner: string
  readonly made: NewVersion
}

/** A version that is registered becomes one change: its entry in the file of the model, and the wish that it runs. */
export async function newVersion(world: Onlooker, message: Incoming): Promise<Outcome> {
  const { owner, made } = JSON.parse(message.body) as Registered
  const repository = await world.policy()
  const model = Object.hasOwn(repository.models, made.model) ? repository.models[made.model] : undefined
  if (model === undefined) return toldForADay(world, {}, says.newVersion.faults.noModel)
  mustBeHere(repository, owner, world.now())
  const path = repository.paths[`model/${model.id}`] ?? ''
  if (isUnreadOnMain(repository, path)) return later(world, says.newVersion.unread(path))
  const { asker } = await authoriseKey(world, repository, owner, made.model)
  if (asker === undefined) return toldForADay(world, made, says.newVersion.faults.unseen(made, owner))
  const registered = message.at.toISOString()
  const trained = await trainedFor(world, made, registered)
  const known = model.versions?.[made.version]
  if (known) return listedBefore(world, made, known, await mergedBefore(world, repository, trained, made))
  const busy = await busyWith(world, model, { model, to: made.version, registered })
  if (busy?.request.to === made.version) {
    const listed = listedVersion(busy.request.edits, made.version)
    // What was asked for already cannot come from a training that was merged later.
    const earlier = trained.filter(({ it }) => (it.merged?.at ?? '') <= busy.asked.at)
    if (listed) return listedBefore(world, made, listed, earlier)
  }
  if (busy) return waits(world, model, made, busy, trained)
  return asked(world, asker, { made, registered }, trained)
}

/** A model takes one change at a time; the next one waits. */
const WAIT_MS = 60_000

const later = ({ now }: Onlooker, why: string) => ({ again: { at: new Date(now().getTime() + WAIT_MS), why } })

/** Told once for each that is in its way. What it was trained for is over: the version is known, whatever it waits for. */
async function waits(
  world: Onlooker,
  { channel, name }: Model,
  made: NewVersion,
  busy: Change,
  trained: Trainings,
): Promise<Outcome> {
  const { model, version, digest } = made
  const { again } = later(world, says.newVersion.busy(model, busy.id))
  const { parts = [], jobs = [] } = isKnown(trained, made)
  const standing = await changeOf(world.store, busy.id)
  if (!standing || !isOpen(standing.it) || standing.it.awaited.some(known => known.version === version))
    return { parts, jobs, again }
  const awaited = happened('change.awaited', 'kedge', { model, version })
  // It may be what asked for the training as well.
  const own = parts.find(({ subject }) => subject === busy.id) ?? { subject: busy.id, seen: standing.seen, events: [] }
  const others = parts.filter(part => part !== own)
  const document = sentence(says.newVersion.waits({ name, version }, busy.request, busy.pull?.pull))
  const told =
    channel === undefined ? [] : [say(`waits:${busy.id}:${version}:${digest}`, busy.id, { channel, document })]
  return { parts: [...others, { ...own, events: [...own.events, awaited] }], jobs: [...jobs, ...told], again }
}

async function asked(
  world: Onlooker,
  asker: Asker<readonly [Model]>,
  { made, registered }: { readonly made: NewVersion; readonly registered: string },
  trained: Trainings,
): Promise<Outcome> {
  const [model] = asker.models
  const first = trained[0]?.it ?? (await trainedBefore(world, made))
  const { document, outcome } = await askChange(world, {
    asker,
    plan: repository => planRelease(repository, model, made),
    reason: made.reason ?? says.newVersion.reason(made.version),
    door: 'api',
    registered,
    ...(first && { trainedFor: first.id }),
  })
  const { channel } = model
  const isAsked = (outcome.parts ?? []).length > 0
  const told =
    isAsked || channel === undefined
      ? []
      : [say(`version:${made.model}:${made.version}:${made.digest}`, `model/${model.id}`, { channel, document })]
  // What was not asked for ends no training, unless it is what runs.
  const linked = isAsked || made.version === model.serving.version ? isKnown(trained, made) : NOTHING
  const over = isAsked ? await conflictsOver(world, made) : NOTHING
  return {
    ...outcome,
    parts: [...(outcome.parts ?? []), ...(linked.parts ?? []), ...(over.parts ?? [])],
    jobs: [...(outcome.jobs ?? []), ...(linked.jobs ?? []), ...(over.jobs ?? []), ...told],
  }
}

/** Tried again until the settings name somebody who is there: whoever asks is never counted, so it must be known who it is. */
function mustBeHere(repository: Repository, owner: string, now: Date): void {
  const stranger = ifStranger(repository, owner, now)
  if (stranger === undefined) return
  const { says: why, fix } = stranger.refused
  throw new ProblemError([problem('unknown-owner', ...says.newVersion.faults.stranger(owner, why, fix))])
}

/** A training that gave a version is done, unless it waits for others or for one that runs. */
function isKnown(trained: Trainings, { model, version }: NewVersion): Outcome {
  const parts = trained.map(({ it, seen }) => {
    const waits = retrainsOf(it).some(
      ({ model: id }) => id !== model && !it.registered.some(known => known.model === id),
    )
    const moves = (it.seals.at(-1)?.body.moves ?? []).length > 0
    const registered = happened('change.registered', 'kedge', { model, version })
    return {
      subject: it.id,
      seen,
      events: [registered, ...(waits || moves ? [] : [happened('change.done', 'kedge', {})])],
    }
  })
  return { parts, jobs: trained.map(({ it }) => showChange(it.id)) }
}

const TOLD_MS = 86_400_000

/**
 * What is listed stays as it is. Two things under one name are told, for nobody could say which of them was approved; so is
 * whatever the entry does not hold, for it was accepted and would be lost.
 */
async function listedBefore(
  world: Onlooker,
  made: NewVersion,
  listed: { readonly digest?: unknown },
  trained: Trainings,
): Promise<Outcome> {
  if (listed.digest !== made.digest) return toldForADay(world, made, says.newVersion.faults.otherDigest(made))
  const known = isKnown(trained, made)
  const otherwise = saidOtherwise(made, listed)
  if (otherwise.length === 0) return known
  const told = await toldForADay(world, made, says.newVersion.faults.otherwise(made, otherwise))
  return { parts: [...(known.parts ?? []), ...(told.parts ?? [])], jobs: [...(known.jobs ?? []), ...(told.jobs ?? [])] }
}

/** What was accepted and cannot be done is a trouble of the model: nobody hears from a log. */
async function toldForADay(
  world: Onlooker,
  { model }: Partial<Pick<NewVersion, 'model'>>,
  [wrong, fix]: readonly [wrong: string, fix: string],
): Promise<Outcome> {
  const now = world.now()
  if ((await openTroubles(world.store)).some(({ it }) => it.fix === fix)) return NOTHING
  const until = new Date(now.getTime() + TOLD_MS).toISOString()
  const opened = openedTrouble({
    says: wrong,
    fix,
    since: now.toISOString(),
    works: ['registration'],
    until,
    ...(model !== undefined && { model }),
  })
  return { parts: [{ ...opened, seen: 0 }], jobs: [showTrouble(opened.subject)] }
}

/** Whoever registers a version of its own has done what was asked. */
async function conflictsOver(world: Onlooker, { model }: NewVersion): Promise<Outcome> {
  const open = (await openTroubles(world.store)).filter(
    ({ it }) => it.model === model && it.works.includes('registration'),
  )
  const parts = open.map(({ it, seen }) => ({
    subject: it.id,
    seen,
    events: [happened('trouble.closed', 'kedge', {})],
  }))
  return { parts, jobs: open.map(({ it }) => showTrouble(it.id)) }
}
