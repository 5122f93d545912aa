import { canonicalJson } from '../core/canonical.ts'
import { type Change, sealOf } from '../core/change-state.ts'
import { type Reviews, wantsReviews } from '../core/demands.ts'
import type { EventType } from '../core/event.ts'
import { gateOf } from '../core/gate.ts'
import { OutsideError } from '../core/outside.ts'
import { type Refusal, refusalOf } from '../core/reason.ts'
import type { Repository } from '../core/repository.ts'
import type { Sealing } from '../core/sealing.ts'
import { answerAlike } from '../core/shown.ts'
import { says } from '../words/says.ts'
import { CHECK_NAME, judged } from './bench.ts'
import { findingsNow } from './look-findings.ts'
import { heardOnGitHub } from './review-votes.ts'
import { sealNow } from './seal-now.ts'
import type { Standing } from './standing.ts'
import type { Branch, Onlooker, Pull, Review } from './world.ts'

/** Why this pull request must not be merged by Kedge now; undefined when it may. */
export async function mayMerge(world: Onlooker, standing: Standing<Change>, pull: Pull): Promise<Refusal | undefined> {
  const change = standing.it
  const contents = await world.see.contents(pull)
  const sealed = sealOf(change)?.body
  const { verdict: now, repository } = await judged(world, change)
  const seal = sealNow(change, pull, contents, repository)
  if (seal.seal !== sealed?.seal || canonicalJson(beside(seal)) !== canonicalJson(beside(sealed)))
    return refusalOf('moved')
  if (now.is !== 'approved') return refusalOf('moved')
  if (now.merge !== 'auto') return refusalOf('manual-merge')
  const findings = await findingsNow(world, change, contents, pull.head)
  if (findings.some(({ blocks }) => blocks)) return refusalOf('guardrail')
  if (change.findings && !answerAlike(change.findings, findings)) return refusalOf('moved')
  const [check, base] = await Promise.all([world.see.check(pull.head, CHECK_NAME), world.see.branch(pull.base)])
  if (check?.conclusion !== 'success') return refusalOf('check-not-green')
  const no = unguarded(base) ?? (await held(world, pull, base?.reviews ?? 'unknown'))
  return no ?? (await unheard(world, change, pull, repository)) ?? (await overtaken(world, standing))
}

/** What no seal names, and what must be as it was judged all the same. */
const beside = ({ authors, problems }: Sealing) => [authors, problems]

/**
 * Asked of GitHub last, since a review can be dismissed at any time. What is left is the moment until GitHub merges: it
 * binds a merge to a commit, not to reviews. Where people merge, it is the time until the check turns.
 */
async function unheard(
  world: Onlooker,
  change: Change,
  pull: Pull,
  repository: Repository,
): Promise<Refusal | undefined> {
  const { wasClosed, voted } = await heardOnGitHub(world, change, pull, repository)
  return wasClosed || voted.length > 0 ? refusalOf('moved') : undefined
}

/**
 * All of that takes a while, and whoever denies meanwhile is told that it blocks: what was written since is judged anew.
 * The very last look, and the only one that asks nobody outside.
 */
async function overtaken({ store }: Onlooker, { it, seen }: Standing<Change>): Promise<Refusal | undefined> {
  const since = (await store.events(it.id)).slice(seen)
  return since.every(({ type }) => BESIDE.includes(type)) ? undefined : refusalOf('moved')
}

/** What changes nothing in a verdict. */
const BESIDE: readonly EventType[] = [
  ...(['change.refused', 'change.posted', 'change.described', 'promise.warned', 'promise.late'] as const),
]

/** A green check proves something only where the branch requires it, and from us. */
function unguarded(base: Branch | undefined): Refusal | undefined {
  if (base === undefined) return refusalOf('unprotected')
  const { mode, problems } = gateOf(base, CHECK_NAME)
  if (mode !== 'none') return undefined
  return { code: 'unprotected', ...says.mayMerge.unguarded(problems) }
}

/**
 * GitHub is asked before it is told to merge: a merge it would refuse is explained, and one it would let our App do past
 * its own reviews is not done. What it has not computed yet is asked again.
 */
async function held(world: Onlooker, pull: Pull, reviews: Branch['reviews']): Promise<Refusal | undefined> {
  switch (pull.mergeable) {
    case 'yes':
      return undefined
    case 'behind':
    case 'conflict':
      return refusalOf(pull.mergeable)
    case 'unknown':
      throw new OutsideError('unavailable', says.mayMerge.notSaid(pull.number))
    case 'blocked': {
      if (reviews === 'unknown') return refusalOf('github-blocks')
      const missing = reviewsMissing(reviews, pull, await world.see.reviews(pull.number))
      return missing ?? refusalOf('github-blocks')
    }
  }
}

/** Whose review GitHub waits for. Undefined where it has as many as it demands and nobody is still asked. */
function reviewsMissing(wanted: Reviews, pull: Pull, given: readonly Review[]): Refusal | undefined {
  const approved = approvers(given)
  const enough = approved.length >= wanted.approvals && pull.reviewers.length === 0
  if (!wantsReviews(wanted) || enough) return undefined
  const told = { demands: says.gate.reviews(wanted), approved, asked: pull.reviewers }
  return { ...refusalOf('github-reviews'), says: says.mayMerge.reviewsMissing(told) }
}

/** The last word of each person stands; a comment is no word. */
function approvers(given: readonly Review[]): string[] {
  const last = new Map(given.filter(it => it.state !== 'commented' && !it.user.bot).map(it => [it.user.id, it]))
  return [...last.values()].filter(it => it.state === 'approved').map(it => `@${it.user.login}`)
}
