import { type Change, sealOf, wasApproved } from '../core/change-state.ts'
import type { NewEvent, Sealing } from '../core/event.ts'
import { OutsideError } from '../core/outside.ts'
import { ProblemError } from '../core/problem.ts'
import type { Repository } from '../core/repository.ts'
import { policyKinds } from '../policies/index.ts'
import { readRepository } from '../repository/read-repository.ts'
import { heardOnGitHub } from './review-votes.ts'
import { sealNow } from './seal-now.ts'
import type { Onlooker, Pull } from './world.ts'

/**
 * How something came to be merged: as it was approved; approved, but main had moved since, or it was denied since, or nobody
 * can tell what it was merged onto; or past the check.
 */
export type MergedAs = 'approved' | 'moved' | 'denied' | 'untold' | 'by-passed'

/**
 * What was merged, held against what was approved: the same commit, onto the same files, under the same rules. A green check
 * alone shows nothing of the last two, since it hangs on the commit. `seal` is left out where it cannot be told or read.
 */
export async function mergedAs(
  world: Onlooker,
  change: Change,
  pull: Pull,
): Promise<{ readonly as: MergedAs; readonly seal?: Sealing }> {
  const seal = await sealAtMerge(world, change, pull)
  if (!wasApproved(change, pull.head)) return { as: 'by-passed', ...(seal && { seal }) }
  if (seal === undefined) return { as: 'untold' }
  const isSame = seal.seal === sealOf(change)?.body.seal && seal.problems.length === 0
  return { as: isSame ? 'approved' : 'moved', seal }
}

/** Reviews that were given before it was merged and that nobody had heard: what they said is on record, whatever it helps. */
export async function unheardBefore(
  world: Onlooker,
  change: Change,
  pull: Pull,
  repository: Repository,
): Promise<readonly NewEvent[]> {
  const until = Date.parse(pull.mergedAt ?? '')
  const { voted } = await heardOnGitHub(world, change, pull, repository)
  return voted.filter(({ body }) => 'given' in body && Date.parse(body.given ?? '') <= until)
}

async function sealAtMerge(world: Onlooker, change: Change, pull: Pull): Promise<Sealing | undefined> {
  try {
    const [contents, then] = await Promise.all([world.see.contents(pull), repositoryBefore(world, pull)])
    return then && sealNow(change, pull, contents, then)
  } catch (error) {
    if (error instanceof ProblemError) return undefined
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
