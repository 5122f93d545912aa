/**
 * `npm run demo`: the whole path on local stand-ins of Slack and GitHub, with real flights, in under a minute.
 * `--stay` tells it to the breach, and leaves the rest to whoever opens the page.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { assemble } from './assemble.ts'
import { openLog } from './edges/log.ts'
import { OWNER, REPO, startAirline } from './stand-ins/airline.ts'
import { botParts } from './stand-ins/bot-parts.ts'
import { GATE_PLAN } from './stand-ins/gate-plan.ts'
import { narrator } from './stand-ins/narrator.ts'
import { REGISTRY_KEY, registerVersion } from './stand-ins/registry.ts'
import { anchorOf } from './stand-ins/slack-flow.ts'
import type { Stage } from './stand-ins/stage.ts'
import { toTheBreach, wholeStory } from './stand-ins/story.ts'
import { letPass } from './stand-ins/story-days.ts'
import { driftStory } from './stand-ins/story-drift.ts'
import { tellTheRecord } from './stand-ins/story-record.ts'
import { card, OPS } from './stand-ins/story-seen.ts'
import { openToVisitors } from './stand-ins/visit.ts'
import { says } from './words/says.ts'

const { values } = parseArgs({ options: { stay: { type: 'boolean' }, quiet: { type: 'boolean' } } })
const began = performance.now()
const clock = settableClock('2001-02-05T06:00:00Z')
const air = await startAirline({ now: clock.now, files: GATE_PLAN })
const data = await mkdtemp(join(tmpdir(), 'kedge-demo-'))
const bot = await assemble(
  botParts(air, { data, log: openLog({ level: values.stay ? 'info' : 'warn' }), now: clock.now, api: REGISTRY_KEY }),
)
const { port } = await bot.open()
air.slack.useHttp(`http://127.0.0.1:${port}/slack/events`)
air.github.setWebhookUrl(`http://127.0.0.1:${port}/github`)
const stage: Stage = {
  air,
  clock,
  watch: bot.watch,
  settle: bot.settle,
  reconcile: async () => undefined,
  tell: narrator(console.log),
}

if (values.stay) await stayUp()
else await tellAll()

async function tellAll(): Promise<void> {
  await wholeStory(stage)
  await driftStory(stage, body => registerVersion(`http://127.0.0.1:${port}`, body, clock.now()))
  await tellTheRecord(stage)
  console.log(`\n${says.demo.took(((performance.now() - began) / 1000).toFixed(1))}`)
  await end()
}

/** A clock that stands still until it is let go: what was put off falls due only while it runs. */
function settableClock(start: string) {
  let set = Date.parse(start)
  let since: number | undefined
  return {
    now: () => new Date(set + (since === undefined ? 0 : Date.now() - since)),
    set: (iso: string) => {
      set = Date.parse(iso)
      if (since !== undefined) since = Date.now()
    },
    go: () => {
      since = Date.now()
    },
  }
}

async function stayUp(): Promise<void> {
  const { slack, github } = air
  await toTheBreach(stage)
  clock.set('2001-04-23T09:12:00Z')
  clock.go()
  bot.start()
  const pass = (hours: number) => letPass(clock, bot, hours)
  const house = { slack, github, repository: `${OWNER}/${REPO}`, clock: { now: clock.now, pass } }
  const door = await openToVisitors(house)
  const breach = card(stage, 'Roll back')
  const top = breach ? `#${anchorOf(breach.ts)}` : ''
  const { yours, at, stays } = says.demo
  const addresses = [
    [at.workspace, `${door.url}/kedge?as=ana&channel=${OPS}${top}`],
    [at.clone, `git clone ${github.cloneUrl}`],
    [at.health, `http://127.0.0.1:${port}/healthz`],
  ] as const
  const lines = addresses.map(([label, address]) => `  ${label.padEnd(13)} ${address}`)
  console.log(['', yours, ...lines, stays].join('\n'))
  const leave = () => void door.close().then(end)
  process.once('SIGINT', leave)
  process.once('SIGTERM', leave)
}

async function end(): Promise<void> {
  await bot.stop()
  await air.close()
  await rm(data, { recursive: true, force: true })
}
