/** Webhooks with ids of their own, a log, redelivery and faults; and what follows a push to a pull request's branch. */
import { createHmac, randomUUID } from 'node:crypto'
import type { Loose } from './emulate.ts'
import { complete } from './github-answers.ts'
import { ask, type Ground, openPulls, page, refuse, repoNamed, theApp, tip } from './github-ground.ts'

export interface Delivery {
  readonly id: number
  readonly guid: string
  readonly event: string
  readonly action: string | null
  readonly delivered_at: string
  /** The body as it was signed and sent. */
  readonly body: string
  /** The answer of the receiver; 0 before it, 502 if nothing came. */
  status_code: number
  readonly redelivery: boolean
}

/** How often a webhook arrives: 0 loses it, 1 is usual, 2 doubles it. */
export type OnWebhook = (delivery: Delivery) => number

export interface Webhooks {
  readonly deliveries: Delivery[]
  url: string | undefined
  onWebhook: OnWebhook
  /** Keeps work that `settled` shall wait for. */
  track<T>(work: Promise<T>): Promise<T>
  /** Waits for all of it; throws what went wrong inside. */
  settled(): Promise<void>
}

interface Office {
  readonly g: Ground
  readonly me: Webhooks
  readonly secret: string
  /** Told of every push to a branch. */
  readonly pushed: (repo: Loose, branch: string) => void
}

export function amendWebhooks(g: Ground, secret: string, pushed: Office['pushed']): Webhooks {
  const me = log()
  const office = { g, me, secret, pushed }
  const dispatch = g.hooks.dispatch.bind(g.hooks)
  const send = async (event: string, action: string | undefined, payload: Loose, owner: string, name: string) => {
    const body = spoken(event, await complete(g, payload))
    deliver(office, event, action, body)
    await dispatch(event, action, body, owner, name)
    await follow(office, event, body, repoNamed(g, owner, name))
  }
  g.hooks.dispatch = async (event, action, payload, owner, name = '') =>
    me.track(send(event, action, payload, owner, name))
  g.app.get('/app/hook/config', c => (c.get('authApp') ? c.json(config(me)) : refuse(c, 401, 'Bad credentials')))
  g.app.get('/app/hook/deliveries', c => (c.get('authApp') ? c.json(list(c, me)) : refuse(c, 401, 'Bad credentials')))
  g.app.get('/app/hook/deliveries/:id', c => show(c, me))
  g.app.post('/app/hook/deliveries/:id/attempts', c => again(c, office))
  return me
}

function log(): Webhooks {
  const running = new Set<Promise<unknown>>()
  const failures: unknown[] = []
  return {
    deliveries: [],
    url: undefined,
    onWebhook: () => 1,
    track: work => {
      running.add(work)
      work.catch(error => failures.push(error)).finally(() => running.delete(work))
      return work
    },
    settled: async () => {
      while (running.size > 0) await Promise.allSettled(running)
      const failed = failures.splice(0)
      if (failed.length > 0) throw new AggregateError(failed, `the GitHub stand-in failed: ${failed.join('; ')}`)
    },
  }
}

function deliver({ g, me, secret }: Office, event: string, action: string | undefined, payload: Loose): void {
  if (me.url === undefined) return
  const number = payload.pull_request?.number
  const installation = { id: theApp.installation, node_id: '' }
  const delivery: Delivery = {
    id: me.deliveries.length + 1,
    guid: randomUUID(),
    event,
    action: action ?? null,
    delivered_at: g.now().toISOString(),
    body: JSON.stringify({ ...(action && { action }), ...(number && { number }), ...payload, installation }),
    status_code: 0,
    redelivery: false,
  }
  me.deliveries.push(delivery)
  const times = me.onWebhook(delivery)
  if (times === 0) delivery.status_code = 502
  for (let n = 0; n < times; n++) me.track(send(me, secret, delivery))
}

async function send(me: Webhooks, secret: string, delivery: Delivery): Promise<void> {
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'GitHub-Hookshot/stand-in',
    'x-github-event': delivery.event,
    'x-github-delivery': delivery.guid,
    'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(delivery.body).digest('hex')}`,
  }
  const init = { method: 'POST', body: delivery.body, headers, signal: AbortSignal.timeout(10_000) }
  try {
    const answer = await fetch(me.url as string, init)
    await answer.arrayBuffer()
    delivery.status_code = answer.status
  } catch {
    delivery.status_code = 502
  }
}

/** A new branch is a push too; a push moves the pull requests of its branch. */
async function follow(office: Office, event: string, body: Loose, repo: Loose): Promise<void> {
  const { g, pushed } = office
  const { repository, sender } = body
  if (event === 'create' && body.ref_type === 'branch') {
    const [ref, sha] = [`refs/heads/${body.ref}`, tip(g, repo, body.ref)]
    const push = { ref, before: '0'.repeat(40), after: sha, created: true, commits: [], repository, sender }
    const [owner, name] = repo.full_name.split('/')
    if (sha) await g.hooks.dispatch('push', undefined, push, owner, name)
  }
  const branch = event === 'push' ? /^refs\/heads\/(.+)/.exec(body.ref)?.[1] : undefined
  if (branch === undefined || !repo) return
  pushed(repo, branch)
  for (const pr of openPulls(g, repo).filter(p => p.head_ref === branch)) {
    const pull_request = await ask(g, `/repos/${repo.full_name}/pulls/${pr.number}`)
    const { before, after } = body
    const moved = { number: pr.number, before, after, pull_request, repository, sender }
    deliver(office, 'pull_request', 'synchronize', moved)
  }
}

/** Webhooks say some things otherwise than the API: a new branch by its short name, a review's state in small letters. */
function spoken(event: string, payload: Loose): Loose {
  if (event === 'create') return { ...payload, ref: payload.ref.replace(/^refs\/(heads|tags)\//, '') }
  if (event !== 'pull_request_review') return payload
  return { ...payload, review: { ...payload.review, state: payload.review.state.toLowerCase() } }
}

/** GitHub never shows the secret, only that there is one. */
function config({ url }: Webhooks): Loose {
  return { content_type: 'json', insecure_ssl: '0', secret: '********', ...(url !== undefined && { url }) }
}

function list(c: Loose, me: Webhooks): Loose[] {
  return page(c, me.deliveries.toReversed()).map(brief)
}

function brief({ body, ...delivery }: Delivery): Loose {
  const status = delivery.status_code < 300 ? 'OK' : 'Invalid HTTP Response'
  return { ...delivery, duration: 0, status, installation_id: theApp.installation, repository_id: null }
}

function find(c: Loose, me: Webhooks): Delivery | undefined {
  return c.get('authApp') && me.deliveries.find(d => d.id === Number(c.req.param('id')))
}

function show(c: Loose, me: Webhooks): Response {
  const found = find(c, me)
  if (!found) return refuse(c, 404, 'Not Found')
  return c.json({ ...brief(found), request: { headers: {}, payload: JSON.parse(found.body) } })
}

function again(c: Loose, { me, secret }: Office): Response {
  const found = find(c, me)
  if (!found || me.url === undefined) return refuse(c, 404, 'Not Found')
  const next = { ...found, id: me.deliveries.length + 1, redelivery: true }
  me.deliveries.push(next)
  me.track(send(me, secret, next))
  return c.json({}, 202)
}
