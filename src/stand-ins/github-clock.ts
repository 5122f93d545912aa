/** One clock for everything a decision depends on: rows and commits are dated by it, not by the machine's time. */
import type { Loose, Next } from './emulate.ts'
import { before, bodyOf, caller, changeBody, type Ground } from './github-ground.ts'

const dated = [
  'repos',
  'issues',
  'pullRequests',
  'reviews',
  'comments',
  'checkRuns',
  'checkSuites',
  'workflows',
  'workflowRuns',
]

export function amendClock(g: Ground): void {
  for (const name of dated) follow(g, g.db[name])
  before(g, 'POST', '/repos/:owner/:repo/git/commits', (c, next) => dateCommit(g, c, next))
  for (const method of ['PUT', 'DELETE']) {
    before(g, method, '/repos/:owner/:repo/contents/:path{.+}', (c, next) => dateContents(g, c, next))
  }
}

/** The emulator stamps rows with the machine's time; such a stamp is a moment old, one that a client gave is kept. */
function follow(g: Ground, table: Loose): void {
  const { insert, update } = table
  const stamp = (row: Loose) => {
    for (const [key, value] of Object.entries(row ?? {})) {
      if (key.endsWith('_at') && isOfThisMoment(value)) row[key] = g.now().toISOString()
    }
    return row
  }
  table.insert = (row: Loose) => stamp(insert.call(table, row))
  table.update = (id: number, changes: Loose) => stamp(update.call(table, id, changes))
}

function isOfThisMoment(value: unknown): boolean {
  return typeof value === 'string' && Math.abs(Date.now() - Date.parse(value)) < 10_000
}

async function dateCommit(g: Ground, c: Loose, next: Next): Promise<unknown> {
  const body = await bodyOf(c)
  const date = g.now().toISOString()
  const committer = body.committer && { committer: { date, ...body.committer } }
  changeBody(c, { ...body, author: { date, ...body.author }, ...committer })
  return next()
}

async function dateContents(g: Ground, c: Loose, next: Next): Promise<unknown> {
  const body = await bodyOf(c)
  const by = caller(g, c)
  if (!by) return next()
  const usual = { name: by.name ?? by.login, email: by.email ?? `${by.login}@users.noreply.github.com` }
  const date = g.now().toISOString()
  const committer = { ...usual, date, ...body.committer }
  changeBody(c, { ...body, committer, author: { ...committer, ...body.author } })
  return next()
}
