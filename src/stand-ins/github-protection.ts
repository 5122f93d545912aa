/** Branch protection that remembers whose check it wants, and the same rules seen as rulesets. */
import type { Loose, Next } from './emulate.ts'
import { at, before, bodyOf, changeBody, type Ground, replace, repoNamed, rows } from './github-ground.ts'

export function amendProtection(g: Ground): void {
  before(g, 'PUT', '/repos/:owner/:repo/branches/:branch{.+}/protection', (c, next) => protect(g, c, next))
  replace(g, 'GET', '/repos/:owner/:repo/rulesets', c => c.json(rulesets(g, at(g, c).repo)))
  replace(g, 'GET', '/repos/:owner/:repo/rulesets/:id', c => {
    const { repo } = at(g, c)
    const row = rows(g, 'branchProtections', repo).find(p => p.id === Number(c.req.param('id')))
    return row ? c.json(ruleset(repo, row)) : c.json({ message: 'Not Found' }, 404)
  })
  replace(g, 'GET', '/repos/:owner/:repo/rules/branches/:branch{.+}', c => {
    const row = protectionOf(g, at(g, c).repo, c.req.param('branch'))
    return c.json(row ? rules(row) : [])
  })
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

function rules(row: Loose): Loose[] {
  const { required_status_checks: wanted, required_pull_request_reviews: reviews } = row
  const from = { ruleset_source_type: 'Repository', ruleset_id: row.id }
  const checks = (wanted?.checks ?? []).map((check: Loose) => ({
    context: check.context,
    ...(check.app_id !== null && { integration_id: check.app_id }),
  }))
  const strict = { strict_required_status_checks_policy: Boolean(wanted?.strict) }
  return [
    ...(checks.length > 0
      ? [{ type: 'required_status_checks', ...from, parameters: { required_status_checks: checks, ...strict } }]
      : []),
    ...(reviews ? [{ type: 'pull_request', ...from, parameters: reviews }] : []),
    ...(row.allow_force_pushes ? [] : [{ type: 'non_fast_forward', ...from }]),
    ...(row.allow_deletions ? [] : [{ type: 'deletion', ...from }]),
  ]
}

function rulesets(g: Ground, repo: Loose): Loose[] {
  return rows(g, 'branchProtections', repo).map(row => {
    const { rules: _, conditions: __, ...brief } = ruleset(repo, row)
    return brief
  })
}

function ruleset(repo: Loose, row: Loose): Loose {
  const conditions = { ref_name: { include: [`refs/heads/${row.branch_name}`], exclude: [] } }
  const what = { id: row.id, name: `protect ${row.branch_name}`, target: 'branch', enforcement: 'active' }
  return { ...what, source_type: 'Repository', source: repo.full_name, conditions, rules: rules(row) }
}
