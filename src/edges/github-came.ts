import type { GitHubClient } from './github-client.ts'
import { unless } from './github-demands.ts'

/** What `until` has and `since` had not; undefined where that is more than GitHub lists, or where the branch was put back. */
export async function newCommits(
  client: GitHubClient,
  since: string,
  until: string,
): Promise<ReadonlySet<string> | undefined> {
  const asked = client.call('repos.compareCommitsWithBasehead', { basehead: `${since}...${until}` })
  const answer = await unless(({ status }) => status === 404, asked)
  if (answer === undefined) return undefined
  const { behind_by, total_commits, commits } = answer.data
  return behind_by > 0 || commits.length < total_commits ? undefined : new Set(commits.map(({ sha }) => sha))
}
