import { standingDenial } from '../approvals/denial.ts'
import { hasArrived } from '../core/arrival.ts'
import { canonicalJson, digestOf } from '../core/canonical.ts'
import { type Change, changeFrom, isOpen, sealOf } from '../core/change-state.ts'
import { type Bodies, type Event, happened, type NewEvent } from '../core/event.ts'
import type { Model } from '../core/model.ts'
import { personByGithub } from '../core/people.ts'
import type { Repository } from '../core/repository.ts'
import { byPassedNote, mergedNote } from '../reports/change-notes.ts'
import { askedAnew } from '../reports/change-words.ts'
import { judged, modelIn } from './bench.ts'
import { afterMerge, showsDelivery } from './follow-delivery.ts'
import { deliver, mergePull, say, setCheck, showPull } from './jobs.ts'
import { lapsedNews } from './lapsed-news.ts'
import { findingsNow } from './look-findings.ts'
import { type MergedAs, mergedAs, unheardBefore } from './merged-as.ts'
import { heard, inCase, underCard } from './notes.ts'
import { NOTHING, type Outcome } from './outcome.ts'
import { reviewOwed } from './review.ts'
import { heardOnGitHub } from './review-votes.ts'
import { sealNow } from './seal-now.ts'
import { changeOf, type Standing } from './standing.ts'
import type { NewJob } from './store.ts'
import type { Onlooker, Pull } from './world.ts'

/**
 * Holds a change against what GitHub says of it now. Webhooks and the reconcile loop both end here, so a lost webhook
 * costs time and nothing else; what a webhook said is never believed, only looked up.
 */
export async function follow(world: Onlooker, subject: string): Promise<Outcome> {
  const standing = await changeOf(world.store, subject)
  if (!standing?.it.pull || !isOpen(standing.it)) return NOTHING
  if (standing.it.merged) return afterMerge(world, standing)
  const pull = await world.see.pull(standing.it.pull.pull)
  if (pull.state === 'merged') return merged(world, standing, pull)
  if (pull.state === 'closed') return closed(standing)
  return stillOpen(world, standing, pull)
}

/** Merged into another branch nothing is in force: whoever may write can do that, past every rule of the right one. */
async function merged(world: Onlooker, standing: Standing<Change>, pull: Pull): Promise<Outcome> {
  const { it, seen } = standing
  if (pull.base !== it.pull?.base) return closed(standing, `it was merged into ${pull.base}, where nothing is in force`)
  const repository = await world.policy()
  const { as: held, seal } = await mergedAs(world, it, pull)
  // What is in force is what was merged, whatever was sealed of it before: it is that which moves versions and is looked at.
  const sealed = seal && !isKnown(it, seal) ? [happened('change.sealed', 'kedge', seal)] : []
  const before = folded(standing.events, sealed, world.now())
  const voted = await unheardBefore(world, before, pull, repository)
  const now = folded(standing.events, [...sealed, ...voted], world.now())
  const asItStands = await judged(world, now)
  const isDenied = voted.length > 0 && standingDenial(asItStands.bench) !== undefined
  const as = held === 'approved' && isDenied ? 'denied' : held
  const by = await mergerOf(world, pull, repository.people)
  const note = mergeNote(now, modelIn(repository, it), pull, { as, by })
  const review = reviewOwed(asItStands, as, world.now())
  // What moves no version and trains none has nowhere to arrive; what is to run is delivered, whatever runs now.
  const arrived = hasArrived(now, { models: repository.models, runs: () => undefined })
  const done = arrived ? [happened('change.done', 'kedge', {})] : []
  return {
    parts: [{ subject: it.id, seen, events: [...sealed, ...voted, mergeBy(by, pull), ...review, ...done] }],
    jobs: [...(done.length > 0 ? [] : [deliver(it.id)]), ...showsDelivery(it), ...note],
  }
}

function mergeBy(by: string, { mergeCommit = '', head, mergedBy, mergedAt }: Pull): NewEvent {
  const account = mergedBy && { account: `github:${mergedBy.id}` }
  return happened('change.merged', by, { commit: mergeCommit, head, by, ...account, ...(mergedAt && { mergedAt }) })
}

/** A merge past the gate is told where people look, case or not: an administrator may, and somebody looks at it afterwards. */
function mergeNote(
  it: Change,
  model: Model | undefined,
  pull: Pull,
  { as, by }: { readonly as: MergedAs; readonly by: string },
): NewJob[] {
  if (as === 'approved') {
    return model ? inCase(it, model, 'merged', mergedNote(it, pull.url, it.verdict?.by ?? [])) : []
  }
  const who = { id: by, login: pull.mergedBy?.login ?? 'somebody' }
  const note = byPassedNote(it, pull, { ...who, as }, model?.owners.technical)
  return model ? heard(it, model, 'by-passed', note) : underCard(it, 'by-passed', note)
}

