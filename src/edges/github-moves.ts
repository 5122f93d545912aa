/** Every move of every branch, as GitHub itself keeps it: who made it, from where to where. */
import type { Account } from './github-accounts.ts'
import type { GitHubClient } from './github-client.ts'

/** One move of a branch, as GitHub answers. */
export interface Activity {
  readonly id: number
  readonly ref: string
  readonly before: string
  readonly after: string
  readonly activity_type: string
  readonly timestamp: string
  /** Null where GitHub does not know, or the account is gone. */
  readonly actor: Account
}

export interface Moves {
  /** Newest first. */
  readonly moves: readonly Activity[]
  /** There are older ones. */
  readonly isCut: boolean
}

export interface GitHubMoves {
  /** Of all branches. */
  everywhere(): Promise<Moves>
  of(branch: string): Promise<Moves>
}

const pagesMost = 10
const keptMost = 10_000

/** What was read once of all branches is kept, so that a look is one page, and reaches back further the longer we run. */
export function githubMoves(client: GitHubClient): GitHubMoves {
  let kept: Moves = { moves: [], isCut: true }
  return {
    async everywhere() {
      const before = kept
      const known = new Set(before.moves.map(({ id }) => id))
      // A whole page that is known, and not one move: GitHub may tell a move a little later than the next.
      const { isMet, ...read } = await movesOf(client, {}, page => page.every(({ id }) => known.has(id)))
      kept = isMet ? joined(read.moves, before) : read
      return kept
    },
    of: branch => movesOf(client, { ref: `refs/heads/${branch}` }, () => false),
  }
}

function joined(fresh: readonly Activity[], { moves, isCut }: Moves): Moves {
  const ids = new Set(fresh.map(({ id }) => id))
  const all = [...fresh, ...moves.filter(({ id }) => !ids.has(id))]
  return { moves: all.slice(0, keptMost), isCut: isCut || all.length > keptMost }
}

/** This list has no page numbers: each page names the next by a mark. */
async function movesOf(
  client: GitHubClient,
  where: { readonly ref?: string },
  isKnown: (page: readonly Activity[]) => boolean,
): Promise<Moves & { readonly isMet: boolean }> {
  const moves: Activity[] = []
  let after: string | undefined
  for (let page = 1; page <= pagesMost; page++) {
    const more = after === undefined ? {} : { after }
    const { data, headers } = await client.call('repos.listActivities', { ...where, per_page: 100, ...more })
    const read = data.map(seen)
    moves.push(...read)
    const [, next] = /<([^>]+)>; rel="next"/.exec(headers.link ?? '') ?? []
    if (next === undefined) return { moves, isCut: false, isMet: false }
    if (isKnown(read)) return { moves, isCut: true, isMet: true }
    after = new URL(next).searchParams.get('after') ?? undefined
    if (after === undefined) break
  }
  return { moves, isCut: true, isMet: false }
}

function seen({ id, ref, before, after, activity_type, timestamp, actor }: Activity): Activity {
  return { id, ref, before, after, activity_type, timestamp, actor }
}
