/** Everybody who had a hand in a pull request: by what it says of itself, and by who pushed. */
import type { Author } from '../core/sealing.ts'
import type { Pull } from '../flows/world.ts'
import { type Account, authorNamed, isForeign } from './github-accounts.ts'
import { authorsOf, type CommitSeen, openerOf } from './github-authors.ts'
import type { GitHubMoves } from './github-moves.ts'
import { pushersOf } from './github-pushers.ts'
import type { OwnAccount } from './github-self.ts'

export interface CommitListed extends CommitSeen {
  readonly sha: string
  readonly parents: readonly { readonly sha: string }[]
}

/** Each once, in an order that later moves of the same people do not change. */
export type HandsIn = (pull: Pull, commits: readonly CommitListed[]) => Promise<readonly Author[]>

export function githubHands(self: OwnAccount, moves: GitHubMoves): HandsIn {
  return async (pull, commits) => {
    const own = commits.map(({ sha, parents, commit }) => ({
      sha,
      parents: parents.map(parent => parent.sha),
      committed: commit.committer?.date,
    }))
    const pushers = pull.fork ? undefined : await pushersOf(moves, pull, own)
    const said = [openerOf(pull.author), ...commits.flatMap(({ author, committer }) => [author, committer])]
    const ours = [...said, ...(pushers ?? [])].some(isForeign) ? await self() : undefined
    const all = [...authorsOf(commits, pull.author, ours), ...pushedBy(pushers, ours)]
    return [...new Map(all.map(author => [JSON.stringify(author), author])).values()]
  }
}

/**
 * A fork keeps its own record, which an App that is installed here cannot read, and who may write here may push there too:
 * then it is said that nobody knows.
 */
function pushedBy(pushers: readonly Account[] | undefined, ours: number | undefined): readonly Author[] {
  if (pushers === undefined) return [{ role: 'pusher', unseen: 'fork' }]
  return pushers.map(who => (who ? authorNamed('pusher', who, ours) : { role: 'pusher', unseen: 'cut' }))
}
