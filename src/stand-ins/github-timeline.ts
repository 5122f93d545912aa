/** The timeline of a pull request, as far as it says when it was closed, opened again, made a draft, made ready or given another base. */
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

function note(g: Ground, { repo_id, number }: Loose, event: string): void {
  g.turns.push({ id: g.turns.length + 1, repo_id, number, event, created_at: g.now().toISOString() })
}

function list(g: Ground, c: Loose): Response {
  const { repo, pr } = at(g, c)
  if (!pr) return refuse(c, 404, 'Not Found')
  const own = g.turns.filter(it => it.repo_id === repo.id && it.number === pr.number)
  return c.json(
    page(
      c,
      own.map(({ id, event, created_at }) => ({ id, event, created_at })),
    ),
  )
}
