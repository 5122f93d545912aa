/** Commit statuses: whoever may write sets one of any name, which is why a required check names its App. */
import type { Loose } from './emulate.ts'
import { at, bodyOf, caller, type Ground, mayWrite, object, page, refuse, replace } from './github-ground.ts'

export function amendStatuses(g: Ground): void {
  replace(g, 'POST', '/repos/:owner/:repo/statuses/:sha', c => create(g, c))
  replace(g, 'GET', '/repos/:owner/:repo/commits/:sha/statuses', c =>
    c.json(page(c, of(g, at(g, c).repo, c.req.param('sha')).toReversed())),
  )
}

export function statusOf(g: Ground, repo: Loose, sha: string, context: string): string | undefined {
  return of(g, repo, sha).findLast(it => it.context === context)?.state
}

const of = (g: Ground, repo: Loose, sha: string) => g.statuses.filter(it => it.repo_id === repo?.id && it.sha === sha)

async function create(g: Ground, c: Loose): Promise<Response> {
  const { repo } = at(g, c)
  const sha = c.req.param('sha')
  if (!repo || !caller(g, c)) return refuse(c, 404, 'Not Found')
  if (!mayWrite(g, c, repo)) return refuse(c, 403, 'Resource not accessible')
  if (!object(g, 'commits', repo, sha)) return refuse(c, 422, `No commit found for SHA: ${sha}`)
  const { state, context = 'default', description = null } = await bodyOf(c)
  g.statuses.push({ repo_id: repo.id, sha, state, context, description })
  return c.json({ state, context, description, creator: { login: caller(g, c).login } }, 201)
}
