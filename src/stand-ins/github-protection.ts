/** Classic branch protection that remembers whose check it wants. */
import type { Loose, Next } from './emulate.ts'
import { at, before, bodyOf, changeBody, type Ground, repoNamed, rows } from './github-ground.ts'

export function amendProtection(g: Ground): void {
  before(g, 'PUT', '/repos/:owner/:repo/branches/:branch{.+}/protection', (c, next) => protect(g, c, next))
}

/** The checks of a branch's protection, with the App each must come from; the emulator says null. */
export function requiredChecks(g: Ground, path: string): Loose {
  const [, owner, name, branch] = /^\/repos\/([^/]+)\/([^/]+)\/branches\/(.+?)(?:\/protection.*)?$/.exec(path) ?? []
  const repo = owner && name && repoNamed(g, owner, name)
  return repo && branch && protectionOf(g, repo, decodeURIComponent(branch))?.required_status_checks?.checks
}

function protectionOf(g: Ground, repo: Loose, branch: string): Loose {
  return rows(g, 'branchProtections', repo).find(p => p.branch_name === branch)
}

/** Contexts and checks are two ways to say the same; only the second can name an App. */
async function protect(g: Ground, c: Loose, next: Next): Promise<unknown> {
  const body = await bodyOf(c)
  const wanted = body.required_status_checks
  const checks: Loose[] = wanted?.checks ?? wanted?.contexts?.map((context: string) => ({ context })) ?? []
  const contexts = checks.map(check => check.context)
  if (wanted) changeBody(c, { ...body, required_status_checks: { strict: Boolean(wanted.strict), contexts } })
  await next()
  const row = protectionOf(g, at(g, c).repo, c.req.param('branch'))
  if (!wanted || !row) return
  const named = checks.map(({ context, app_id }) => ({ context, app_id: app_id > 0 ? app_id : null }))
  g.db.branchProtections.update(row.id, { required_status_checks: { ...row.required_status_checks, checks: named } })
}
