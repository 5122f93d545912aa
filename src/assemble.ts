import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { commands } from './commands/index.ts'
import { type Problem, ProblemError } from './core/problem.ts'
import type { Repository } from './core/repository.ts'
import { type ApiKey, answerApi } from './edges/api-door.ts'
import { draw } from './edges/chart.ts'
import type { Connections } from './edges/connections.ts'
import { openDuckdb } from './edges/duckdb.ts'
import { type GitHubSettings, openGitHub } from './edges/github.ts'
import { verifyGitHubDelivery, webhookBytesMax } from './edges/github-webhooks.ts'
import { readBody } from './edges/http-body.ts'
import { openSlack, type SlackSettings } from './edges/slack.ts'
import { openStore } from './edges/sqlite-store.ts'
import { callWebhook, type Webhooks } from './edges/webhook.ts'
import { effects } from './effects/index.ts'
import { type Failpoint, withFailpoints } from './flows/failpoints.ts'
import { followAll } from './flows/follow-all.ts'
import { modalFor, wrongIn } from './flows/forms.ts'
import { handlersFor } from './flows/handlers.ts'
import { modalOfCommand } from './flows/run-command.ts'
import { summarise } from './flows/summarise.ts'
import { troubles } from './flows/troubles.ts'
import { watch } from './flows/watch.ts'
import { drain, type Working } from './flows/work.ts'
import type { Log, Onlooker, WebhookCall, WorkflowStart, World } from './flows/world.ts'
import { policyKinds } from './policies/index.ts'
import { readRepository } from './repository/read-repository.ts'

export interface Parts {
  readonly github: GitHubSettings & { readonly webhookSecret?: string }
  readonly slack: Omit<SlackSettings, 'log'>
  readonly connections: Connections
  /** Whoever delivers or trains by a signed call, by name. */
  readonly webhooks?: Webhooks
  /** What new versions are signed with; left out: none is taken. */
  readonly api?: ApiKey
  /** A folder, or ':memory:'. */
  readonly data: string
  readonly log: Log
  readonly now?: () => Date
  readonly failpoint?: Failpoint
  /** Stands between the flows and the data; tests that measure the same days again and again remember the answers. */
  readonly query?: (ask: World['see']['query']) => World['see']['query']
  /** How long a piece of work may take, and the wait after a first failure; defaults for production. */
  readonly leaseMs?: number
  /** How long the repository that was read is taken to be the newest; 2 s unless told. Tests that change rules say 0. */
  readonly policyFreshMs?: number
  readonly backoffMs?: number
  readonly mostTries?: number
  readonly inboxMost?: number
}

/** A bot that is put together and not started. `start` runs its loops; tests and the demo turn it by hand instead. */
export interface Bot {
  readonly world: World
  /** Opens the doors: Slack, and the HTTP server where there is a port. */
  open(): Promise<{ port?: number }>
  /** One round of measuring and deciding, then whatever follows from it. */
  watch(): Promise<void>
  /** One round of comparing what is on its way with GitHub, then whatever follows from it. */
  reconcile(): Promise<void>
  /** Works until nothing is due. */
  settle(): Promise<void>
  /** The loops: work at once when something arrives, watch and reconcile every so often. */
  start(every?: { watchMs: number; reconcileMs: number; workMs: number }): void
  stop(): Promise<void>
}

/** So long a piece of work lets who is at the door go first; then it is begun all the same. */
const GIVE_WAY_MS = 100

const LOOPS = { watchMs: 60_000, reconcileMs: 60_000, workMs: 1000 }

