/** Who moved the branch of a pull request, as GitHub itself keeps it: names in commits can be forged, these cannot. */
import type { Pull } from '../flows/world.ts'
import type { Account } from './github-accounts.ts'
import { bringersIn, type OwnCommit } from './github-bringers.ts'
import type { Activity, GitHubMoves } from './github-moves.ts'

/** Everybody who moved its branch, or one of its commits on another; null: somebody unknown besides. */
export async function pushersOf(
  record: GitHubMoves,
  { branch, head }: Pick<Pull, 'branch' | 'head'>,
  own: readonly OwnCommit[],
): Promise<readonly Account[]> {
  const all = await record.everywhere()
  const ref = `refs/heads/${branch}`
  const here = all.isCut ? await record.of(branch) : { moves: all.moves.filter(it => it.ref === ref), isCut: false }
  const shas = new Set(own.map(({ sha }) => sha))
  return [...pushersIn(here.moves, here.isCut, head, shas), ...bringersIn(all, own)]
}

/**
 * From moves, newest first. They must reach without a gap from the head down to where the branch held nothing of its own yet;
 * whoever forced something away pushed too. Of an earlier branch of the same name, those who pushed these commits count.
 */
export function pushersIn(
  moves: readonly Activity[],
  isCut: boolean,
  head: string,
  own: ReadonlySet<string>,
): readonly Account[] {
  const known = moves.slice(
    Math.max(
      0,
      moves.findIndex(({ after }) => after === head),
    ),
  )
  const last = known.findIndex((move, i) => isStart(move, known.slice(0, i), own))
  const [since, earlier] = [known.slice(0, last + 1), known.slice(last + 1)]
  const start = known[last]
  // It may be an earlier branch, restored by somebody else than who pushed.
  const isDoubtful = isCut && start?.activity_type === 'branch_creation' && own.has(start.after)
  const isWhole = start !== undefined && known[0]?.after === head && !hasGap(since) && !isDoubtful
  const pushers: Account[] = [...since, ...earlier.filter(({ after }) => own.has(after))].map(({ actor }) => actor)
  return isWhole ? pushers : [...pushers, null]
}

/** Here the branch began, or went on from what its base holds today. After a force push only a beginning is sure. */
function isStart({ activity_type, before }: Activity, newer: readonly Activity[], own: ReadonlySet<string>): boolean {
  if (activity_type === 'branch_creation') return true
  const isForward = (type: string) => FORWARD.includes(type)
  return !own.has(before) && isForward(activity_type) && newer.every(move => isForward(move.activity_type))
}

const FORWARD: readonly string[] = ['push', 'pr_merge', 'merge_queue_merge']

function hasGap(moves: readonly Activity[]): boolean {
  const reached = new Set(moves.map(({ after }) => after))
  return moves.slice(0, -1).some(({ before }) => !reached.has(before))
}
