/** Reviews: nobody reviews their own pull request, and a dismissed review keeps its words. */
import type { Loose, Next } from './emulate.ts'
import { ask, at, before, bodyOf, caller, type Ground, mayWrite, refuse, replace, rows } from './github-ground.ts'
import { announce } from './github-merge.ts'
import { note } from './github-turns.ts'

const reviews = '/repos/:owner/:repo/pulls/:n/reviews'

export function amendReviews(g: Ground): void {
  before(g, 'POST', reviews, (c, next) => review(g, c, next))
  replace(g, 'PUT', `${reviews}/:review/dismissals`, c => dismiss(g, c))
}

async function review(g: Ground, c: Loose, next: Next): Promise<unknown> {
  const { pr } = at(g, c)
  const { event, body } = await bodyOf(c)
  const wrong = (message: string) => refuse(c, 422, 'Unprocessable Entity', [message])
  const own = pr && caller(g, c)?.id === pr.user_id
  if (own && event === 'APPROVE') return wrong('Can not approve your own pull request')
  if (own && event === 'REQUEST_CHANGES') return wrong('Can not request changes on your own pull request')
  if (['REQUEST_CHANGES', 'COMMENT'].includes(event) && !body) return wrong('Body can not be blank')
  return next()
}

async function dismiss(g: Ground, c: Loose): Promise<Response> {
  const { repo, pr } = at(g, c)
  const row = pr && rows(g, 'reviews', repo).find(r => r.id === Number(c.req.param('review')))
  if (!row || row.pull_number !== pr.number) return refuse(c, 404, 'Not Found')
  if (!mayWrite(g, c, repo)) return refuse(c, 403, 'Resource not accessible')
  const { message } = await bodyOf(c)
  const may = ['APPROVED', 'CHANGES_REQUESTED'].includes(row.state)
  if (!message || !may) return refuse(c, 422, `Can not dismiss a ${row.state.toLowerCase()} pull request review`)
  const dismissed_review = { state: row.state.toLowerCase(), review_id: row.id, dismissal_message: message }
  note(g, pr, 'review_dismissed', { dismissed_review })
  g.db.reviews.update(row.id, { state: 'DISMISSED' })
  const path = `/repos/${repo.full_name}/pulls/${pr.number}`
  const [dismissed, pull_request] = [await ask(g, `${path}/reviews/${row.id}`), await ask(g, path)]
  await announce(g, repo, caller(g, c), 'pull_request_review', 'dismissed', { review: dismissed, pull_request })
  return c.json(dismissed)
}
