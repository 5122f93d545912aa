import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Airline } from '../../src/stand-ins/airline.ts'
import type { DoorKind } from '../../src/stand-ins/bot-parts.ts'
import type { Stage } from '../../src/stand-ins/stage.ts'
import type { TickingClock } from '../fixtures/ticking.ts'
import type { FromBot, Orders, ToBot } from './bot-process.ts'

const FILE = fileURLToPath(new URL('bot-process.ts', import.meta.url))

export interface StageApart {
  readonly stage: Stage
  /** How often each failpoint was reached, by all processes together. */
  readonly reached: ReadonlyMap<string, number>
  /** How the processes ended, `SIGKILL` or an exit code, oldest first. */
  readonly ends: readonly string[]
  /** What was logged as an error or a warning. */
  readonly log: readonly string[]
  /** Starts a process where none runs; it is up when this ends. */
  up(): Promise<unknown>
  /** Where the running one listens. */
  url(): string
  /** Ends the process at once, also while it starts; the next thing that is asked of the stage starts another. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
  stop(): Promise<void>
}

/** The story with the bot in another process, which is started again whenever it has died: as a service manager would. */
export function stageApart(given: {
  readonly air: Airline
  readonly clock: TickingClock
  readonly data: string
  readonly memory: string
  readonly door?: DoorKind
  readonly leaseMs?: number
  readonly dies?: Orders['dies']
}): StageApart {
  const { air, clock, dies } = given
  const reached = new Map<string, number>()
  const ends: string[] = []
  const log: string[] = []
  const waiting = new Map<number, (end: 'done' | 'failed' | 'died') => void>()
  let running: Promise<ChildProcess> | undefined
  let count = 0
  let latest: ChildProcess | undefined
  let url = ''

  const heard = (message: FromBot) => {
    if (message.is === 'reached') reached.set(message.name, (reached.get(message.name) ?? 0) + 1)
    if (message.is === 'log') log.push(`${message.level}: ${message.says}`)
    if (message.is === 'done') waiting.get(message.n)?.(message.failed === undefined ? 'done' : 'failed')
  }
  const gone = (code: number | null, signal: string | null) => {
    running = undefined
    ends.push(signal ?? `exit ${code}`)
    for (const tell of waiting.values()) tell('died')
  }
  const start = async () => {
    // Only the first one is to die.
    const child = fork(FILE, [JSON.stringify(ordersOf(given, ends.length === 0 ? dies : undefined))], {
      execArgv: [],
      env: plainEnvironment(),
    })
    latest = child
    child.on('message', message => heard(message as FromBot))
    child.once('exit', gone)
    const port = await upOrGone(child)
    url = `http://127.0.0.1:${port}`
    air.slack.useHttp(`${url}/slack/events`)
    air.github.setWebhookUrl(`${url}/github`)
    return child
  }
  const up = () => (running ??= start())
  /** Asked of the next process if this one dies over it. */
  const ask = async (is: 'watch' | 'settle') => {
    for (let round = 0; round < 20; round++) {
      const child = await up().catch(() => undefined)
      if (!child?.connected) {
        await new Promise(done => setTimeout(done, 100))
        continue
      }
      const n = ++count
      const end = new Promise<string>(done => waiting.set(n, done))
      send(child, { is, n })
      const what = await end
      waiting.delete(n)
      if (what === 'done') return
    }
    throw new Error(`the bot never came to ${is}\n${log.slice(-5).join('\n')}`)
  }
  const set = (iso: string) => {
    clock.set(iso)
    void running?.then(
      child => send(child, { is: 'clock', clock: clock.wound() }),
      () => undefined,
    )
  }
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    const child = latest
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const exit = once(child, 'exit')
    child.kill(signal)
    await exit
  }
  return {
    stage: {
      air,
      clock: { now: clock.now, set },
      watch: () => ask('watch'),
      settle: () => ask('settle'),
      reconcile: async () => undefined,
      tell: () => undefined,
    },
    reached,
    ends,
    log,
    up,
    url: () => url,
    end,
    stop: async () => {
      await running?.catch(() => undefined)
      await end('SIGTERM')
    },
  }
}

function send(child: ChildProcess, message: ToBot): void {
  if (child.connected) child.send(message, () => undefined)
}

function ordersOf(
  { air, clock, data, memory, leaseMs, door = 'http' }: Parameters<typeof stageApart>[0],
  dies: Orders['dies'],
): Orders {
  const { ids, botToken, appToken, apiUrl } = air.slack
  const { app, url } = air.github
  const addresses = { github: { app, url }, slack: { ids, botToken, appToken, apiUrl }, connections: air.connections }
  return {
    air: addresses,
    data,
    memory,
    door,
    clock: clock.wound(),
    ...(leaseMs && { leaseMs }),
    ...(dies && { dies }),
  }
}

function upOrGone(child: ChildProcess): Promise<number | undefined> {
  return new Promise((done, failed) => {
    child.on('message', message => {
      const told = message as FromBot
      if (told.is === 'up') done(told.port)
    })
    child.once('exit', () => failed(new Error('the bot died before it was up')))
  })
}

/** Nothing of the test runner’s own; what one process compiled is there for the next. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(NODE_|VITEST)/.test(name))
  return { ...Object.fromEntries(own), NODE_COMPILE_CACHE: join(tmpdir(), 'kedge-compiled') }
}
