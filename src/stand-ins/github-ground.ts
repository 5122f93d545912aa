/** What every part of the GitHub stand-in stands on: the emulator's tables and routes, who calls, and calls from inside. */
import { randomUUID } from 'node:crypto'
import { getGitHubStore, type Handler, type Inside, type Loose, type Tables } from './emulate.ts'

/** The App that the stand-in knows as ours. */
export const theApp = { id: 12345, slug: 'kedge', installation: 100 } as const

/** GitHub's own App, so that a check run can come from somebody else. */
export const actionsApp = { id: 15368, slug: 'github-actions', token: 'ghs_actions', writer: 'ghs_writer' } as const

export interface Ground extends Inside {
  readonly db: Tables
  readonly now: () => Date
  /** Answers that depend on nothing but object names, and so are true for ever. */
  readonly known: Map<string, Promise<Loose>>
  readonly rulesets: Loose[]
  /** Commit statuses, newest last: anybody who may write sets them, under any name. */
  readonly statuses: Loose[]
  /** Every move of a branch, newest last. */
  readonly moves: Loose[]
  /** Every time a pull request was closed, opened again, made a draft, made ready or given another base, or a review was dismissed, newest last. */
  readonly turns: Loose[]
  /** The token for calls from inside, which may do everything in every repository of the owner. */
  readonly key: string
}

export function ground(inside: Inside, now: () => Date): Ground {
  return {
    ...inside,
    db: getGitHubStore(inside.store),
    now,
    known: new Map(),
    rulesets: [],
    statuses: [],
    moves: [],
    turns: [],
    key: `inside_${randomUUID()}`,
  }
}

export function rows(g: Ground, table: string, repo: Loose): Loose[] {
  return g.db[table].findBy('repo_id', repo.id)
}

/** A blob, tree or commit by its name. */
export function object(g: Ground, table: 'blobs' | 'trees' | 'commits', repo: Loose, sha: string | undefined): Loose {
  return sha && g.db[table].findBy('sha', sha).find((o: Loose) => o.repo_id === repo.id)
}

export function tip(g: Ground, repo: Loose, branch: string): string | undefined {
  return rows(g, 'refs', repo).find(r => r.ref === `refs/heads/${branch}`)?.sha
}

export function moveBranch(g: Ground, repo: Loose, branch: string, sha: string): void {
  for (const r of rows(g, 'refs', repo)) if (r.ref === `refs/heads/${branch}`) g.db.refs.update(r.id, { sha })
  for (const b of rows(g, 'branches', repo)) if (b.name === branch) g.db.branches.update(b.id, { sha })
}

export function openPulls(g: Ground, repo: Loose): Loose[] {
  return rows(g, 'pullRequests', repo).filter(p => p.state === 'open')
}

export function repoNamed(g: Ground, owner: string, name: string): Loose {
  return g.db.repos.findOneBy('full_name', `${owner}/${name.replace(/\.git$/, '')}`)
}

/** The repository and the pull request (`:n`) of a request. */
export function at(g: Ground, c: Loose): { repo: Loose; pr: Loose } {
  const repo = repoNamed(g, c.req.param('owner'), c.req.param('repo'))
  return { repo, pr: repo && rows(g, 'pullRequests', repo).find(p => p.number === Number(c.req.param('n'))) }
}

/** The row of the person or bot who calls. */
export function caller(g: Ground, c: Loose): Loose {
  const auth = c.get('authUser')
  if (!auth?.installation) return auth && g.db.users.findOneBy('login', auth.login)
  const app = g.db.apps.findOneBy('app_id', auth.installation.appId)
  return g.db.users.findOneBy('login', `${app?.slug}[bot]`)
}

/** Whether the caller may push to the repository: an App with `contents: write`, or a member of its organisation. */
export function mayWrite(g: Ground, c: Loose, repo: Loose): boolean {
  const auth = c.get('authUser')
  if (auth?.installation) return auth.installation.permissions.contents === 'write'
  return membership(g, caller(g, c), repo) !== undefined
}

export function isAdmin(g: Ground, user: Loose, repo: Loose): boolean {
  return membership(g, user, repo)?.role === 'maintainer'
}

function membership(g: Ground, user: Loose, repo: Loose): Loose {
  const teams = new Set(g.db.teams.findBy('org_id', repo.owner_id).map((t: Loose) => t.id))
  return user && g.db.teamMembers.findBy('user_id', user.id).find((m: Loose) => teams.has(m.team_id))
}

export function refuse(c: Loose, status: number, message: string, errors?: Loose): Response {
  return c.json({ message, ...(errors && { errors }), documentation_url: 'https://docs.github.com/rest' }, status)
}

/** Puts a route in front of the emulator's own. */
export function replace(g: Ground, method: string, path: string, handler: Handler): void {
  g.app.on(method, path, handler)
  g.app.routes.unshift(g.app.routes.pop())
}

/** Runs before the emulator's own route: answers itself, or calls `next`. */
export function before(g: Ground, method: string, path: string, handler: Handler): void {
  g.app.use(path, (c, next) => (c.req.method === method ? handler(c, next) : next()))
}

/** The body of a request, which may be read again afterwards. */
export async function bodyOf(c: Loose): Promise<Loose> {
  return JSON.parse((await c.req.raw.clone().text()) || '{}')
}

export function changeBody(c: Loose, body: Loose): void {
  const { url, method, headers } = c.req.raw
  const kept = new Headers(headers)
  kept.delete('content-length')
  c.req.raw = new Request(url, { method, headers: kept, body: JSON.stringify(body) })
}

/** A call from inside, with every permission. `path` starts at the root; a body makes it a POST. */
export async function ask(g: Ground, path: string, body?: Loose): Promise<Loose> {
  const headers = { authorization: `Bearer ${g.key}` }
  const init = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) }
  const answer = await g.app.request(path, init)
  const json: Loose = await answer.json()
  if (!answer.ok) throw new Error(`the GitHub stand-in could not ask itself ${path}: ${json.message}`)
  return json
}

/** One page of a list, with the `Link` header that says where the next one is. */
export function page(c: Loose, list: readonly Loose[]): Loose[] {
  const per = Math.min(Number(c.req.query('per_page') ?? 30), 100)
  const number = Number(c.req.query('page') ?? 1)
  if (list.length > number * per) {
    const next = new URL(c.req.url)
    next.searchParams.set('page', String(number + 1))
    c.header('Link', `<${next}>; rel="next"`)
  }
  return list.slice((number - 1) * per, number * per)
}
