/** Rulesets: who made them, what they demand of a branch, and who may pass. Classic protection is another thing beside them. */
import type { Loose, Next } from './emulate.ts'
import {
  at,
  before,
  bodyOf,
  caller,
  type Ground,
  isAdmin,
  page,
  refuse,
  replace,
  rows,
  theApp,
} from './github-ground.ts'

export interface NewRuleset {
  readonly branch?: string
  readonly rules: readonly { readonly type: string; readonly parameters?: object }[]
  readonly passers?: readonly { readonly actor_type: string; readonly actor_id?: number }[]
  readonly enforcement?: 'active' | 'evaluate' | 'disabled'
}

const rulesets = '/repos/:owner/:repo/rulesets'

export function amendRulesets(g: Ground): void {
  replace(g, 'GET', rulesets, c => c.json(page(c, of(g, at(g, c).repo).map(brief))))
  replace(g, 'POST', rulesets, c => create(g, c))
  replace(g, 'GET', `${rulesets}/:id`, c => show(g, c))
  replace(g, 'DELETE', `${rulesets}/:id`, c => remove(g, c))
  replace(g, 'GET', '/repos/:owner/:repo/rules/branches/:branch{.+}', c => {
    const active = activeOn(g, at(g, c).repo, c.req.param('branch'))
    return c.json(page(c, active.flatMap(rulesOf)))
  })
  before(g, 'PATCH', '/repos/:owner/:repo/git/refs/heads/:branch{.+}', (c, next) => push(g, c, next))
}

/** What a merge must satisfy, one entry for each protection there is, in the words of the classic one. */
export function demandsOn(g: Ground, repo: Loose, branch: string, by?: Loose): Loose[] {
  const classic = rows(g, 'branchProtections', repo).find(p => p.branch_name === branch)
  const binds = classic && !(by && !classic.enforce_admins && isAdmin(g, by, repo))
  const bound = activeOn(g, repo, branch).filter(ruleset => !(by && passes(g, ruleset, by, repo)))
  return [...(binds ? [classic] : []), ...bound.map(inClassicWords)]
}

const of = (g: Ground, repo: Loose) => g.rulesets.filter(it => it.repo_id === repo?.id)

function activeOn(g: Ground, repo: Loose, branch: string): Loose[] {
  const holds = (it: Loose) => it.conditions.ref_name.include.includes(`refs/heads/${branch}`)
  return of(g, repo).filter(it => it.enforcement === 'active' && holds(it))
}

async function create(g: Ground, c: Loose): Promise<Response> {
  const { repo } = at(g, c)
  if (!repo || !isAdmin(g, caller(g, c), repo)) return refuse(c, 404, 'Not Found')
  const { name, enforcement, conditions, rules, bypass_actors = [] } = await bodyOf(c)
  const id = 4000 + g.rulesets.length
  const what = { id, name, target: 'branch', source_type: 'Repository', source: repo.full_name, enforcement }
  g.rulesets.push({ ...what, conditions, rules, bypass_actors, repo_id: repo.id })
  return c.json({ ...what, conditions, rules, bypass_actors }, 201)
}

/** Everybody learns about themselves; the whole list is for those who may change it. */
function show(g: Ground, c: Loose): Response {
  const { repo } = at(g, c)
  const found = of(g, repo).find(it => it.id === Number(c.req.param('id')))
  if (!found) return refuse(c, 404, 'Not Found')
  const by = caller(g, c)
  const { repo_id: _, bypass_actors, ...rest } = found
  const current_user_can_bypass = passes(g, found, by, repo) ? 'always' : 'never'
  return c.json({ ...rest, current_user_can_bypass, ...(isAdmin(g, by, repo) && { bypass_actors }) })
}

function remove(g: Ground, c: Loose): Response {
  const { repo } = at(g, c)
  const found = of(g, repo).find(it => it.id === Number(c.req.param('id')))
  if (!found || !isAdmin(g, caller(g, c), repo)) return refuse(c, 404, 'Not Found')
  found.repo_id = undefined
  return c.body(null, 204)
}

async function push(g: Ground, c: Loose, next: Next): Promise<unknown> {
  const { repo } = at(g, c)
  const rules = repo ? activeOn(g, repo, c.req.param('branch')) : []
  const inside = c.req.header('authorization') === `Bearer ${g.key}`
  const stops = (it: Loose) =>
    it.rules.some((rule: Loose) => ['required_status_checks', 'pull_request'].includes(rule.type))
  const stopped = rules.some(it => stops(it) && !passes(g, it, caller(g, c), repo))
  return stopped && !inside ? refuse(c, 422, 'Repository rule violations found') : next()
}

function passes(g: Ground, ruleset: Loose, by: Loose, repo: Loose): boolean {
  return ruleset.bypass_actors.some(
    ({ actor_type, actor_id }: Loose) =>
      (actor_type === 'OrganizationAdmin' && isAdmin(g, by, repo)) ||
      (actor_type === 'Integration' && actor_id === theApp.id && by?.login === `${theApp.slug}[bot]`),
  )
}

function rulesOf(ruleset: Loose): Loose[] {
  const { id, source, source_type } = ruleset
  const from = { ruleset_source_type: source_type, ruleset_source: source, ruleset_id: id }
  return ruleset.rules.map((rule: Loose) => ({ ...rule, ...from }))
}

function brief({ rules: _, conditions: __, bypass_actors: ___, repo_id: ____, ...rest }: Loose): Loose {
  return rest
}

function inClassicWords({ rules }: Loose): Loose {
  const saying = (type: string) => rules.find((rule: Loose) => rule.type === type)?.parameters
  const [checks, pull] = [saying('required_status_checks'), saying('pull_request')]
  const named = checks?.required_status_checks.map((it: Loose) => ({
    context: it.context,
    app_id: it.integration_id ?? null,
  }))
  return {
    ...(checks && {
      required_status_checks: { checks: named, strict: checks.strict_required_status_checks_policy === true },
    }),
    ...(pull && {
      required_pull_request_reviews: {
        required_approving_review_count: pull.required_approving_review_count,
        dismiss_stale_reviews: pull.dismiss_stale_reviews_on_push,
      },
    }),
    merge_queue: rules.some((rule: Loose) => rule.type === 'merge_queue'),
  }
}
