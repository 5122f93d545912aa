import { setTimeout as sleep } from 'node:timers/promises'
import { SIGNING_SECRET } from '../../src/stand-ins/airline.ts'
import { type Answered, type Sent, signedRequest, under } from './load.ts'
import { bareBolt, kedge, type Running } from './slack-bots.ts'

const PER_SECOND = 200
const SECONDS = 30
/** Design §14, in milliseconds at the 99th percentile. */
const MOST_MS = 50
/** What an app that does nothing but acknowledge may take before the machine is too busy to say anything about Kedge. */
const QUIET_MS = 25

/**
 * Half commands, half clicks, each with its own signature and sent at its own moment whatever became of those before it.
 * Beside Kedge, which verifies, keeps on disk and then acknowledges, in turn: a bare Bolt app that only acknowledges.
 */
export async function bench(): Promise<boolean> {
  const rows = [await row('a bare Bolt app', await bareBolt()), await row('Kedge', await kedge())]
  console.table(rows)
  const [bare, ours] = rows as [Row, Row]
  const noisy = bare['p99 ms'] > QUIET_MS
  if (noisy) console.log(`The machine is busy: an app that only acknowledges has a p99 above ${QUIET_MS} ms as well.`)
  console.log(`Kedge at p99: ${ours['p99 ms']} ms, at most ${MOST_MS} wanted; errors: ${ours.errors}, none wanted.`)
  return ours['p99 ms'] <= MOST_MS && ours.errors === 0
}

interface Row {
  readonly of: string
  readonly sent: number
  readonly errors: number
  readonly 'p50 ms': number
  readonly 'p99 ms': number
  readonly 'most ms': number
  /** How long after the last one everything that came was decided; none: not within a minute. */
  readonly 'done after s': number | undefined
}

async function row(of: string, bot: Running): Promise<Row> {
  try {
    // The first hundreds make the machine code; nobody's day begins with them.
    await under(bot.url, { perSecond: PER_SECOND, seconds: 5 }, n => requestOf(bot, n))
    await Promise.race([bot.idle(), sleep(30_000, undefined, { ref: false })])
    const answers = await under(bot.url, { perSecond: PER_SECOND, seconds: SECONDS }, n => requestOf(bot, n))
    const ended = performance.now()
    const idle = await Promise.race([bot.idle().then(() => true), sleep(60_000, false, { ref: false })])
    const after = (performance.now() - ended) / 1000
    return { of, ...figures(answers), 'done after s': idle ? rounded(after) : undefined }
  } finally {
    await bot.stop()
  }
}

const requestOf = (bot: Running, n: number): Sent =>
  signedRequest(SIGNING_SECRET, n % 2 === 0 ? bot.command() : { payload: JSON.stringify(bot.press()) })

function figures(answers: readonly Answered[]) {
  const ms = answers.map(it => it.ms).sort((a, b) => a - b)
  const at = (share: number) => rounded(ms[Math.min(ms.length - 1, Math.floor(share * ms.length))] ?? Number.NaN)
  const errors = answers.filter(it => it.status !== 200).length
  return { sent: ms.length, errors, 'p50 ms': at(0.5), 'p99 ms': at(0.99), 'most ms': at(1) }
}

const rounded = (n: number) => Math.round(n * 10) / 10
