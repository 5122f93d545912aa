/** A scenario: the airline’s people at their keyboards, the real bot in this process, and a clock that is set by hand. */
import { onTestFinished } from 'vitest'
import { assemble, type Bot } from '../../src/assemble.ts'
import { draw } from '../../src/edges/chart.ts'
import type { Log, World } from '../../src/flows/world.ts'
import type { Parts } from '../../src/parts.ts'
import { type Airline, type AirlineOptions, startAirline } from '../../src/stand-ins/airline.ts'
import { botParts, type DoorKind } from '../../src/stand-ins/bot-parts.ts'
import { messageText } from '../../src/stand-ins/slack-text.ts'
import type { SlackMessage, SlackView } from '../../src/stand-ins/slack-workspace.ts'
import { flightReadings, lookedSinceFebruary } from '../fixtures/flights.ts'

export interface ScenarioOptions {
  /** When it begins; left out: the Monday of the breach. */
  readonly at?: string
  /** Files that replace or join those of the working tree. */
  readonly files?: Readonly<Record<string, string>>
  readonly guests?: readonly string[]
  readonly door?: DoorKind
  readonly onDispatch?: AirlineOptions['onDispatch']
  /** False: nothing is seeded, every reading is measured. */
  readonly seeded?: boolean
  readonly parts?: Partial<Parts>
  /** Where the bot finds GitHub, given where it is: for a proxy that counts or fails. */
  readonly githubUrl?: (url: string) => Promise<string>
  /** The same of Slack’s Web API. */
  readonly slackUrl?: (url: string) => Promise<string>
  /** True: several tests use it, and the file closes it. */
  readonly shared?: boolean
}

export type Scenario = Awaited<ReturnType<typeof scenario>>

export const BREACH = '2001-04-16T06:00:00Z'
export const REASON = 'Since the summer timetable the notices are wrong too often.'
export const MODEL = 'models/flight-delay.yaml'

/** GitHub tells of every push to the rules; whoever loses the webhooks says 0. Of accounts nobody tells. */
const FRESH = { rulesMs: 60_000, accountsMs: 0 }

const drawn = new Map<string, Promise<Uint8Array>>()

/** Most stories begin with the same chart. */
function drawnOnce(spec: object): Promise<Uint8Array> {
  const key = JSON.stringify(spec)
  const known = drawn.get(key) ?? draw(spec)
  drawn.set(key, known)
  return known
}

type Query = World['see']['query']

const answered = new Map<string, Awaited<ReturnType<Query>>>()

/** Nobody changes the flights, so what one story asked of them need not be counted again for the next. */
function countedOnce(ask: Query): Query {
  return async (connection, asked, window) => {
    if (connection !== 'flights') return ask(connection, asked, window)
    const key = JSON.stringify([asked, window])
    const rows = answered.get(key) ?? (await ask(connection, asked, window))
    answered.set(key, rows)
    return rows
  }
}

/** Starts everything and closes it with the test, where it is not shared. Nothing has been looked at yet: `watch()` is the first round. */
export async function scenario({ at = BREACH, seeded = true, door = 'http', ...given }: ScenarioOptions = {}) {
  const clock = clockAt(at)
  const { files, guests, onDispatch, parts } = given
  const options = { ...(files && { files }), ...(guests && { guests }), ...(onDispatch && { onDispatch }) }
  const air = await startAirline({ now: clock.now, ...options })
  const log = keptLog()
  const githubUrl = await given.githubUrl?.(air.github.url)
  const slackUrl = await given.slackUrl?.(air.slack.url)
  const proxied = { ...(githubUrl && { githubUrl }), ...(slackUrl && { slackUrl }) }
  const query = parts?.connections ? (ask: Query) => ask : countedOnce
  const made = { data: ':memory:', log, now: clock.now, door, draw: drawnOnce, query }
  const more = { ...made, ...FRESH, ...proxied, ...parts }
  const bot = await assemble(botParts(air, more))
  const close = async () => {
    await bot.stop()
    await air.close()
  }
  if (!given.shared) onTestFinished(close)
  const url = await connect(air, bot, door)
  if (seeded) await lookedSinceFebruary(bot.world.store)
  const settle = settler(air, bot, clock)
  const watch = async () => {
    if (seeded) await bot.world.store.addReadings(flightReadings(clock.now()))
    await bot.watch()
    await settle()
  }
  const base = { air, bot, clock, log, settle, watch, close, url, store: bot.world.store }
  return { ...base, ...inSlack(base), ...onGitHub(base), ...overTime(base), ...lookingAt(base) }
}

interface Base {
  readonly air: Airline
  readonly bot: Bot
  readonly clock: ReturnType<typeof clockAt>
  readonly settle: () => Promise<void>
  readonly watch: () => Promise<void>
}

