/** Branches and the rules that hold on them. */
import { OutsideError } from '../core/outside.ts'
import { ProblemError, problem } from '../core/problem.ts'
import type { Branch } from '../flows/world.ts'
import type { GitHubClient } from './github-client.ts'
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
  const fix = 'Create it, or name the branch whose files are in force in the settings.'
  return new ProblemError([problem('no-branch', `${client.repository} has no branch ${mainName(client)}.`, fix)])
}

/** Protection may be classic, by rulesets, or both; what either demands is demanded. */
export async function branchNamed(
  client: GitHubClient,
  objects: GitHubObjects,
  name: string,
): Promise<Branch | undefined> {
  const branch = await unlessGone(client.call('repos.getBranch', { branch: name }))
  // GitHub answers with the new branch where one was renamed.
  if (branch === undefined || branch.data.name !== name) {
    const sha = await objects.tip(name)
    return sha === undefined ? undefined : { name, sha, protected: false, requires: [] }
  }
  const rules = (await unlessGone(client.every('repos.getBranchRules', { branch: name }, a => a.data))) ?? []
  const classic = branch.data.protection?.required_status_checks
  const requires = [
    ...(classic?.contexts ?? []),
    ...(classic?.checks ?? []).map(check => check.context),
    ...rules.flatMap(rule => (rule.type === 'required_status_checks' ? contextsOf(rule.parameters) : [])),
  ]
  const isProtected = branch.data.protected || rules.length > 0
  return { name, sha: branch.data.commit.sha, protected: isProtected, requires: [...new Set(requires)].sort() }
}

function contextsOf(parameters?: { required_status_checks: readonly { context: string }[] }): string[] {
  return (parameters?.required_status_checks ?? []).map(check => check.context)
}

/** A branch may be gone; an older Enterprise Server has no rulesets, and a plan that has none says 403 and what to buy. */
async function unlessGone<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked
  } catch (error) {
    const refused =
      error instanceof OutsideError ? (error.cause as { status?: number; message?: string } | undefined) : undefined
    const none = refused?.status === 404 || (refused?.status === 403 && /^upgrade to/i.test(refused.message ?? ''))
    if (none) return undefined
    throw error
  }
}