/** Kedge’s own account, a person, an account nobody knows, or GitHub itself. */
async function mergerOf({ see }: Onlooker, { mergedBy }: Pull, people: Repository['people']): Promise<string> {
  if (mergedBy === undefined) return 'github'
  const person = personByGithub(people, mergedBy.id)
  if (person !== undefined) return person
  return mergedBy.id === (await see.ownAccount()) ? 'kedge' : `github:${mergedBy.id}`
}

function closed({ it, seen }: Standing<Change>, says = 'the pull request was closed without a merge'): Outcome {
  const event = happened('change.closed', 'github', { outcome: 'abandoned', says })
  // The check hangs on the commit: left green, it would let the same commit through when somebody opens it again.
  return { parts: [{ subject: it.id, seen, events: [event] }], jobs: [setCheck(it.id), ...showsDelivery(it)] }
}

/** It was closed for a moment: what is open again now is asked for anew. One that still is closed is found by looking. */
export async function wasClosed(world: Onlooker, subject: string): Promise<Outcome> {
  const standing = await changeOf(world.store, subject)
  if (!standing?.it.pull || standing.it.merged || !isOpen(standing.it)) return NOTHING
  const { state } = await world.see.pull(standing.it.pull.pull)
  return state === 'open' ? closed(standing, AGAIN) : NOTHING
}

const AGAIN = 'the pull request was closed, and opened again since'

/** Seals what is there now, takes in the reviews, and judges; whatever changed is told. */
async function stillOpen(world: Onlooker, standing: Standing<Change>, pull: Pull): Promise<Outcome> {
  const { it, seen, events } = standing
  const [repository, contents] = await Promise.all([world.policy(), world.see.contents(pull)])
  const seal = sealNow(it, pull, contents, repository)
  const sealed = isKnown(it, seal) ? [] : [happened('change.sealed', 'kedge', seal)]
  const withSeal = folded(events, sealed, world.now())
  const onGitHub = await heardOnGitHub(world, withSeal, pull, repository)
  if (onGitHub.wasClosed) return closed(standing, AGAIN)
  const { voted } = onGitHub
  const findings = await findingsNow(world, withSeal, contents, pull.head)
  const found = sameFindings(it.findings, findings) ? [] : [happened('change.judged', 'kedge', { findings })]
  const withVotes = folded(events, [...sealed, ...voted, ...found], world.now())
  const { verdict } = await judged(world, withVotes)
  const by = verdict.counted.map(c => c.person)
  const now = { is: verdict.is, head: pull.head, by }
  const same = it.verdict !== undefined && digestOf(it.verdict) === digestOf(now)
  const told = same ? [] : [happened('change.verdict', 'kedge', now)]
  const all = [...sealed, ...voted, ...found, ...told]
  const jobs = [
    ...(all.length > 0 ? [setCheck(it.id), showPull(it.id), ...showsDelivery(it)] : []),
    ...newsOf(it, withVotes, repository),
    ...lapsedNews({ was: it, now: withVotes, voted, counted: by }, repository),
  ]
  const ready =
    verdict.is === 'approved' &&
    verdict.merge === 'auto' &&
    it.checked?.head === pull.head &&
    it.checked.conclusion === 'success'
  return { parts: [{ subject: it.id, seen, events: all }], jobs: [...jobs, ...(ready ? [mergePull(it.id)] : [])] }
}

/** Said anew where a rule’s answer is another one; that a number moved within its limits is nothing new. */
function sameFindings(was: Change['findings'], now: NonNullable<Change['findings']>): boolean {
  const answers = (all: NonNullable<Change['findings']>) =>
    all.map(({ policy, model, outcome, severity, blocks }) => [policy, model, outcome, severity, blocks])
  return was !== undefined && canonicalJson(answers(was)) === canonicalJson(answers(now))
}

/**
 * An e-mail that was linked to an account since then makes an author known, and what others merged may make a file wrong
 * that was right: neither moves what was voted on.
 */
function isKnown(it: Change, now: Bodies['change.sealed']): boolean {
  const beside = ({ authors, bounds = [], problems }: Bodies['change.sealed']) =>
    canonicalJson([authors, bounds, problems])
  const known = sealOf(it)?.body
  return known?.seal === now.seal && beside(known) === beside(now)
}

/** When votes were cleared, those who gave them are told why, in the thread of the card. */
function newsOf(was: Change, now: Change, repository: Repository): NewJob[] {
  const [before, after] = [sealOf(was), sealOf(now)]
  if (!before || !after || before.body.seal === after.body.seal) return []
  const channel = was.card?.channel
  if (channel === undefined) return []
  const document = askedAnew(was, before.body, after.body, repository)
  return [say(`anew:${was.id}:${after.body.seal}`, was.id, { channel, thread: was.id, document })]
}

/** The fold with events that are not written yet. */
function folded(events: readonly Event[], more: readonly NewEvent[], now: Date): Change {
  const at = now.toISOString()
  const written = more.map((event, i) => ({ v: 1, subject: '', seq: events.length + i, at, ...event }) as Event)
  return changeFrom([...events, ...written]) as Change
}
