/** Who comes in: a token is known or it is 401, a stranger sees no private repository, and nobody runs out of calls. */
import type { Loose, Next } from './emulate.ts'
import { actionsApp, at, caller, type Ground, mayWrite, refuse, theApp } from './github-ground.ts'

export function amendDoor(g: Ground): void {
  const limit = g.app.middleware.findIndex(m => String(m.handlers[0]).includes('X-RateLimit-Limit'))
  if (limit < 0) throw new Error('emulate has no rate limiter where it had one. fix: pin emulate 0.12.2')
  g.app.middleware.splice(limit, 1)
  g.app.use('*', (c, next) => {
    const token = c.req.header('authorization')?.replace(/^(bearer|token) /i, '')
    const known = !token || token.startsWith('eyJ') || token.startsWith('Basic ') || g.tokens.has(token)
    return known ? next() : refuse(c, 401, 'Bad credentials')
  })
  g.app.use('/repos/:owner/:repo', (c, next) => membersOnly(g, c, next))
  g.app.use('/repos/:owner/:repo/:rest{.+}', (c, next) => membersOnly(g, c, next))
  g.app.get('/user/:id', c => byId(g, c))
  g.app.get('/installation/repositories', c => installed(g, c))
}

/** The tokens that are there from the start besides people's: for calls from inside, and of GitHub's own App. */
export function addTokens(g: Ground, organisation: Loose): void {
  const account = { accountId: organisation.id, accountType: 'Organization' }
  const all = { ...account, repositorySelection: 'all', repositoryIds: [] }
  const everything = ['contents', 'pull_requests', 'actions', 'checks', 'issues', 'administration', 'metadata']
  const permissions = Object.fromEntries(everything.map(name => [name, 'write']))
  const inside = { ...all, appId: theApp.id, installationId: theApp.installation, permissions }
  g.tokens.set(g.key, { login: organisation.login, id: 0, scopes: [], installation: inside })
  const narrow = { contents: 'read', metadata: 'read', checks: 'write', pull_requests: 'read' }
  const actions = { ...all, appId: actionsApp.id, installationId: 0, permissions: narrow }
  const writer = { ...actions, permissions: { ...narrow, contents: 'write' } }
  for (const [token, installation] of [
    [actionsApp.token, actions],
    [actionsApp.writer, writer],
  ] as const)
    g.tokens.set(token, { login: organisation.login, id: 0, scopes: [], installation })
}

function membersOnly(g: Ground, c: Loose, next: Next): unknown {
  const { repo } = at(g, c)
  const app = c.get('authApp') ?? c.get('authUser')?.installation
  if (!repo?.private || app || mayWrite(g, c, repo)) return next()
  return caller(g, c) ? refuse(c, 404, 'Not Found') : refuse(c, 401, 'Requires authentication')
}

function byId(g: Ground, c: Loose): Response {
  const user = g.db.users.get(Number(c.req.param('id')))
  if (!user) return refuse(c, 404, 'Not Found')
  const { id, node_id, login, name, email, type } = user
  return c.json({ id, node_id, login, name, email, type })
}

async function installed(g: Ground, c: Loose): Promise<Response> {
  const installation = c.get('authUser')?.installation
  if (!installation) return refuse(c, 403, 'You must authenticate with an installation access token')
  const mine = g.db.repos.all().filter((r: Loose) => r.owner_id === installation.accountId)
  const authorization = c.req.header('authorization')
  const repositories = await Promise.all(
    mine.map(async (r: Loose) => (await g.app.request(`/repos/${r.full_name}`, { headers: { authorization } })).json()),
  )
  return c.json({ total_count: repositories.length, repository_selection: 'all', repositories })
}
