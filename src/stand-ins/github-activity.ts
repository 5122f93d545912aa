/** What GitHub keeps of every move of a branch: who made it, from where to where. The names in the commits play no part. */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Loose } from './emulate.ts'
import { at, caller, type Ground, refuse } from './github-ground.ts'
import { ancestors } from './github-history.ts'

const nothing = '0'.repeat(40)
/** The request that is answered, for whoever moves a branch meanwhile. */
const asked = new AsyncLocalStorage<Loose>()

export function amendActivity(g: Ground): void {
  g.app.use('/repos/:owner/:repo/:rest{.+}', (c, next) => asked.run(c, next))
  watch(g, g.db.refs)
  g.app.get('/repos/:owner/:repo/activity', c => list(g, c))
}

function watch(g: Ground, refs: Loose): void {
  const { insert, update, delete: remove } = refs
  refs.insert = (row: Loose) => {
    const made = insert.call(refs, row)
    note(g, made, nothing, made.sha)
    return made
  }
  refs.update = (id: number, changes: Loose) => {
    const { sha } = refs.get(id)
    const row = update.call(refs, id, changes)
    if (row.sha !== sha) note(g, row, sha, row.sha)
    return row
  }
  refs.delete = (id: number) => {
    const row = refs.get(id)
    if (row) note(g, row, row.sha, nothing)
    return remove.call(refs, id)
  }
}

function note(g: Ground, { ref, repo_id }: Loose, before: string, after: string): void {
  const c = asked.getStore()
  const by = c && caller(g, c)
  const activity_type = typeOf(g, c, { repo: g.db.repos.get(repo_id), before, after })
  const actor = by ? { id: by.id, login: by.login, type: by.type, node_id: by.node_id } : null
  const id = g.moves.length + 1
  g.moves.push({ id, repo_id, ref, before, after, timestamp: g.now().toISOString(), activity_type, actor })
}

function typeOf(g: Ground, c: Loose, { repo, before, after }: Loose): string {
  if (before === nothing) return 'branch_creation'
  if (after === nothing) return 'branch_deletion'
  if (!ancestors(g, repo, after).has(before)) return 'force_push'
  return c?.req.path.endsWith('/merge') ? 'pr_merge' : 'push'
}

/** Newest first. Pages have no numbers: each names the last move it shows, and the next begins after it. */
function list(g: Ground, c: Loose): Response {
  const { repo } = at(g, c)
  if (!repo) return refuse(c, 404, 'Not Found')
  const ref = c.req.query('ref')
  const full = ref?.startsWith('refs/') ? ref : `refs/heads/${ref}`
  const all = g.moves.filter(it => it.repo_id === repo.id && (ref === undefined || it.ref === full)).toReversed()
  const per = Math.min(Number(c.req.query('per_page') ?? 30), 100)
  const from = 1 + all.findIndex(it => String(it.id) === c.req.query('after'))
  const page = all.slice(from, from + per)
  if (from + per < all.length) {
    const next = new URL(c.req.url)
    next.searchParams.set('after', String(page.at(-1).id))
    c.header('Link', `<${next}>; rel="next"`)
  }
  return c.json(page.map(({ repo_id: _, ...move }) => move))
}
