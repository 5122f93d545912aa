/** What people do on GitHub with their own token, for tests and the demo; and the first commit of a repository. */
import type { Loose } from './emulate.ts'
import { type Ground, rows, tip } from './github-ground.ts'

/** Texts by path; null takes a file away. */
export type Files = Readonly<Record<string, string | null>>

export interface Person {
  readonly id: number
  readonly login: string
  readonly token: string
  /** Any call with this person's token; throws `GitHubRefused` when GitHub says no. */
  call(method: string, path: string, body?: unknown): Promise<Loose>
  review(number: number, event: 'APPROVE' | 'REQUEST_CHANGES' | 'COMMENT', body?: string): Promise<Loose>
  dismiss(number: number, review: number, message: string): Promise<Loose>
  /** A commit on a branch, which is made from the default branch if it is not there. Returns the commit. */
  push(branch: string, files: Files, message: string): Promise<string>
  /** Opens a pull request for a branch. Returns its number. */
  open(branch: string, title: string, body?: string): Promise<number>
  close(number: number): Promise<Loose>
  reopen(number: number): Promise<Loose>
  merge(number: number, options?: { readonly sha?: string; readonly merge_method?: string }): Promise<Loose>
  updateBranch(number: number): Promise<Loose>
}

/** GitHub said no: its status and its words. */
export class GitHubRefused extends Error {
  readonly status: number
  readonly answer: Loose
  constructor(status: number, answer: Loose, what: string) {
    super(`${what}: ${status} ${answer?.message ?? ''} ${JSON.stringify(answer?.errors ?? [])}`)
    this.status = status
    this.answer = answer
  }
}

export function tokenOf(login: string): string {
  return `tok_${login}`
}

/** A person in one repository. */
export function personIn(g: Ground, repo: Loose, login: string): Person {
  const user = g.db.users.findOneBy('login', login)
  if (!user || !g.tokens.has(tokenOf(login)))
    throw new Error(`${login} is not one of the people of the GitHub stand-in`)
  const token = tokenOf(login)
  const call: Person['call'] = (method, path, body) => callAs(g, token, method, path, body)
  const here = (method: string, path: string, body?: unknown) => call(method, `/repos/${repo.full_name}/${path}`, body)
  return {
    id: user.id,
    login,
    token,
    call,
    review: (n, event, body) => here('POST', `pulls/${n}/reviews`, { event, ...(body !== undefined && { body }) }),
    dismiss: (n, review, message) => here('PUT', `pulls/${n}/reviews/${review}/dismissals`, { message }),
    push: (branch, files, message) => push(g, repo, user, { branch, files, message }),
    open: async (head, title, body = '') =>
      (await here('POST', 'pulls', { head, base: repo.default_branch, title, body })).number,
    close: n => here('PATCH', `pulls/${n}`, { state: 'closed' }),
    reopen: n => here('PATCH', `pulls/${n}`, { state: 'open' }),
    merge: (n, options = {}) => here('PUT', `pulls/${n}/merge`, options),
    updateBranch: n => here('PUT', `pulls/${n}/update-branch`, {}),
  }
}

/** The files of a new repository as the first commit of its default branch, by its owner. Returns the commit. */
export async function seed(g: Ground, repo: Loose, files: Files, message: string): Promise<string> {
  const owner = { login: 'inside', name: 'Setup', email: 'setup@localhost' }
  return push(g, repo, owner, { branch: repo.default_branch, files, message }, g.key)
}

interface Push {
  readonly branch: string
  readonly files: Files
  readonly message: string
}

async function push(g: Ground, repo: Loose, by: Loose, what: Push, token = tokenOf(by.login)): Promise<string> {
  const here = (method: string, path: string, body: unknown) =>
    callAs(g, token, method, `/repos/${repo.full_name}/git/${path}`, body)
  const there = tip(g, repo, what.branch)
  const parent = there ?? tip(g, repo, repo.default_branch)
  const base_tree = parent && rows(g, 'commits', repo).find(o => o.sha === parent).tree_sha
  const tree = Object.entries(what.files).map(([path, content]) => {
    const entry = { path, mode: path.endsWith('.sh') ? '100755' : '100644', type: 'blob' }
    return content === null ? { ...entry, sha: null } : { ...entry, content }
  })
  const made = await here('POST', 'trees', { ...(base_tree && { base_tree }), tree })
  const author = { name: by.name ?? by.login, email: by.email ?? `${by.login}@users.noreply.github.com` }
  const parents = parent ? [parent] : []
  const body = { message: what.message, tree: made.sha, parents, author, committer: author }
  const { sha } = await here('POST', 'commits', body)
  if (there) await here('PATCH', `refs/heads/${what.branch}`, { sha })
  else await here('POST', 'refs', { ref: `refs/heads/${what.branch}`, sha })
  return sha
}

async function callAs(g: Ground, token: string, method: string, path: string, body?: unknown): Promise<Loose> {
  const init = { method, headers: { authorization: `Bearer ${token}` } }
  const answer = await g.app.request(path, body === undefined ? init : { ...init, body: JSON.stringify(body) })
  const text = await answer.text()
  const json = text === '' ? undefined : JSON.parse(text)
  if (!answer.ok) throw new GitHubRefused(answer.status, json, `${method} ${path}`)
  return json
}
