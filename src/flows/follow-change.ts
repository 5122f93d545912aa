import { asksNobody } from '../approvals/judged.ts'
import { digestOf } from '../core/canonical.ts'
import { type Change, isOpen, sealOf } from '../core/change-state.ts'
import { happened, type NewEvent } from '../core/event.ts'
import { ProblemError } from '../core/problem.ts'
import type { Repository } from '../core/repository.ts'
import type { Sealing } from '../core/sealing.ts'
import { answerAlike } from '../core/shown.ts'
import { askedAnew, clearedAndOver, clearedByClosing } from '../reports/change-words.ts'
import { says } from '../words/says.ts'
import { judged } from './bench.ts'
import { comparedWith } from './compared-with.ts'
import { afterMerge, showsDelivery } from './follow-delivery.ts'
import { followMerge } from './follow-merge.ts'
import { adoptPull, mergePull, say, setCheck, showPull } from './jobs.ts'
import { endedNews, lapsedNews, worseNews } from './lapsed-news.ts'
import { findingsNow } from './look-findings.ts'
import { underCard } from './notes.ts'
import { NOTHING, type Outcome } from './outcome.ts'
import { restores } from './restores.ts'
import { heardBeforeClosing, heardOnGitHub, wasClosedSince } from './review-votes.ts'
import { sealNow } from './seal-now.ts'
import { changeOf, type Standing } from './standing.ts'
import type { NewJob } from './store.ts'
import { folded, isKnown } from './unwritten.ts'
import type { Onlooker, Pull } from './world.ts'

/**
 * Holds a change against what GitHub says of it now. Webhooks and the reconcile loop both end here, so a lost webhook
 * costs time and nothing else; what a webhook said is never believed, only looked up. `comes`: why it is looked at now.
 */
export async function follow(world: Onlooker, subject: string, comes?: 'vote'): Promise<Outcome> {
  const standing = await changeOf(world.store, subject)
  if (!standing?.it.pull || !isOpen(standing.it)) return NOTHING
  const pull = await world.see.pull(standing.it.pull.pull)
  if (standing.it.merged) {
    const after = await afterMerge(world, standing)
    return { ...after, jobs: [...(after.jobs ?? []), ...restores(world, standing.it, pull)] }
  }
  // Merged into another branch nothing is in force: whoever may write can do that, past every rule of the right one.
  if (pull.state === 'merged' && pull.base !== standing.it.pull.base)
    return closed(world, standing, pull, says.flowFollowChange.elsewhere(pull.base))
  if (pull.state === 'merged') return followMerge(world, standing, pull)
  if (pull.state === 'closed') return closed(world, standing, pull, says.flowFollowChange.closed)
  return stillOpen(world, standing, pull, comes)
}

/** A denial outlives its change, so what was said of it until then goes on record first. */
async function closed(
  world: Onlooker,
  { it, seen, events }: Standing<Change>,
  pull: Pull,
  why: string,
): Promise<Outcome> {
  const repository = await world.policy()
  const sealed = pull.state === 'closed' ? await unsealed(world, it, pull, repository) : []
  const voted = await heardBeforeClosing(world, folded(events, sealed, world.now()), pull, repository)
  const event = happened('change.closed', 'github', { outcome: 'abandoned', says: why })
  // The check hangs on the commit: left green, it would let the same commit through when somebody opens it again.
  return {
    parts: [{ subject: it.id, seen, events: [...sealed, ...voted, event] }],
    jobs: [setCheck(it.id), ...showsDelivery(it)],
  }
}

/** What was pushed and closed between two looks people read on GitHub all the same, and may have denied it there. */
async function unsealed(world: Onlooker, it: Change, pull: Pull, repository: Repository): Promise<NewEvent[]> {
  if (sealOf(it)?.body.pins.head === pull.head) return []
  try {
    return [happened('change.sealed', 'kedge', sealNow(it, pull, await world.see.contents(pull), repository))]
  } catch (error) {
    if (error instanceof ProblemError) return []
    throw error
  }
}

/** What is open again is asked for anew at once, and whose votes are gone by that is told where they gave them. */
async function askedFromTheStart(world: Onlooker, standing: Standing<Change>, pull: Pull): Promise<Outcome> {
  const { it } = standing
  const cleared = clearedByClosing(it, await world.policy())
  const told = cleared ? underCard(it, 'reopened', cleared) : []
  const { parts, jobs = [] } = await closed(world, standing, pull, says.flowFollowChange.reopened)
  return { ...(parts && { parts }), jobs: [...jobs, ...told, ...(it.pull ? [adoptPull(it.pull.pull)] : [])] }
}

