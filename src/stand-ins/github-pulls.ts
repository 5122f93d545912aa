/** Pull requests as GitHub has them: the head is its branch, files and commits are real, 422 where GitHub says so. */
import type { Loose, Next } from './emulate.ts'
import {
  ask,
  at,
  before,
  bodyOf,
  caller,
  type Ground,
  openPulls,
  page,
  refuse,
  replace,
  rows,
  tip,
} from './github-ground.ts'
import { ancestors, changedFiles, diffCounts } from './github-history.ts'
import { announce, refusal } from './github-merge.ts'

const pull = '/repos/:owner/:repo/pulls/:n'

export function amendPulls(g: Ground): void {
  g.app.use('/repos/:owner/:repo/:rest{.+}', (c, next) => {
    followBranches(g, at(g, c).repo)
    return next()
  })
  before(g, 'POST', '/repos/:owner/:repo/pulls', (c, next) => open(g, c, next))
  before(g, 'PATCH', pull, (c, next) => edit(g, c, next))
  before(g, 'DELETE', '/repos/:owner/:repo/git/refs/:ref{.+}', (c, next) => deleteBranch(g, c, next))
  replace(g, 'GET', '/repos/:owner/:repo/commits/:sha/pulls', c => pullsOf(g, c))
  replace(g, 'GET', `${pull}/files`, c => listFiles(g, c))
  replace(g, 'GET', `${pull}/commits`, c => listCommits(g, c))
}

/** The head of an open pull request is its branch, at every moment. */
function followBranches(g: Ground, repo: Loose): void {
  for (const pr of repo ? openPulls(g, repo) : []) {
    const sha = tip(g, repo, pr.head_ref)
    if (sha && sha !== pr.head_sha) g.db.pullRequests.update(pr.id, { head_sha: sha })
  }
}

/** What the emulator leaves at zero: counts, and whether it can be merged. */
export async function pullFields(g: Ground, number: number, repositoryId: number): Promise<Loose> {
  const repo = g.db.repos.get(repositoryId)
  const pr = repo && rows(g, 'pullRequests', repo).find(p => p.number === number)
  if (!pr) return {}
  const base = (pr.state === 'open' && tip(g, repo, pr.base_ref)) || pr.base_sha
  const counts = await diffCounts(g, repo, base, pr.head_sha)
  if (pr.state !== 'open') return counts
  const why = await refusal(g, repo, { ...pr, draft: false })
  const state = why?.state ?? (pr.draft ? 'draft' : 'clean')
  return { ...counts, mergeable: state !== 'dirty', mergeable_state: state }
}

async function open(g: Ground, c: Loose, next: Next): Promise<unknown> {
  const { repo } = at(g, c)
  const { head = '', base = '' } = await bodyOf(c)
  if (!repo) return next()
  const wrong = (error: Loose) => refuse(c, 422, 'Validation Failed', [{ resource: 'PullRequest', ...error }])
  const [owner] = repo.full_name.split('/')
  const branch = String(head).replace(`${owner}:`, '')
  const [from, onto] = [tip(g, repo, branch), tip(g, repo, base)]
  if (!from) return wrong({ field: 'head', code: 'invalid' })
  if (!onto) return wrong({ field: 'base', code: 'invalid' })
  if (openPulls(g, repo).some(p => p.head_ref === branch && p.base_ref === base)) {
    return wrong({ code: 'custom', message: `A pull request already exists for ${owner}:${branch}.` })
  }
  if (ancestors(g, repo, onto).has(from)) {
    return wrong({ code: 'custom', message: `No commits between ${base} and ${branch}` })
  }
  return next()
}

/** Changing the base and draft: the emulator does both without a word. */
async function edit(g: Ground, c: Loose, next: Next): Promise<unknown> {
  const { repo, pr } = at(g, c)
  const body = await bodyOf(c)
  if (!pr) return next()
  if (body.base && !tip(g, repo, body.base)) {
    return refuse(c, 422, 'Validation Failed', [{ resource: 'PullRequest', field: 'base', code: 'invalid' }])
  }
  await next()
  const say = async (action: string, more: Loose) => {
    const pull_request = await ask(g, `/repos/${repo.full_name}/pulls/${pr.number}`)
    await announce(g, repo, caller(g, c), 'pull_request', action, { number: pr.number, pull_request, ...more })
  }
  const after = g.db.pullRequests.get(pr.id)
  if (after.base_ref !== pr.base_ref) {
    await say('edited', { changes: { base: { ref: { from: pr.base_ref }, sha: { from: pr.base_sha } } } })
  }
  const was = Object.fromEntries(
    ['title', 'body'].flatMap(key => (after[key] === pr[key] ? [] : [[key, { from: pr[key] }]])),
  )
  if (Object.keys(was).length > 0) await say('edited', { changes: was })
  if (after.draft !== pr.draft) {
    await say(after.draft ? 'converted_to_draft' : 'ready_for_review', {})
  }
}

/** Without its branch a pull request is closed. */
async function deleteBranch(g: Ground, c: Loose, next: Next): Promise<unknown> {
  const { repo } = at(g, c)
  const branch = c.req.param('ref').replace(/^heads\//, '')
  await next()
  if (!repo || tip(g, repo, branch)) return
  const by = caller(g, c)
  await announce(g, repo, by, 'delete', undefined, { ref: branch, ref_type: 'branch' })
  for (const { id, number } of openPulls(g, repo).filter(p => p.head_ref === branch)) {
    g.db.pullRequests.update(id, { state: 'closed', closed_at: g.now().toISOString() })
    const pull_request = await ask(g, `/repos/${repo.full_name}/pulls/${number}`)
    await announce(g, repo, by, 'pull_request', 'closed', { number, pull_request })
  }
}

/** The pull requests that brought a commit, or carry it. */
async function pullsOf(g: Ground, c: Loose): Promise<Response> {
  const { repo } = at(g, c)
  const sha = c.req.param('sha')
  const carries = (p: Loose) =>
    p.merge_commit_sha === sha || (!ancestors(g, repo, p.base_sha).has(sha) && ancestors(g, repo, p.head_sha).has(sha))
  const found = rows(g, 'pullRequests', repo).filter(carries)
  return c.json(await Promise.all(found.map(p => ask(g, `/repos/${repo.full_name}/pulls/${p.number}`))))
}

async function listFiles(g: Ground, c: Loose): Promise<Response> {
  const { repo, pr } = at(g, c)
  if (!pr) return refuse(c, 404, 'Not Found')
  const { total } = await changedFiles(g, repo, baseOf(g, repo, pr), pr.head_sha)
  return c.json(page(c, total.slice(0, 3000)))
}

async function listCommits(g: Ground, c: Loose): Promise<Response> {
  const { repo, pr } = at(g, c)
  if (!pr) return refuse(c, 404, 'Not Found')
  const found = await ask(g, `/repos/${repo.full_name}/compare/${baseOf(g, repo, pr)}...${pr.head_sha}`)
  return c.json(page(c, found.commits.slice(0, 250)))
}

function baseOf(g: Ground, repo: Loose, pr: Loose): string {
  return (pr.state === 'open' && tip(g, repo, pr.base_ref)) || pr.base_sha
}
