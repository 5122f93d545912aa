/** The timeline of a pull request: closed, opened again, made a draft, made ready, given another base; a review dismissed. */
import type { Loose } from './emulate.ts'
import { at, type Ground, page, refuse, replace } from './github-ground.ts'

export function amendTimeline(g: Ground): void {
  const pulls = g.db.pullRequests
  const { update } = pulls
  pulls.update = (id: number, changes: Loose) => {
    const { state, draft, base_ref } = pulls.get(id)
    const row = update.call(pulls, id, changes)
    if (row.state !== state) note(g, row, row.state === 'open' ? 'reopened' : 'closed')
    if (row.draft !== draft) note(g, row, row.draft ? 'convert_to_draft' : 'ready_for_review')
    if (row.base_ref !== base_ref) note(g, row, 'base_ref_changed')
    return row
  }
  replace(g, 'GET', '/repos/:owner/:repo/issues/:n/timeline', c => list(g, c))
}

/** Writes what happened to a pull request on its timeline. */
export function note(g: Ground, { repo_id, number }: Loose, event: string, more: Loose = {}): void {
  g.turns.push({ id: g.turns.length + 1, repo_id, number, event, created_at: g.now().toISOString(), ...more })
}

function list(g: Ground, c: Loose): Response {
  const { repo, pr } = at(g, c)
  if (!pr) return refuse(c, 404, 'Not Found')
  const own = g.turns.filter(it => it.repo_id === repo.id && it.number === pr.number)
  return c.json(
    page(
      c,
      own.map(({ repo_id: _, number: __, ...it }) => it),
    ),
  )
}