function clockAt(start: string) {
  let at = new Date(start)
  return {
    now: () => at,
    set: (iso: string) => {
      at = new Date(iso)
    },
    move: (ms: number) => {
      at = new Date(at.getTime() + ms)
    },
  }
}

/** Where its HTTP server listens. */
async function connect(air: Airline, bot: Bot, door: DoorKind): Promise<string> {
  if (door === 'socket') await air.slack.useSocket()
  const { port } = await bot.open()
  if (door === 'http') air.slack.useHttp(`http://127.0.0.1:${port}/slack/events`)
  air.github.setWebhookUrl(`http://127.0.0.1:${port}/github`)
  return `http://127.0.0.1:${port}`
}

/** Everything that follows by itself: webhooks, runs, and what the bot put off for a moment. */
function settler(air: Airline, bot: Bot, clock: Base['clock']) {
  return async () => {
    for (let quiet = 0; quiet < 2; ) {
      const before = air.github.deliveries.length
      await air.github.settled()
      await bot.settle()
      await air.github.settled()
      const due = await bot.world.store.nextDue()
      const wait = due === undefined ? Number.POSITIVE_INFINITY : due.getTime() - clock.now().getTime()
      if (wait > 0 && wait <= 10_000) clock.move(wait)
      quiet = air.github.deliveries.length === before && wait > 10_000 ? quiet + 1 : 0
    }
  }
}

function inSlack({ air, settle }: Base) {
  const at = (name: string) => air.slack.person(`U0${name.toUpperCase()}`)
  const whispers = (name: string) => at(name).whispers().map(text)
  const after = async (name: string, act: () => Promise<unknown>) => {
    const before = whispers(name).length
    await act()
    await settle()
    return whispers(name).slice(before).join('\n\n')
  }
  /** The newest message of a channel with this button. */
  const holding = (channel: string, button: string) => {
    const found = air.slack.messages(channel).findLast(m => text(m).includes(`[ ${button}`))
    if (!found)
      throw new Error(`#${channel} has no button ${button}:\n${air.slack.messages(channel).map(text).join('\n')}`)
    return found
  }
  return {
    person: at,
    /** What this person was told in private, oldest first. */
    whispers,
    holding,
    /** Types a line, and gives what they are answered. */
    says: (name: string, channel: string, line: string) => after(name, () => at(name).command(channel, line)),
    /** Presses a button by the beginning of its words, and gives what they are answered, or the form that opens. */
    presses: async (name: string, button: string, channel = 'approvals') => {
      const message = holding(channel, button)
      const answered = await after(name, () => at(name).press(message, actionOf(message, button)))
      return formOf(button) ? text(await opened(() => at(name).modal())) : answered
    },
    submits: (name: string, reason: string) => after(name, () => at(name).submit({ reason })),
    /** What was on the card at this moment, pressed later. */
    keepsOpen: (name: string, button: string, channel = 'approvals') => {
      const message = holding(channel, button)
      const payload = at(name).payload.press(message, actionOf(message, button))
      return () =>
        after(name, () => air.slack.raw('interactive', { ...payload, trigger_id: `${payload.trigger_id}.again` }))
    },
    /** Ana asks by the command, with the usual reason. */
    asks: (name = 'ana', to = '1.0.0') =>
      after(name, () => at(name).command('flight-ops', `/kedge rollback flight-delay to ${to} because ${REASON}`)),
  }
}

const formOf = (button: string) =>
  ['Roll back', 'Retrain', 'Deny', 'Withdraw', 'Snooze', 'Open it again', 'Say why'].some(word =>
    button.startsWith(word),
  )

/** A form opens after the press is acknowledged. */
export async function opened(modal: () => SlackView | undefined): Promise<SlackView> {
  for (const end = Date.now() + 15_000; Date.now() < end; ) {
    const form = modal()
    if (form) return form
    await new Promise(done => setTimeout(done, 10))
  }
  throw new Error('no form opened')
}

function actionOf(message: SlackMessage, button: string): string {
  const elements = message.blocks.flatMap(block => block.elements ?? [])
  return elements.find(element => element.text?.text?.startsWith(button))?.action_id
}

