import { randomUUID } from 'node:crypto'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import { commands } from './commands/index.ts'
import { draw } from './edges/chart.ts'
import { openGitHub } from './edges/github.ts'
import { servePaths } from './edges/http-paths.ts'
import { ignoredMessage } from './edges/ignored-message.ts'
import { loopsOf } from './edges/loops.ts'
import { takeReadings } from './edges/readings-door.ts'
import { openSlack } from './edges/slack.ts'
import { openSources } from './edges/sources.ts'
import { openStoreIn } from './edges/sqlite-store.ts'
import { callWebhook } from './edges/webhook.ts'
import { effects } from './effects/index.ts'
import { shownToKey } from './flows/authorise.ts'
import { bellOf } from './flows/bell.ts'
import { digests } from './flows/digests.ts'
import { drain } from './flows/drain.ts'
import { withFailpoints } from './flows/failpoints.ts'
import { followAll } from './flows/follow-all.ts'
import { modalFor, nextModal, wrongIn } from './flows/forms.ts'
import { fresh } from './flows/fresh.ts'
import { handlersFor } from './flows/handlers.ts'
import { heldUp } from './flows/held-up.ts'
import { roundsBegin } from './flows/rounds.ts'
import { rulesInForce } from './flows/rules-in-force.ts'
import { modalOfCommand } from './flows/run-command.ts'
import { summarise } from './flows/summarise.ts'
import { troubles } from './flows/troubles.ts'
import { watch } from './flows/watch.ts'
import type { Working } from './flows/work.ts'
import type { Onlooker, WebhookCall, WorkflowStart, World } from './flows/world.ts'
import type { Parts } from './parts.ts'
import { pushersOf } from './sources/push.ts'
import { says } from './words/says.ts'

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

/**
 * So long what runs may take to finish when the bot is told to stop. A call that is never answered is then left, as in a
 * crash: its lease ends, and whoever takes it up looks for what it may have done.
 */
const FINISH_MS = 4000

const LOOPS = { watchMs: 60_000, reconcileMs: 60_000, workMs: 1000 }

export async function assemble(parts: Parts): Promise<Bot> {
  const { log, now = () => new Date(), failpoint = () => undefined } = parts
  const { data, inboxMost } = parts
  const store = await openStoreIn(data, { summarise, failpoint, ...(inboxMost !== undefined && { inboxMost }) })
  const github = openGitHub(parts.github)
  const { pushes = {}, apis = {} } = parts
  const sources = openSources(parts.connections, apis, pushes)
  const query = parts.query?.(sources.query) ?? sources.query
  const rules = rulesInForce(github.see.repository, log)
  const read = { rules: rules.read, slackUser: (id: string) => slack.see.slackUser(id), team: github.see.team }
  const { policy, see: who, forget } = fresh(read, parts)
  const kick: { work?: () => void } = {}
  const onlooker: () => Onlooker = () => world
  const all = Object.values(commands)
  const slack = openSlack(
    { ...parts.slack, log },
    {
      arrived: async ({ body, ...arrival }) => {
        const is = await store.receive({ ...arrival, body: JSON.stringify(body), at: now() })
        if (is === 'full') throw new Error('more messages wait than may')
        kick.work?.()
        return is
      },
      ignored: async it => void (await store.receive(ignoredMessage(it, now()))),
      around: hands => withFailpoints(hands, failpoint),
      modalFor: press => modalFor(onlooker(), press),
      modalOf: typed => modalOfCommand(onlooker(), all, typed),
      validate: form => wrongIn(onlooker(), form),
      nextModal: form => nextModal(onlooker(), form),
      // Where the rules cannot be read, the last ones know the names; before the first, ids are better than no answer.
      people: async () => (await policy().catch(rules.known))?.people.people ?? {},
      http: (request, response) => serve(request, response),
    },
  )
  const world: World = {
    now,
    log,
    store,
    policy,
    forget,
    known: rules.known,
    overBroken: rules.overBroken,
    pushers: pushersOf(pushes),
    see: {
      ...github.see,
      ...slack.see,
      ...who,
      query,
      draw: parts.draw ?? draw,
    },
    do: { ...withFailpoints({ ...github.do, dispatch }, failpoint), ...slack.do },
  }
  const { owner, repo, webhookSecret } = parts.github
  const told = { store, now, known: rules.known }
  const serve = servePaths({
    repository: `${owner}/${repo}`,
    ...(webhookSecret !== undefined && { webhookSecret }),
    api: {
      store,
      now,
      shownTo: owner => shownToKey(world, owner),
      webhooks: parts.webhooks ?? {},
      ...(parts.api && { key: parts.api }),
      readings: takeReadings({ ...told, pushes }),
    },
    ...(parts.metricsToken !== undefined && { metrics: { ...told, token: parts.metricsToken } }),
    connected: () => slack.connected(),
    moved: policy.forget,
    arrived: () => kick.work?.(),
  })
  function dispatch(run: WorkflowStart | WebhookCall): Promise<void> {
    return 'webhook' in run ? callWebhook(parts.webhooks ?? {}, run) : github.do.dispatch(run)
  }
  const bell = bellOf()
  const working: Working = {
    bell,
    by: randomUUID(),
    at: { message: new Set(), job: new Set() },
    effects,
    handlers: handlersFor(all),
    heldUp,
    leaseMs: parts.leaseMs ?? 60_000,
    backoffMs: parts.backoffMs ?? 2000,
    mostTries: parts.mostTries ?? 12,
    giveWay: async () => {
      await nextTurn()
      for (let ms = 0; slack.waiting() > 0 && ms < GIVE_WAY_MS; ms += 5) await sleep(5)
    },
  }
  const loops = loopsOf(log)
  const settle = () => drain(world, working, loops.stopping)
  const compare = async () => {
    // First what asks nobody: it tells that nobody answers.
    await troubles(world)
    await digests(world)
    await followAll(world)
  }
  return {
    world,
    open: () => slack.start(),
    settle,
    watch: async () => {
      await watch(world, loops.stopping)
      await settle()
    },
    reconcile: async () => {
      await compare()
      await settle()
    },
    start: (every = LOOPS) => {
      const work = loops.run(settle, every.workMs)
      kick.work = () => {
        bell.ring()
        work()
      }
      // What falls due while a lane is still at something else.
      loops.run(bell.ring, every.workMs)
      roundsBegin(store, now())
      loops.run(() => watch(world, loops.stopping).then(kick.work), every.watchMs)
      loops.run(() => compare().then(kick.work), every.reconcileMs)
    },
    stop: async () => {
      await slack.stop()
      const finished = loops.stop(FINISH_MS)
      sources.interrupt()
      if (!(await finished)) log.warn({}, says.assemble.hangs)
      await sources.close()
      await store.close()
    },
  }
}
