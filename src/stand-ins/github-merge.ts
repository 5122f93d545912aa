/** Merging and updating a branch: a real three-way merge, refused as GitHub refuses (405 and 409). */
import type { Loose } from './emulate.ts'
import {
  ask,
  at,
  bodyOf,
  caller,
  type Ground,
  mayWrite,
  moveBranch,
  object,
  refuse,
  replace,
  rows,
  tip,
} from './github-ground.ts'
import { mergeBase, mergedTree } from './github-history.ts'
import { demandsOn } from './github-rulesets.ts'
import { statusOf } from './github-statuses.ts'

/** GitHub's own identity, the committer of what people do in its web pages. */
export const webFlow = { login: 'web-flow', name: 'GitHub', email: 'noreply@github.com' } as const

export interface Refusal {
  readonly message: string
  /** What the pull request says of itself. */
  readonly state: 'unknown' | 'dirty' | 'blocked' | 'behind'
}

export function amendMerge(g: Ground): void {
  replace(g, 'PUT', '/repos/:owner/:repo/pulls/:n/merge', c => merge(g, c))
  replace(g, 'PUT', '/repos/:owner/:repo/pulls/:n/update-branch', c => updateBranch(g, c))
}

/** Why a pull request cannot be merged now by this person; undefined when it can. */
export async function refusal(g: Ground, repo: Loose, pr: Loose, by?: Loose): Promise<Refusal | undefined> {
  if (pr.state !== 'open' || pr.draft) return { message: 'Pull Request is not mergeable', state: 'unknown' }
  const base = tip(g, repo, pr.base_ref)
  const merged = base && (await mergedTree(g, repo, base, pr.head_sha))
  if (!base || !merged) return { message: 'Pull Request has merge conflicts', state: 'dirty' }
  const rules = demandsOn(g, repo, pr.base_ref, by)
  for (const rule of rules) {
    const missing = missingCheck(g, repo, pr, rule) ?? missingReview(g, repo, pr, rule) ?? queued(rule)
    if (missing) return { message: missing, state: 'blocked' }
  }
  return rules.map(rule => outOfDate(g, repo, pr, rule)).find(it => it !== undefined)
}

function queued(rule: Loose): string | undefined {
  return rule.merge_queue ? 'Changes must be made through the merge queue' : undefined
}

function missingCheck(g: Ground, repo: Loose, pr: Loose, rule: Loose): string | undefined {
  const required: Loose[] = rule.required_status_checks?.checks ?? rule.required_status_checks?.contexts ?? []
  const runs = rows(g, 'checkRuns', repo).filter(r => r.head_sha === pr.head_sha)
  for (const { context, app_id = null } of required.map(r => (typeof r === 'string' ? { context: r } : r))) {
    const last = runs.filter(r => r.name === context && (app_id === null || r.app_id === app_id)).at(-1)
    if (app_id === null && statusOf(g, repo, pr.head_sha, context) === 'success') continue
    if (!['success', 'neutral', 'skipped'].includes(last?.conclusion)) {
      return `Required status check "${context}" is ${last ? 'failing' : 'expected'}.`
    }
  }
}

function missingReview(g: Ground, repo: Loose, pr: Loose, rule: Loose): string | undefined {
  const wanted = rule.required_pull_request_reviews
  const last = new Map<number, Loose>()
  for (const r of rows(g, 'reviews', repo)) {
    if (r.pull_number === pr.number && !['COMMENTED', 'PENDING'].includes(r.state)) last.set(r.user_id, r)
  }
  const counts = (r: Loose) => !wanted?.dismiss_stale_reviews || r.commit_id === pr.head_sha
  const approvals = [...last.values()].filter(r => r.state === 'APPROVED' && counts(r)).length
  const needed = wanted?.required_approving_review_count ?? 0
  if (approvals < needed) return `At least ${needed} approving review is required by reviewers with write access.`
}

function outOfDate(g: Ground, repo: Loose, pr: Loose, rule: Loose): Refusal | undefined {
  const base = tip(g, repo, pr.base_ref) as string
  if (!rule.required_status_checks?.strict || mergeBase(g, repo, base, pr.head_sha) === base) return undefined
  return { message: 'Head branch is out of date with the base branch.', state: 'behind' }
}

async function merge(g: Ground, c: Loose): Promise<Response> {
  const { repo, pr } = at(g, c)
  const by = caller(g, c)
  if (!pr || !by) return refuse(c, 404, 'Not Found')
  if (!mayWrite(g, c, repo)) return refuse(c, 403, 'Resource not accessible')
  const body = await bodyOf(c)
  const moved = 'Head branch was modified. Review and try the merge again.'
  if (pr.state === 'open' && body.sha && body.sha !== pr.head_sha) return refuse(c, 409, moved)
  const why = await refusal(g, repo, pr, by)
  if (why) return refuse(c, 405, why.message)
  const base = tip(g, repo, pr.base_ref) as string
  const parents = ['squash', 'rebase'].includes(body.merge_method) ? [base] : [base, pr.head_sha]
  const tree = await mergedTree(g, repo, base, pr.head_sha)
  const commit = await commitInTheWeb(g, repo, by, { message: messageOf(g, repo, pr, body), tree, parents })
  const fresh = g.db.pullRequests.get(pr.id)
  if (fresh.state !== 'open' || tip(g, repo, pr.base_ref) !== base || tip(g, repo, pr.head_ref) !== pr.head_sha) {
    return refuse(c, 405, 'Base branch was modified. Review and try the merge again.')
  }
  moveBranch(g, repo, pr.base_ref, commit)
  await finish(g, repo, pr, { by, base, commit })
  return c.json({ sha: commit, merged: true, message: 'Pull Request successfully merged' })
}

