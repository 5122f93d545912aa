/** A bot in a process of its own: started with everything it needs in one argument, turned by messages, killed by itself. */
import { assemble } from '../../src/assemble.ts'
import type { Log } from '../../src/flows/world.ts'
import type { Airline } from '../../src/stand-ins/airline.ts'
import { botParts, type DoorKind } from '../../src/stand-ins/bot-parts.ts'
import { untilQuiet } from '../fixtures/quiet.ts'
import { remembered } from '../fixtures/remembered.ts'
import { tickingClock, type Wound } from '../fixtures/ticking.ts'

/** What the process is started with, as JSON. */
export interface Orders {
  readonly air: {
    readonly github: Pick<Airline['github'], 'app' | 'url'>
    readonly slack: Pick<Airline['slack'], 'ids' | 'botToken' | 'appToken' | 'apiUrl'>
    readonly connections: Airline['connections']
  }
  readonly data: string
  readonly memory: string
  readonly door: DoorKind
  readonly clock: Wound
  /** Short unless told, so that what a process that died had taken is soon taken up. */
  readonly leaseMs?: number
  /** The failpoint it dies at, and at which time of reaching it, counted from 1. */
  readonly dies?: { readonly at: string; readonly nth: number }
}

export type ToBot =
  | { readonly is: 'clock'; readonly clock: Wound }
  | { readonly is: 'watch' | 'settle'; readonly n: number }
export type FromBot =
  | { readonly is: 'up'; readonly port: number | undefined }
  | { readonly is: 'reached'; readonly name: string }
  | { readonly is: 'done'; readonly n: number; readonly failed?: string }
  | { readonly is: 'log'; readonly level: string; readonly says: string }

const { air, data, memory, door, clock: wound, leaseMs = 1500, dies }: Orders = JSON.parse(process.argv[2] ?? '')
const clock = tickingClock(wound.iso)
clock.wind(wound)
const tell = (message: FromBot) => process.send?.(message)
const reached = new Map<string, number>()

const bot = await assemble(
  botParts(air as never, {
    data,
    door,
    log: tellingLog(),
    now: clock.now,
    query: remembered(memory),
    failpoint,
    leaseMs,
    backoffMs: 50,
  }),
)
const { port } = await bot.open()
bot.start({ watchMs: 60_000, reconcileMs: 400, workMs: 100 })
process.on('message', (message: ToBot) => void heard(message))
let stopping = false
process.once('SIGTERM', () => {
  stopping = true
  void bot.stop().then(() => process.exit(0))
})
tell({ is: 'up', port })

/** No farewell: the process is gone before the next line, as it is when a machine loses its power. */
function failpoint(name: string): void {
  const nth = (reached.get(name) ?? 0) + 1
  reached.set(name, nth)
  if (dies?.at === name && dies.nth === nth) process.kill(process.pid, 'SIGKILL')
  tell({ is: 'reached', name })
}

async function heard(message: ToBot): Promise<void> {
  if (message.is === 'clock') return clock.wind(message.clock)
  const act = message.is === 'watch' ? () => bot.watch() : async () => undefined
  const { n } = message
  const failed = await act()
    .then(() => untilQuiet(bot))
    .then(
      () => undefined,
      error => String(error),
    )
  // A round that was cut short is not done: whoever asked sees the process end, and asks the next one.
  if (!stopping) tell({ is: 'done', n, ...(failed !== undefined && { failed }) })
}

function tellingLog(): Log {
  const say = (level: string) => (fields: object, says: string) => {
    const { err } = fields as { err?: Error }
    tell({ is: 'log', level, says: `${says} ${JSON.stringify(fields)} ${err?.stack ?? ''}` })
  }
  return { info: () => undefined, warn: say('warn'), error: say('error') }
}
