/** GitHub, as the flows know it: what can be seen, what can be done, and who we are there. */
import type { Eyes, Hands } from '../flows/world.ts'
import { branchNamed, mainBranch, mainName } from './github-branches.ts'
import { newCommits } from './github-came.ts'
import { checkHands, checkOf, runMarked, type StartsWorkflows } from './github-checks.ts'
import { type GitHubSettings, githubClient } from './github-client.ts'
import { commitHands, recordTip } from './github-commits.ts'
import { contentsOf } from './github-contents.ts'
import { githubHands } from './github-hands.ts'
import { issueEyes, issueHands } from './github-issues.ts'
import { mergedPulls } from './github-merged.ts'
import { openMergedOnto } from './github-merged-onto.ts'
import { githubMoves } from './github-moves.ts'
import { githubObjects } from './github-objects.ts'
import { openPulls, pullHands, pullNumber, pullOfBranch, pullUrls, reviewsOf } from './github-pulls.ts'
import { recordFiles } from './github-record.ts'
import { readRepository, readRepositoryAt } from './github-repository.ts'
import { type GitHubSelf, ownAccount, whoAmI } from './github-self.ts'
import { membersOf } from './github-teams.ts'
import { turnsOf } from './github-turns.ts'

export type GitHubEyes = Pick<
  Eyes,
  | 'repository'
  | 'team'
  | 'openPulls'
  | 'mergedPulls'
  | 'pullOfBranch'
  | 'pull'
  | 'pullUrl'
  | 'reviews'
  | 'turns'
  | 'contents'
  | 'before'
  | 'after'
  | 'branch'
  | 'mainBranch'
  | 'newCommits'
  | 'ownAccount'
  | 'check'
  | 'run'
  | 'issue'
  | 'isCommented'
  | 'record'
>
export type GitHubHands = Pick<
  Hands,
  | 'createBranch'
  | 'commitFiles'
  | 'createPull'
  | 'updatePull'
  | 'createCheck'
  | 'updateCheck'
  | 'merge'
  | 'createIssue'
  | 'commentIssue'
  | 'closeIssue'
  | 'appendRecord'
> &
  StartsWorkflows

export interface GitHub {
  readonly see: GitHubEyes
  readonly do: GitHubHands
  whoAmI(): Promise<GitHubSelf>
  /** The whole record by path; undefined before its first line. */
  recordFiles(): Promise<Readonly<Record<string, string>> | undefined>
}

/**
 * Asks nothing yet. Throws `ProblemError` where the key is none. Everything it gives throws `OutsideError`, and
 * `ProblemError` where what lies on GitHub cannot be read as it is (a symlink, a pull request that is too large).
 */
export function openGitHub(settings: GitHubSettings): GitHub {
  const client = githubClient(settings)
  const objects = githubObjects(client)
  const self = ownAccount(client)
  const moves = githubMoves(client)
  const handsIn = githubHands(self, moves)
  const onto = openMergedOnto(client, moves)
  const pull = (number: number) => pullNumber(client, number)
  return {
    see: {
      repository: readRepository(client, objects),
      team: name => membersOf(client, name),
      openPulls: () => openPulls(client, mainName(client)),
      mergedPulls: since => mergedPulls(client, mainName(client), since),
      pullOfBranch: branch => pullOfBranch(client, branch),
      pull,
      pullUrl: pullUrls(pull),
      reviews: pull => reviewsOf(client, pull),
      turns: pull => turnsOf(client, pull),
      before: async pull => {
        const commit = await onto(pull)
        return commit === undefined ? undefined : readRepositoryAt(client, objects, commit)
      },
      after: async ({ mergeCommit }) =>
        mergeCommit === undefined ? undefined : readRepositoryAt(client, objects, mergeCommit),
      contents: pull => contentsOf(client, objects, { handsIn, onto }, pull),
      branch: name => branchNamed(client, objects, name),
      mainBranch: () => mainBranch(client, objects),
      newCommits: (since, until) => newCommits(client, since, until),
      ownAccount: self,
      check: (head, name) => checkOf(client, head, name),
      run: (workflow, mark) => runMarked(client, workflow, mark),
      ...issueEyes(client, self),
      record: () => recordTip(client, objects),
    },
    do: { ...commitHands(client, objects), ...pullHands(client), ...checkHands(client), ...issueHands(client) },
    whoAmI: () => whoAmI(client),
    recordFiles: () => recordFiles(client, objects),
  }
}

export type { GitHubSelf, GitHubSettings }