/** It was closed for a moment: what is open again now is asked for anew. One that still is closed is found by looking. */
export async function wasClosed(world: Onlooker, subject: string): Promise<Outcome> {
  const standing = await changeOf(world.store, subject)
  if (!standing?.it.pull || standing.it.merged || !isOpen(standing.it)) return NOTHING
  const pull = await world.see.pull(standing.it.pull.pull)
  if (pull.state !== 'open') return NOTHING
  // The word of it may come late, when it has been asked for anew; GitHub tells whole seconds.
  const turns = await world.see.turns(pull.number)
  return wasClosedSince(turns, standing.it, pull, 1000) ? askedFromTheStart(world, standing, pull) : NOTHING
}

/** Seals what is there now, takes in the reviews, and judges; whatever changed is told. */
async function stillOpen(world: Onlooker, standing: Standing<Change>, pull: Pull, comes?: 'vote'): Promise<Outcome> {
  const { it, seen, events } = standing
  const [repository, contents] = await Promise.all([world.policy(), world.see.contents(pull)])
  const seal = sealNow(it, pull, contents, repository)
  const sealed = isKnown(it, seal)
    ? []
    : [happened('change.sealed', 'kedge', await compared(world, it, seal, repository))]
  const withSeal = folded(events, sealed, world.now())
  const onGitHub = await heardOnGitHub(world, withSeal, pull, repository, comes)
  if (onGitHub.wasClosed) return askedFromTheStart(world, standing, pull)
  const { voted } = onGitHub
  const findings = await findingsNow(world, withSeal, contents, pull.head)
  const isSame = it.findings !== undefined && answerAlike(it.findings, findings)
  const found = isSame ? [] : [happened('change.judged', 'kedge', { findings })]
  const withVotes = folded(events, [...sealed, ...voted, ...found], world.now())
  const judgedNow = await judged(world, withVotes, { pull })
  const { verdict } = judgedNow
  const by = verdict.counted.map(c => c.person)
  const lapsed = verdict.is === 'denied' && verdict.lapsed
  const unasked = asksNobody(verdict)
  // Also of what a rule stops besides: whoever approves now fills nothing.
  const over = verdict.missing.some(({ deadline }) => world.now().getTime() > Date.parse(deadline))
  const now = {
    is: verdict.is,
    head: pull.head,
    by,
    ...(lapsed && { lapsed }),
    ...(pull.draft && { draft: true as const }),
    ...(unasked && { asksNobody: unasked }),
  }
  const same = it.verdict !== undefined && digestOf(it.verdict) === digestOf(now)
  const told = same ? [] : [happened('change.verdict', 'kedge', now)]
  const all = [...sealed, ...voted, ...found, ...told]
  const jobs = [
    ...(all.length > 0 ? [setCheck(it.id)] : []),
    ...(all.length > 0 ? [showPull(it.id)] : restores(world, withVotes, pull)),
    ...(all.length > 0 ? showsDelivery(it) : []),
    ...newsOf(it, withVotes, repository, over),
    ...lapsedNews({ was: it, now: withVotes, voted, counted: by }, repository),
    ...(found.length > 0 ? worseNews(judgedNow) : []),
    ...endedNews(judgedNow, it, seen),
  ]
  const ready =
    verdict.is === 'approved' &&
    verdict.merge === 'auto' &&
    it.checked?.head === pull.head &&
    it.checked.conclusion === 'success'
  return { parts: [{ subject: it.id, seen, events: all }], jobs: [...jobs, ...(ready ? [mergePull(it.id)] : [])] }
}

/** What was pushed may move to another version than the one that was compared when it was asked for. */
async function compared(world: Onlooker, it: Change, seal: Sealing, repository: Repository): Promise<Sealing> {
  if (seal.moves.every(({ to }) => to === it.firstAsked.evidence?.to)) return seal
  const evidence = await comparedWith(world, repository, seal.moves)
  return { ...seal, ...(evidence && { evidence }) }
}

/** When votes were cleared, those who gave them are told why, in the thread of the card; `over`: nobody can vote anew. */
function newsOf(was: Change, now: Change, repository: Repository, over: boolean): NewJob[] {
  const [before, after] = [sealOf(was), sealOf(now)]
  if (!before || !after || before.body.seal === after.body.seal) return []
  const channel = was.card?.channel
  if (channel === undefined) return []
  const document = over
    ? clearedAndOver(was, before.body, after.body)
    : askedAnew(was, before.body, after.body, repository)
  return [say(`anew:${was.id}:${after.body.seal}`, was.id, { channel, thread: was.id, document })]
}
