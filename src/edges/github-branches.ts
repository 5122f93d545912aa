/** Branches and the rules that hold on them. */
import { OutsideError } from '../core/outside.ts'
import { ProblemError, problem } from '../core/problem.ts'
import type { Branch } from '../flows/world.ts'
import { says } from '../words/says.ts'
import type { GitHubClient } from './github-client.ts'
import { type BranchAnswer, demandsOf, unless } from './github-demands.ts'
import type { GitHubObjects } from './github-objects.ts'

/** The branch whose files are in force. Throws `ProblemError` where there is none. */
export async function mainBranch(client: GitHubClient, objects: GitHubObjects): Promise<Branch> {
  const name = mainName(client)
  const branch = await branchNamed(client, objects, name)
  if (branch === undefined) throw noBranch(client)
  return branch
}

export function mainName(client: GitHubClient): string {
  return client.settings.mainBranch ?? 'main'
}

export function noBranch(client: GitHubClient): ProblemError {
  return new ProblemError([problem('no-branch', ...says.githubBranches.none(client.repository, mainName(client)))])
}

/** A branch may be gone; GitHub answers with the new branch where one was renamed. */
export async function branchNamed(
  client: GitHubClient,
  objects: GitHubObjects,
  name: string,
): Promise<Branch | undefined> {
  const branch = await unless(({ status }) => status === 404, client.call('repos.getBranch', { branch: name }))
  if (branch === undefined || branch.data.name !== name) {
    if ((await objects.tip(name)) === undefined) return undefined
    // Taken for an answer, this would be said as “not protected”.
    throw new OutsideError('unavailable', says.githubBranches.hidden(name))
  }
  return { name, sha: branch.data.commit.sha, ...(await demandsOf(client, name, branch.data as BranchAnswer)) }
}
