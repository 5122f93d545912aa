import { type Change, sealOf, wasApproved } from '../core/change-state.ts'
import type { Sealing } from '../core/event.ts'
import { ProblemError } from '../core/problem.ts'
import type { Repository } from '../core/repository.ts'
import { policyKinds } from '../policies/index.ts'
import { readRepository } from '../repository/read-repository.ts'
import { sealNow } from './seal-now.ts'
import type { Onlooker, Pull } from './world.ts'

/** How something came to be merged: as it was approved; approved, and main had moved since; or past the check. */
export type MergedAs = 'approved' | 'moved' | 'by-passed'

/**
 * What was merged, held against what was approved: the same commit, onto the same files, under the same rules. A green check
 * alone shows nothing of the last two, since it hangs on the commit. `seal` is left out where it cannot be read.
 */
export async function mergedAs(
  world: Onlooker,
  change: Change,
  pull: Pull,
): Promise<{ readonly as: MergedAs; readonly seal?: Sealing }> {
  const isOfHead = wasApproved(change, pull.head)
  const seal = await sealAtMerge(world, change, pull)
  if (seal === undefined) return { as: 'by-passed' }
  const isSame = seal.seal === sealOf(change)?.body.seal && seal.problems.length === 0
  return { as: isOfHead ? (isSame ? 'approved' : 'moved') : 'by-passed', seal }
}

async function sealAtMerge(world: Onlooker, change: Change, pull: Pull): Promise<Sealing | undefined> {
  try {
    const [contents, then] = await Promise.all([world.see.contents(pull), repositoryBefore(world, pull)])
    return sealNow(change, pull, contents, then)
  } catch (error) {
    if (error instanceof ProblemError) return undefined
    throw error
  }
}

/** The rules and files it was merged onto; where those were broken, the rules in force with those files. */
async function repositoryBefore(world: Onlooker, pull: Pull): Promise<Repository> {
  const { commit, files } = await world.see.before(pull)
  const { repository } = readRepository(files, commit, policyKinds)
  return repository ?? { ...(await world.policy()), commit, files }
}
