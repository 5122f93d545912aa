/** What a pull request was merged onto, however it was merged. */
import type { Pull } from '../flows/world.ts'
import type { GitHubClient } from './github-client.ts'

/**
 * The commit that the base branch stood at. A merge commit has it as its first parent, and so has what was squashed; what
 * was rebased is as many commits as the branch had, and the last of them says what the head says.
 */
export async function mergedOnto(client: GitHubClient, { number, head, mergeCommit }: Pull): Promise<string> {
  const commitAt = async (sha: string) => (await client.call('git.getCommit', { commit_sha: sha })).data
  const merge = await commitAt(mergeCommit ?? head)
  const [parent, second] = merge.parents
  if (parent === undefined) return merge.sha
  if (second !== undefined || (await commitAt(head)).message !== merge.message) return parent.sha
  const { data } = await client.call('pulls.get', { pull_number: number })
  let onto = parent.sha
  for (let left = data.commits - 1; left > 0; left--) onto = (await commitAt(onto)).parents[0]?.sha ?? onto
  return onto
}