function onGitHub({ air, settle }: Base) {
  const root = () => air.github.person('root')
  // biome-ignore lint/suspicious/noExplicitAny: answers of the API, read for their words alone.
  const api = (path: string): Promise<any> => root().call('GET', `/repos/acme/models/${path}`)
  const pull = async () => (await api('pulls?state=all'))[0] && api(`pulls/${(await api('pulls?state=all'))[0].number}`)
  const file = async (path: string, ref: string) =>
    Buffer.from((await api(`contents/${path}?ref=${ref}`)).content, 'base64').toString('utf8')
  const unprotect = () => {
    const { branchProtections, branches } = air.github.db
    for (const { id } of branchProtections?.all() ?? []) branchProtections?.delete(id)
    for (const { id } of branches?.all() ?? []) branches?.update(id, { protected: false })
  }
  const push = async (name: string, branch: string, files: Readonly<Record<string, string>>, message: string) => {
    await air.github.person(name).push(branch, files, message)
    await settle()
  }
  return {
    api,
    /** The newest pull request, with all that GitHub says of it. */
    pull,
    file,
    check: async () => (await api(`commits/${(await pull()).head.sha}/check-runs`)).check_runs.at(-1),
    /** A review of the newest pull request. Gives its id. */
    reviews: async (name: string, event: 'APPROVE' | 'REQUEST_CHANGES' | 'COMMENT' = 'APPROVE'): Promise<number> => {
      const { id } = await air.github.person(name).review((await pull()).number, event, 'I have looked at it.')
      await settle()
      return id
    },
    /** A commit on the branch of the pull request. */
    pushes: async (name: string, change: (text: string) => string, path = MODEL) => {
      const { ref } = (await pull()).head
      await push(name, ref, { [path]: change(await file(path, ref)) }, 'Change it')
    },
    /** A commit on the main branch itself, as after a merge that Kedge had nothing to do with. */
    pushesToMain: async (name: string, path: string, change: (text: string) => string) => {
      unprotect()
      await push(name, 'main', { [path]: change(await file(path, 'main')) }, 'Change it')
      await air.github.requireCheck()
    },
    unprotect,
  }
}

function overTime({ clock, settle, watch, bot }: Base) {
  return {
    /** The clock moves, and the bot looks once at the end. */
    passes: async ({ days = 0, hours = 0, minutes = 0 }) => {
      clock.move(((days * 24 + hours) * 60 + minutes) * 60_000)
      await watch()
    },
    /** To a Monday, 06:00, looking every Monday on the way. */
    weeks: async (n: number) => {
      for (let i = 0; i < n; i++) {
        clock.move(7 * 86_400_000)
        await watch()
      }
    },
    reconciles: async () => {
      await bot.reconcile()
      await settle()
    },
  }
}

function lookingAt({ air, bot }: Base) {
  const isDigest = (m: SlackMessage) => `${m.metadata?.event_payload?.key}`.startsWith('digest/')
  const messages = (channel: string) => air.slack.messages(channel).filter(m => !isDigest(m))
  return {
    /** The digests of a channel, oldest first; all else below leaves them out. */
    digests: (channel: string) => air.slack.messages(channel).filter(isDigest).map(text),
    /** What stands in a channel, its threads indented. */
    chat: (channel: string) =>
      steady(
        messages(channel)
          .map(m => (m.thread_ts && m.thread_ts !== m.ts ? text(m).replace(/^/gm, '    ') : text(m)))
          .join('\n\n'),
      ),
    /** The newest card of a channel. */
    card: (channel: string) =>
      steady(text(messages(channel).findLast(m => m.blocks.some(b => b.type === 'header')) ?? none())),
    /** The replies below the newest card of a channel, or below its first. */
    thread: (channel: string, which: 'newest' | 'first' = 'newest') => {
      const cards = messages(channel).filter(m => m.blocks.some(b => b.type === 'header'))
      const card = cards.at(which === 'first' ? 0 : -1) ?? none()
      return steady(air.slack.thread(channel, card.ts).map(text).join('\n\n'))
    },
    /** `change.voted by bo`, in order; the newest subject of a kind where only that is given. */
    events: async (subject: string) => {
      const id = subject.includes('/') ? subject : await newest(bot, subject as 'case' | 'change')
      return bot.world.store.events(id)
    },
    newest: (kind: 'case' | 'change') => newest(bot, kind),
  }
}

async function newest(bot: Bot, kind: 'case' | 'change'): Promise<string> {
  const [row] = await bot.world.store.subjects({ kind, limit: 1 })
  if (!row) throw new Error(`there is no ${kind} yet`)
  return row.subject
}

const text = (message: Pick<SlackMessage, 'blocks'>) => messageText(message.blocks)

/** Ids that follow from the files of the working tree, which people edit: the same shape, and no value. */
export function steady(words: string): string {
  return words
    .replace(/\b(?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{7}\b|\b[0-9]{7}\b/g, '0000000')
    .replace(/change\/[0-9a-f]{8}/g, 'change/00000000')
}

function none(): never {
  throw new Error('there is no card')
}

/** Keeps what is logged, so that a test can look; nothing is printed. */
function keptLog(): Log & { readonly lines: readonly string[] } {
  const lines: string[] = []
  const keep = (level: string) => (fields: object, message: string) => {
    const { err, ...rest } = fields as { err?: unknown }
    lines.push(`${level} ${message} ${JSON.stringify(rest)}${err instanceof Error ? ` ${err.message}` : ''}`)
  }
  return { lines, info: keep('info'), warn: keep('warn'), error: keep('error') }
}