function messageOf(g: Ground, repo: Loose, pr: Loose, body: Loose): string {
  const owner = g.db.orgs.get(repo.owner_id)?.login
  const usual =
    body.merge_method === 'squash'
      ? `${pr.title} (#${pr.number})`
      : `Merge pull request #${pr.number} from ${owner}/${pr.head_ref}`
  return [body.commit_title ?? usual, body.commit_message ?? (body.merge_method === 'squash' ? '' : pr.title)]
    .filter(part => part !== '')
    .join('\n\n')
}

async function finish(
  g: Ground,
  repo: Loose,
  pr: Loose,
  done: { by: Loose; base: string; commit: string },
): Promise<void> {
  const at = g.now().toISOString()
  const closed = { state: 'closed', closed_at: at }
  const merged = { merged: true, merged_at: at, merged_by_id: done.by.id, merge_commit_sha: done.commit }
  const settled = { base_sha: done.base, mergeable: null, mergeable_state: 'unknown' }
  g.db.pullRequests.update(pr.id, { ...closed, ...merged, ...settled })
  const issue = rows(g, 'issues', repo).find(i => i.number === pr.number)
  if (issue) g.db.issues.update(issue.id, { ...closed, closed_by_id: done.by.id })
  const pull_request = await ask(g, `/repos/${repo.full_name}/pulls/${pr.number}`)
  await announce(g, repo, done.by, 'pull_request', 'closed', { number: pr.number, pull_request })
  const pushed = { ref: `refs/heads/${pr.base_ref}`, before: done.base, after: done.commit, commits: [] }
  await announce(g, repo, done.by, 'push', undefined, pushed)
}

async function updateBranch(g: Ground, c: Loose): Promise<Response> {
  const { repo, pr } = at(g, c)
  const by = caller(g, c)
  if (!pr || !by) return refuse(c, 404, 'Not Found')
  if (!mayWrite(g, c, repo)) return refuse(c, 403, 'Resource not accessible')
  const expected = (await bodyOf(c)).expected_head_sha
  if (expected && expected !== pr.head_sha) return refuse(c, 422, `expected head sha didn't match current head ref.`)
  const base = tip(g, repo, pr.base_ref) as string
  if (pr.state !== 'open' || mergeBase(g, repo, base, pr.head_sha) === base) {
    return refuse(c, 422, 'There are no new commits on the base branch.')
  }
  const tree = await mergedTree(g, repo, pr.head_sha, base)
  if (!tree) return refuse(c, 422, 'merge conflict between base and head')
  const message = `Merge branch '${pr.base_ref}' into ${pr.head_ref}`
  const after = await commitInTheWeb(g, repo, by, { message, tree, parents: [pr.head_sha, base] })
  if (tip(g, repo, pr.head_ref) !== pr.head_sha)
    return refuse(c, 422, `expected head sha didn't match current head ref.`)
  moveBranch(g, repo, pr.head_ref, after)
  const pushed = { ref: `refs/heads/${pr.head_ref}`, before: pr.head_sha, after, commits: [] }
  await announce(g, repo, by, 'push', undefined, pushed)
  return c.json(
    { message: 'Updating pull request branch.', url: `${g.url}/repos/${repo.full_name}/pulls/${pr.number}` },
    202,
  )
}

interface NewCommit {
  readonly message: string
  readonly tree: string | undefined
  readonly parents: readonly string[]
}

/** A commit by a person, committed by GitHub itself, as its web pages do. */
async function commitInTheWeb(g: Ground, repo: Loose, by: Loose, commit: NewCommit): Promise<string> {
  const date = g.now().toISOString()
  const author = { name: by.name ?? by.login, email: by.email ?? `${by.login}@users.noreply.github.com`, date }
  const committer = { name: webFlow.name, email: webFlow.email, date }
  const { sha } = await ask(g, `/repos/${repo.full_name}/git/commits`, { ...commit, author, committer })
  return object(g, 'commits', repo, sha).sha
}

/** Says what happened, with the repository and the sender that every webhook carries. */
export async function announce(
  g: Ground,
  repo: Loose,
  by: Loose,
  event: string,
  action: string | undefined,
  payload: Loose,
): Promise<void> {
  const repository = await ask(g, `/repos/${repo.full_name}`)
  const { id, login, type, node_id } = by
  const sender = { id, login, type, node_id }
  const [owner, name] = repo.full_name.split('/')
  await g.hooks.dispatch(event, action, { ...(action && { action }), ...payload, repository, sender }, owner, name)
}