export async function assemble(parts: Parts): Promise<Bot> {
  const { log, now = () => new Date(), failpoint = () => undefined } = parts
  const store = await openStoreIn(parts)
  const github = openGitHub(parts.github)
  const duckdb = openDuckdb(parts.connections)
  const query = parts.query?.(duckdb.query) ?? duckdb.query
  const rules = policyReader(github.see.repository, log)
  const policy = kept(rules.read, parts.policyFreshMs ?? 2000)
  const kick: { work?: () => void } = {}
  const onlooker: () => Onlooker = () => world
  const all = Object.values(commands)
  const slack = openSlack(
    { ...parts.slack, log },
    {
      arrived: async ({ delivery, flow, body }) => {
        const is = await store.receive({ delivery, flow, body: JSON.stringify(body), at: now() })
        if (is === 'full') throw new Error('more messages wait than may')
        kick.work?.()
        return is
      },
      around: hands => withFailpoints(hands, failpoint),
      modalFor: press => modalFor(onlooker(), press),
      modalOf: typed => modalOfCommand(onlooker(), all, typed),
      validate: form => wrongIn(onlooker(), form),
      // Where the rules cannot be read, ids are better than no answer.
      people: async () =>
        policy().then(
          repository => repository.people.people,
          () => ({}),
        ),
      http: (request, response) => serve(request, response),
    },
  )
  const world: World = {
    now,
    log,
    store,
    policy,
    known: rules.known,
    see: { ...github.see, ...slack.see, query, draw },
    do: { ...withFailpoints({ ...github.do, dispatch }, failpoint), ...slack.do },
  }
  const api = {
    ...{ store, now, known: rules.known, webhooks: parts.webhooks ?? {} },
    ...(parts.api && { key: parts.api }),
  }
  function dispatch(run: WorkflowStart | WebhookCall): Promise<void> {
    return 'webhook' in run ? callWebhook(parts.webhooks ?? {}, run) : github.do.dispatch(run)
  }
  const working: Working = {
    by: randomUUID(),
    at: { message: new Set(), job: new Set() },
    effects,
    handlers: handlersFor(all),
    leaseMs: parts.leaseMs ?? 60_000,
    backoffMs: parts.backoffMs ?? 2000,
    mostTries: parts.mostTries ?? 12,
    giveWay: async () => {
      for (let ms = 0; slack.waiting() > 0 && ms < GIVE_WAY_MS; ms += 5) await sleep(5)
    },
  }
  const loops = loopsOf(log)
  const settle = () => drain(world, working, loops.stopping)
  const compare = async () => {
    // First what asks nobody: it tells that nobody answers.
    await troubles(world)
    await followAll(world)
  }
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    if (path === '/github' && request.method === 'POST' && parts.github.webhookSecret !== undefined) {
      return hook(request, response, parts.github.webhookSecret)
    }
    if (path === '/healthz') return reply(response, 200, 'ok')
    if (path === '/readyz')
      return slack.connected() ? reply(response, 200, 'ready') : reply(response, 503, 'Slack is not connected')
    const answer = await answerApi(api, path, request)
    if (answer === undefined) return reply(response, 404, 'there is nothing here')
    kick.work?.()
    response.writeHead(answer.status, { 'content-type': answer.type }).end(JSON.stringify(answer.body))
  }

  /** Kept before it is acknowledged; what cannot be kept is sent again, or found by the reconcile loop. */
  async function hook(request: IncomingMessage, response: ServerResponse, secret: string): Promise<void> {
    const raw = await readBody(request, webhookBytesMax)
    if (raw === undefined) return reply(response, 413, 'too large')
    const { owner, repo } = parts.github
    const delivery = await verifyGitHubDelivery(secret, request.headers, raw, `${owner}/${repo}`)
    if (delivery.is === 'refused') return reply(response, delivery.status, delivery.because)
    if (delivery.is === 'event') {
      const { event, pull } = delivery
      // That it was closed cannot be seen any more once it is open again, and closing clears votes.
      const closed = event === 'pull_request' && delivery.action === 'closed'
      const body = JSON.stringify({ event, ...(pull !== undefined && { pull }), ...(closed && { closed }) })
      const fold = `github:${pull ?? 'all'}${closed ? ':closed' : ''}`
      const is = await store.receive({
        ...{ delivery: `github:${delivery.guid}`, flow: 'github', body, at: now() },
        ...{ fold, later: true },
      })
      if (is === 'full') return reply(response, 503, 'too much waits already; send it again later')
      kick.work?.()
    }
    reply(response, 202, delivery.is)
  }

  return {
    world,
    open: () => slack.start(),
    settle,
    watch: async () => {
      await watch(world)
      await settle()
    },
    reconcile: async () => {
      await compare()
      await settle()
    },
    start: (every = LOOPS) => {
      kick.work = loops.run(settle, every.workMs)
      loops.run(() => watch(world).then(kick.work), every.watchMs)
      loops.run(() => compare().then(kick.work), every.reconcileMs)
    },
    stop: async () => {
      await slack.stop()
      duckdb.interrupt()
      await loops.stop()
      duckdb.close()
      await store.close()
    },
  }
}

async function openStoreIn({ data, failpoint, inboxMost }: Parts) {
  const memory = data === ':memory:'
  if (!memory) await mkdir(data, { recursive: true })
  const [path, readingsPath] = memory ? [data, data] : [join(data, 'kedge.db'), join(data, 'readings.db')]
  const more = { ...(failpoint && { failpoint }), ...(inboxMost !== undefined && { inboxMost }) }
  return openStore({ path, readingsPath, summarise, ...more })
}

/** The repository as last read without errors: a bad file stops nothing that runs, and is said. */
function policyReader(read: World['see']['repository'], log: Log) {
  let good: Repository | undefined
  let seen: { commit: string; problems: readonly Problem[] } | undefined
  const newest = async (): Promise<Repository> => {
    const { commit, files } = await read()
    if (seen?.commit !== commit) {
      const { repository, problems } = readRepository(files, commit, policyKinds)
      const errors = problems.filter(p => p.level === 'error')
      if (errors.length > 0)
        log.error({ commit, problems: errors }, 'the policy repository has errors; the last good rules stay in force')
      good = repository ?? good
      seen = { commit, problems }
    }
    if (good) return good
    throw new ProblemError(seen.problems)
  }
  return { read: newest, known: () => good }
}

/** One click asks for the rules many times. A push is not later seen by more than this than by asking each time. */
function kept<T>(read: () => Promise<T>, forMs: number): () => Promise<T> {
  let last: { readonly at: number; readonly value: Promise<T> } | undefined
  return () => {
    const at = performance.now()
    if (last && at - last.at < forMs) return last.value
    const mine = { at, value: read() }
    last = mine
    mine.value.catch(() => {
      if (last === mine) last = undefined
    })
    return mine.value
  }
}

function loopsOf(log: Log) {
  const stops: (() => Promise<void>)[] = []
  let over = false
  return {
    stopping: () => over,
    /** Runs again and again, never twice at once; the function it gives runs it now. */
    run(act: () => Promise<void> | void, everyMs: number): () => void {
      let running: Promise<void> | undefined
      let again = false
      const go = () => {
        if (over) return
        if (running) {
          again = true
          return
        }
        again = false
        running = Promise.resolve(act())
          .catch(error => log.error({ err: error }, 'a loop failed; it goes on'))
          .finally(() => {
            running = undefined
            if (again) go()
          })
      }
      const timer = setInterval(go, everyMs)
      stops.push(async () => {
        clearInterval(timer)
        await running
      })
      setImmediate(go)
      return go
    },
    /** What runs is finished; nothing is begun any more, whoever asks for it. */
    stop: async () => {
      over = true
      await Promise.all(stops.map(stop => stop()))
    },
  }
}

function reply(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain' }).end(text)
}
