import { type Bench, verdict } from '../approvals/approval.ts'
import { standingDenial } from '../approvals/denial.ts'
import { type Change, sealOf, wasApproved } from '../core/change-state.ts'
import type { Sealing } from '../core/event.ts'
import { OutsideError } from '../core/outside.ts'
import { ProblemError } from '../core/problem.ts'
import type { Repository } from '../core/repository.ts'
import { policyKinds } from '../policies/index.ts'
import { readRepository } from '../repository/read-repository.ts'
import { type Heard, heardOnGitHub } from './review-votes.ts'
import { sealNow } from './seal-now.ts'
import type { Onlooker, Pull } from './world.ts'

/**
 * How something came to be merged: as it was approved; approved, but main had moved since, or it was denied, its approval
 * taken back, or it was closed since, or nobody can tell what it was merged onto; or past the check.
 */
export type MergedAs = 'approved' | 'moved' | 'denied' | 'withdrawn' | 'reopened' | 'untold' | 'by-passed'

/**
 * What was merged, held against what was approved: the same commit, onto the same files, under the same rules. A green check
 * alone shows nothing of the last two, since it hangs on the commit. `seal` is left out where it cannot be told or read.
 */
export async function mergedAs(
  world: Onlooker,
  change: Change,
  pull: Pull,
): Promise<{ readonly as: MergedAs } & AtMerge> {
  const at = await sealAtMerge(world, change, pull)
  if (!wasApproved(change, pull.head)) return { as: 'by-passed', ...at }
  if (at.seal === undefined) return { as: 'untold', ...at }
  const isSame = at.seal.seal === sealOf(change)?.body.seal && at.seal.problems.length === 0
  return { as: isSame ? 'approved' : 'moved', ...at }
}

/** What was merged, and the rules and files it was merged onto, as far as they can be told. */
interface AtMerge {
  readonly seal?: Sealing
  readonly then?: Repository
}

/** How something was merged whose green check stood, by what had been said of it on GitHub and nobody had heard. */
export function asHeard(change: Change, { voted, wasClosed }: Heard, bench: Bench): MergedAs {
  if (voted.length > 0 && standingDenial(bench) !== undefined) return 'denied'
  if (wasClosed) return 'reopened'
  const counted = new Set(change.verdict?.by)
  const isFewer = voted.some(({ body }) => body.is === 'withdrawn' && counted.has(body.person))
  return isFewer && verdict({ ...bench, pull: { state: 'open', draft: false } }).is !== 'approved'
    ? 'withdrawn'
    : 'approved'
}

/** What was done on GitHub before it was merged and nobody had heard: reviews of it go on record, whatever that helps. */
export async function unheardBefore(
  world: Onlooker,
  change: Change,
  pull: Pull,
  repository: Repository,
): Promise<Heard> {
  const until = Date.parse(pull.mergedAt ?? '')
  const { voted, wasClosed } = await heardOnGitHub(world, change, pull, repository)
  return { wasClosed, voted: voted.filter(({ body }) => Date.parse(body.given ?? '') <= until) }
}

async function sealAtMerge(world: Onlooker, change: Change, pull: Pull): Promise<AtMerge> {
  try {
    const [contents, then] = await Promise.all([world.see.contents(pull), repositoryBefore(world, pull)])
    return then ? { seal: sealNow(change, pull, contents, then), then } : {}
  } catch (error) {
    if (error instanceof ProblemError) return {}
    throw error
  }
}

/** GitHub may tell a move of a branch some minutes after it was made. */
const SOON_MS = 10 * 60_000
const NOT_YET = 'GitHub has not said yet what it was merged onto.\n  fix: nothing to do: it is asked again'

function isFresh(world: Onlooker, { mergedAt = '' }: Pull): boolean {
  return world.now().getTime() - Date.parse(mergedAt) < SOON_MS
}

/** The rules and files it was merged onto; where those were broken, the rules in force with those files. */
async function repositoryBefore(world: Onlooker, pull: Pull): Promise<Repository | undefined> {
  const before = await world.see.before(pull)
  if (before === undefined && isFresh(world, pull)) throw new OutsideError('unavailable', NOT_YET)
  if (before === undefined) return undefined
  const { repository } = readRepository(before.files, before.commit, policyKinds)
  return repository ?? { ...(await world.policy()), ...before }
}
