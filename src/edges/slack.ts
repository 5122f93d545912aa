/** Slack at the edge: Bolt receives and verifies, we keep what came before we acknowledge it, and flows do the rest. */
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { App, HTTPReceiver, SocketModeReceiver } from '@slack/bolt'
import { isGitHubAway, OutsideError } from '../core/outside.ts'
import { ProblemError, problem } from '../core/problem.ts'
import type { Log } from '../flows/world.ts'
import type { Faces } from '../reports/clean.ts'
import type { Document, Modal } from '../words/document.ts'
import { says } from '../words/says.ts'
import { closeServer } from './http-close.ts'
import type { IgnoredArrival } from './ignored-message.ts'
import { type Arrival, arrivalOf, type Pressed, type Submitted, type Typed } from './slack-arrivals.ts'
import { type SlackEyes, type SlackHands, slackCalls } from './slack-calls.ts'
import { stayingOpen } from './slack-forms.ts'
import { httpServer, type OtherPaths } from './slack-http.ts'
import { slackLog } from './slack-log.ts'
import { receiverOf } from './slack-receiver.ts'
import { type Connection, keepConnected } from './slack-socket.ts'

export interface SlackSettings {
  /** The app's id, `A…`. What is meant for another app is dropped. */
  readonly app: string
  /** The workspace, `T…`, or the organisation, `E…`. */
  readonly team: string
  readonly botToken: string
  /** How Slack reaches us: by signed requests, or over a connection that we open. */
  readonly by:
    | { readonly http: { readonly signingSecret: string } }
    | { readonly socket: { readonly appToken: string } }
  /** Where the HTTP server listens; left out, there is none (Socket Mode only). 0: any free port. */
  readonly listen?: { readonly port: number; readonly host?: string }
  /** Left out, the real one: `https://slack.com/api/`. */
  readonly apiUrl?: string
  /** For one call; 3 s unless told. */
  readonly timeoutMs?: number
  readonly log: Log
}

/** What the edge asks of the rest of Kedge. */
export interface SlackDoors {
  /** Keeps what came; only then is it acknowledged. A throw means it is not, and Slack sends it again. */
  arrived(arrival: Arrival): Promise<'new' | 'seen'>
  /** Signed by Slack, and not for us. */
  ignored?(it: IgnoredArrival): Promise<void>
  /** The form a press opens, at once: the trigger lives three seconds. The press is kept all the same. */
  modalFor(press: Pressed): Modal | undefined | Promise<Modal | undefined>
  /** The form that typed words open, in the same way. */
  modalOf(typed: Typed): Modal | undefined | Promise<Modal | undefined>
  /**
   * What is wrong with a form, by the id of its input; then the form stays open and nothing is kept. Where that cannot be
   * said in time, the form is kept and its person hears of it afterwards.
   */
  validate(submit: Submitted): Promise<Readonly<Record<string, string>> | undefined>
  /** The form that follows when this one is sent, which then is not kept; undefined for those that are the last. */
  nextModal?(submit: Submitted): Promise<Modal | undefined>
  /** Put around every effect, also those of the door itself. */
  around?(hands: SlackHands): SlackHands
  /** Who is who, to draw documents with. */
  people(): Faces | Promise<Faces>
  /** Other paths of the HTTP server (`/github`, `/healthz` …). Left out, they are 404. */
  readonly http?: OtherPaths
}

export interface Slack {
  readonly see: SlackEyes
  readonly do: SlackHands
  /** Throws `ProblemError` where the tokens are refused or belong to another workspace. */
  start(): Promise<{ readonly port?: number }>
  /** Takes no more; what is being acknowledged is finished. */
  stop(): Promise<void>
  /** Whether Slack can reach us, for `/readyz`. */
  connected(): boolean
  /** How many requests are at the door and not answered yet. */
  waiting(): number
}

