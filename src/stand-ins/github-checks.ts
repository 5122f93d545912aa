/** Check runs: only Apps make them, each names its App, and annotations add up. */
import type { Loose, Next } from './emulate.ts'
import { at, before, bodyOf, changeBody, type Ground, page, refuse, replace } from './github-ground.ts'

const runs = '/repos/:owner/:repo/check-runs'

export function amendChecks(g: Ground): void {
  g.app.use('/repos/:owner/:repo/:checks{check-(?:runs|suites).*}', (c, next) => {
    if (c.req.method === 'GET' || c.get('authUser')?.installation) return next()
    return refuse(c, 403, 'You must authenticate via a GitHub App.')
  })
  before(g, 'POST', runs, (c, next) => create(c, next))
  before(g, 'PATCH', `${runs}/:id`, (c, next) => update(g, c, next))
  replace(g, 'GET', `${runs}/:id/annotations`, c => annotations(g, c))
}

/** The App a check run belongs to; the emulator says null. */
export function checkFields(g: Ground, id: number): Loose {
  const run = g.db.checkRuns.get(id)
  const app = run && g.db.apps.findOneBy('app_id', run.app_id)
  return app ? { app: { id: app.app_id, slug: app.slug, name: app.name } } : {}
}

async function create(c: Loose, next: Next): Promise<unknown> {
  const body = await bodyOf(c)
  if (tooMany(body)) return refuse(c, 422, 'Invalid request. No more than 50 annotations are allowed.')
  changeBody(c, { ...body, app_id: c.get('authUser').installation.appId })
  return next()
}

async function update(g: Ground, c: Loose, next: Next): Promise<unknown> {
  const run = g.db.checkRuns.get(Number(c.req.param('id')))
  const body = await bodyOf(c)
  if (run && run.app_id !== c.get('authUser').installation.appId) {
    return refuse(c, 403, 'Invalid app_id `app_id` - check run can only be modified by the GitHub App that created it.')
  }
  if (tooMany(body)) return refuse(c, 422, 'Invalid request. No more than 50 annotations are allowed.')
  const { app_id, ...rest } = body
  const annotations = [...(run?.output.annotations ?? []), ...(body.output?.annotations ?? [])]
  changeBody(c, { ...rest, ...(body.output && { output: { ...body.output, annotations } }) })
  return next()
}

function tooMany(body: Loose): boolean {
  return (body.output?.annotations?.length ?? 0) > 50
}

function annotations(g: Ground, c: Loose): Response {
  const run = at(g, c).repo && g.db.checkRuns.get(Number(c.req.param('id')))
  return run ? c.json(page(c, run.output.annotations)) : refuse(c, 404, 'Not Found')
}
