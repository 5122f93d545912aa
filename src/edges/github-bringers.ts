/** Who brought the commits of a pull request to GitHub, on whichever branch they lay first. */
import type { Account } from './github-accounts.ts'
import type { Activity, Moves } from './github-moves.ts'

/** A commit of the pull request. `committed` is what it says of itself. */
export interface OwnCommit {
  readonly sha: string
  readonly parents: readonly string[]
  readonly committed: string | undefined
}

/**
 * Everybody with a move that ends at one of them. Null besides, somebody unknown: where older moves may hide one, and where
 * GitHub itself made a commit of others whose pushers cannot be told.
 */
export function bringersIn({ moves, isCut }: Moves, own: readonly OwnCommit[]): readonly Account[] {
  const parentsOf = new Map(own.map(({ sha, parents }) => [sha, parents]))
  const bringing = moves.filter(({ after }) => parentsOf.has(after))
  const brought = new Set(bringing.map(({ after }) => after))
  const isTold = (move: Activity) => {
    if (!MERGES.includes(move.activity_type)) return true
    const [, ...merged] = parentsOf.get(move.after) ?? []
    return merged.length > 0 && merged.every(sha => !parentsOf.has(sha) || brought.has(sha))
  }
  const isWhole = !(isCut && mayBeOlder(moves, own)) && bringing.every(isTold)
  const actors = bringing.map(({ actor }) => actor).toReversed()
  return isWhole ? actors : [...actors, null]
}

/** Squashed or rebased, the commits that people pushed are gone, and the new ones say what those said. */
const MERGES: readonly string[] = ['pr_merge', 'merge_queue_merge']

/** The date is only what the commit says; without it nobody could approve anything after a thousand moves elsewhere. */
function mayBeOlder(moves: readonly Activity[], own: readonly OwnCommit[]): boolean {
  const since = Date.parse(moves.at(-1)?.timestamp ?? '')
  return !own.every(({ committed = '' }) => Date.parse(committed) > since)
}