export function openSlack(settings: SlackSettings, doors: SlackDoors): Slack {
  const { log, apiUrl = 'https://slack.com/api/' } = settings
  const { app: id, team, botToken, timeoutMs } = settings
  const home = { app: id, team, botToken, apiUrl, log, ...(timeoutMs !== undefined && { timeoutMs }) }
  const { see, do: bare, self } = slackCalls(home, doors.people)
  const hands = doors.around?.(bare) ?? bare
  const staysOpen = stayingOpen(doors, log)
  const receiver = receiverOf(settings, apiUrl)
  const app = new App({
    receiver,
    authorize: async () => ({ botToken: home.botToken }),
    logger: slackLog(log),
    convoStore: false,
  })
  app.use(async given => {
    await take(arrivalOf(given.body, home), (given as { ack?: Ack }).ack ?? (async () => undefined))
  })

  async function take(arrival: ReturnType<typeof arrivalOf>, ack: Ack): Promise<void> {
    if (arrival.flow === 'none') {
      log.warn({ because: arrival.because }, says.edgeSlack.ignored)
      if (arrival.kept) await doors.ignored?.(arrival.kept)
      return ack()
    }
    const stays = arrival.flow === 'submit' ? await staysOpen(arrival.body) : undefined
    if (stays !== undefined) return ack(stays)
    const is = await doors.arrived(arrival)
    await ack()
    if (is !== 'new') return
    if (arrival.flow === 'press') await openForm(arrival.body, doors.modalFor, away.press)
    if (arrival.flow === 'command') await openForm(arrival.body, doors.modalOf, away.line)
  }

  /** Never thrown: what came is acknowledged, and the person is told to try again. */
  async function openForm<T extends Typed | Pressed>(
    acted: T,
    form: (acted: T) => Modal | undefined | Promise<Modal | undefined>,
    whileAway: Document,
  ): Promise<void> {
    try {
      const modal = await form(acted)
      if (modal !== undefined) await hands.openModal(acted.trigger, modal)
    } catch (error) {
      log.warn({ err: error }, says.edgeSlack.notOpened)
      await hands
        .answer(acted, isGitHubAway(error) ? whileAway : sorry)
        .catch(unsaid => log.warn({ err: unsaid }, says.edgeSlack.notSaid))
    }
  }

  const other: OtherPaths = doors.http ?? ((_, response) => void response.writeHead(404).end())
  const http = receiver instanceof HTTPReceiver && 'http' in settings.by ? { receiver, ...settings.by.http } : undefined
  const server = settings.listen && httpServer(http, other, log)
  let waiting = 0
  server?.on('request', (_, response) => {
    waiting++
    response.once('close', () => waiting--)
  })
  const connection = receiver instanceof SocketModeReceiver ? keepConnected(receiver, log) : undefined
  return {
    see,
    do: hands,
    start: async () => {
      await sameWorkspace(self, home.team, log)
      await connection?.start()
      return server ? { port: await listen(server, settings.listen) } : {}
    },
    stop: () => close(server, connection),
    waiting: () => waiting,
    connected: () => connection?.connected() ?? server?.listening ?? false,
  }
}

type Ack = (answer?: object) => Promise<void>

const told = ({ summary, text }: { summary: string; text: string }): Document => ({
  summary,
  blocks: [{ is: 'text', words: [text] }],
})
const sorry = told(says.edgeSlack.late)
const away = { press: told(says.edgeSlack.away.press), line: told(says.edgeSlack.away.line) }

/** A token of another workspace would drop all that comes, without a word. An outage must not keep the bot from starting. */
async function sameWorkspace(self: () => Promise<{ team: string; enterprise?: string }>, team: string, log: Log) {
  const told = await self().catch((error: unknown) => error)
  if (told instanceof OutsideError && told.is === 'denied')
    throw new ProblemError([problem('slack-token', told.message, says.slackErrors.fix.token)])
  if (told instanceof Error) return log.warn({ err: told }, says.edgeSlack.noAnswer)
  const { team: is, enterprise } = told as { team: string; enterprise?: string }
  if (is === team || enterprise === team) return
  throw new ProblemError([problem('slack-team', ...says.edgeSlack.otherTeam(is, team))])
}

async function listen(server: Server, where: SlackSettings['listen']): Promise<number> {
  await new Promise<void>((done, failed) => {
    server.once('error', ({ message }) => {
      failed(new ProblemError([problem('port', ...says.edgeSlack.cannotListen(where?.port ?? 0, message))]))
    })
    server.listen(where?.port, where?.host, done)
  })
  return (server.address() as AddressInfo).port
}

async function close(server: Server | undefined, connection: Connection | undefined): Promise<void> {
  await connection?.stop()
  if (server) await closeServer(server)
}
