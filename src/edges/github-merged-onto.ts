/** What a pull request was merged onto, however it was merged. */
import type { Pull } from '../flows/world.ts'
import type { GitHubClient } from './github-client.ts'
import type { GitHubMoves } from './github-moves.ts'

/** The same, asked once by all who ask at once: what was merged is read from several sides. */
export type MergedOnto = (pull: Pull) => Promise<string | undefined>

export function openMergedOnto(client: GitHubClient, moves: Pick<GitHubMoves, 'of'>): MergedOnto {
  const asking = new Map<number, ReturnType<MergedOnto>>()
  return pull => {
    const asked = asking.get(pull.number) ?? mergedOnto(client, moves, pull).finally(() => asking.delete(pull.number))
    asking.set(pull.number, asked)
    return asked
  }
}

/**
 * The commit that the base branch stood at: a merge commit has it as its first parent; of what was squashed or rebased GitHub’s
 * record of moves has it. Undefined where nobody can say. Messages and counts of commits are in the hand of who merges.
 */
export async function mergedOnto(
  client: GitHubClient,
  moves: Pick<GitHubMoves, 'of'>,
  { base, head, mergeCommit }: Pull,
): Promise<string | undefined> {
  const { data: merge } = await client.call('git.getCommit', { commit_sha: mergeCommit ?? head })
  const [parent, second] = merge.parents
  // Pushed to the base as it is, the head may be a merge commit of its own.
  if (parent !== undefined && second !== undefined && merge.sha !== head) return parent.sha
  return (await moves.of(base)).moves.find(({ after }) => after === merge.sha)?.before
}
