/** `npm run demo`: the whole path on local stand-ins of Slack and GitHub, with real flights, in under a minute. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { assemble } from './assemble.ts'
import { openLog } from './edges/log.ts'
import { type Airline, startAirline } from './stand-ins/airline.ts'
import { botParts } from './stand-ins/bot-parts.ts'
import { GATE_PLAN } from './stand-ins/gate-plan.ts'
import { narrator } from './stand-ins/narrator.ts'
import { REGISTRY_KEY, registerVersion } from './stand-ins/registry.ts'
import type { Stage } from './stand-ins/stage.ts'
import { wholeStory } from './stand-ins/story.ts'
import { driftStory } from './stand-ins/story-drift.ts'
import { tellTheRecord } from './stand-ins/story-record.ts'

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

await wholeStory(stage)
await driftStory(stage, body => registerVersion(`http://127.0.0.1:${port}`, body, clock.now()))
await tellTheRecord(stage)
console.log(`\nThe whole path in ${((performance.now() - began) / 1000).toFixed(1)} s.`)
if (values.stay) stayUp(air, port)
else await end()

function settableClock(start: string) {
  let now = new Date(start)
  return {
    now: () => now,
    set: (iso: string) => {
      now = new Date(iso)
    },
  }
}

function stayUp({ slack, github }: Airline, at: number | undefined): void {
  bot.start()
  console.log(`
Everything stays up until you press Ctrl+C.
  #flight-ops   ${slack.pageOf('flight-ops')}
  #approvals    ${slack.pageOf('approvals')}
  the clone     git clone ${github.cloneUrl}
  health        http://127.0.0.1:${at}/healthz`)
  process.once('SIGINT', () => void end())
  process.once('SIGTERM', () => void end())
}

async function end(): Promise<void> {
  await bot.stop()
  await air.close()
  await rm(data, { recursive: true, force: true })
}
