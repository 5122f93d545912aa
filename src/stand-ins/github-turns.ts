/** The issue events of a pull request: closed, merged, opened again, a draft, ready, given another base; a review dismissed. */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Loose } from './emulate.ts'
import { at, caller, type Ground, page, refuse, replace } from './github-ground.ts'

/** Tables are written deep inside a call; GitHub says with each event who made that call. */
const calls = new AsyncLocalStorage<Loose>()

export function amendTurns(g: Ground): void {
  const pulls = g.db.pullRequests
  const { update } = pulls
  pulls.update = (id: number, changes: Loose) => {
    const { state, draft, merged, base_ref } = pulls.get(id)
    const row = update.call(pulls, id, changes)
    if (row.merged && !merged) note(g, row, 'merged', { commit_id: row.head_sha })
    if (row.state !== state) note(g, row, row.state === 'open' ? 'reopened' : 'closed')
    if (row.draft !== draft) note(g, row, row.draft ? 'convert_to_draft' : 'ready_for_review')
    if (row.base_ref !== base_ref) note(g, row, 'base_ref_changed')
    return row
  }
  g.app.use('/repos/:owner/:repo/:rest{.+}', (c, next) => calls.run(c, next))
  replace(g, 'GET', '/repos/:owner/:repo/issues/:n/events', c => list(g, c))
}

/** Writes down what happened to a pull request, and by whose call. */
export function note(g: Ground, { repo_id, number }: Loose, event: string, more: Loose = {}): void {
  const by = calls.getStore() && caller(g, calls.getStore())
  const actor = by ? { id: by.id, login: by.login } : null
  const id = g.turns.length + 1
  g.turns.push({ id, repo_id, number, actor, event, created_at: g.now().toISOString(), ...more })
}

function list(g: Ground, c: Loose): Response {
  const { repo, pr } = at(g, c)
  if (!pr) return refuse(c, 404, 'Not Found')
  if (!mayRead(c)) return refuse(c, 403, 'Resource not accessible by integration')
  const own = g.turns.filter(it => it.repo_id === repo.id && it.number === pr.number)
  return c.json(page(c, own).map(it => written(g, repo.full_name, it)))
}

/** Of a pull request either permission is enough. */
function mayRead(c: Loose): boolean {
  const permissions = c.get('authUser')?.installation?.permissions
  return permissions === undefined || Boolean(permissions.pull_requests ?? permissions.issues)
}

function written(g: Ground, repo: string, { repo_id: _, number: __, id, ...it }: Loose): Loose {
  const [url, node_id] = [`${g.url}/repos/${repo}/issues/events/${id}`, btoa(`IssueEvent${id}`)]
  const commit_url = it.commit_id ? `${g.url}/repos/${repo}/commits/${it.commit_id}` : null
  return { id, node_id, url, commit_id: null, commit_url, ...it }
}
