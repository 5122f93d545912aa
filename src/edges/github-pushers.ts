/** Who moved the branch of a pull request, as GitHub itself keeps it: names in commits can be forged, these cannot. */
import type { Author } from '../core/event.ts'
import type { Pull } from '../flows/world.ts'
import type { GitHubClient } from './github-client.ts'

/** One move of a branch, as GitHub answers. */
export interface Activity {
  readonly before: string
  readonly after: string
  readonly activity_type: string
  /** Null where GitHub does not know, or the account is gone. */
  readonly actor: { readonly id: number; readonly login: string } | null
}

const pagesMost = 10

/**
 * Everybody who pushed to it, each once; `own` are its commits. A fork keeps its own record, which an App that is installed
 * here cannot read, and who may write here may push there too: then it is said that nobody knows.
 */
export async function pushersOf(
  client: GitHubClient,
  pull: Pick<Pull, 'branch' | 'head' | 'fork'>,
  own: ReadonlySet<string>,
): Promise<readonly Author[]> {
  if (pull.fork) return [{ role: 'pusher', unseen: 'fork' }]
  const { moves, isCut } = await movesOf(client, `refs/heads/${pull.branch}`)
  return pushersIn(moves, isCut, pull.head, own)
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
): readonly Author[] {
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
  const pushers = [...since, ...earlier.filter(({ after }) => own.has(after))].map(({ actor }) => pusher(actor))
  const all = isWhole ? pushers : [...pushers, pusher(null)]
  return [...new Map(all.map(author => [author.github, author])).values()]
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

function pusher(actor: Activity['actor']): Author {
  return actor ? { github: actor.id, login: actor.login, role: 'pusher' } : { role: 'pusher', unseen: 'cut' }
}

/** This list has no page numbers: each page names the next by a mark. */
async function movesOf(client: GitHubClient, ref: string): Promise<{ moves: readonly Activity[]; isCut: boolean }> {
  const moves: Activity[] = []
  let after: string | undefined
  for (let page = 1; page <= pagesMost; page++) {
    const more = after === undefined ? {} : { after }
    const { data, headers } = await client.call('repos.listActivities', { ref, per_page: 100, ...more })
    moves.push(...data.map(({ before, after, activity_type, actor }) => ({ before, after, activity_type, actor })))
    const [, next] = /<([^>]+)>; rel="next"/.exec(headers.link ?? '') ?? []
    if (next === undefined) return { moves, isCut: false }
    after = new URL(next).searchParams.get('after') ?? undefined
    if (after === undefined) break
  }
  return { moves, isCut: true }
}
