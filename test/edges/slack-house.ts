import { SLACK_SCOPES } from '../../src/core/slack-app.ts'
import { openSlack, type Slack, type SlackDoors, type SlackSettings } from '../../src/edges/slack.ts'
import type { Arrival } from '../../src/edges/slack-arrivals.ts'
import type { Log } from '../../src/flows/world.ts'
import { type SlackStandIn, startSlack } from '../../src/stand-ins/slack.ts'
import type { Modal } from '../../src/words/document.ts'

export type By = 'http' | 'socket'

/** The stand-in, the real edge, and all that the edge said to the rest of Kedge. */
export interface House {
  readonly slack: SlackStandIn
  readonly edge: Slack
  readonly port: number | undefined
  readonly arrivals: Arrival[]
  readonly logged: string[]
  /** What the next calls of a door do. */
  readonly doors: { -readonly [K in keyof SlackDoors]: SlackDoors[K] }
  close(): Promise<void>
}

const signingSecret = 'shh'
export const people = { ana: { name: 'Ana', slack: 'U0ANA' }, bo: { name: 'Bo', slack: 'U0BO' } }
export const reason: Modal = {
  callback: 'rollback',
  context: 'case/1',
  title: 'Roll back',
  submit: 'Ask',
  blocks: [],
  inputs: [{ is: 'text', id: 'reason', label: 'Why?', lines: 'many', minLength: 1, maxLength: 500 }],
}

/** With exactly the scopes the app asks for. */
export async function openHouse(by: By, settings: Partial<SlackSettings> = {}): Promise<House> {
  const slack = await startSlack({
    people: [
      { id: 'U0ANA', name: 'ana' },
      { id: 'U0BO', name: 'bo' },
      { id: 'U0GUEST', name: 'gil', is_restricted: true },
      { id: 'U0SINGLE', name: 'sol', is_ultra_restricted: true },
      { id: 'U0GONE', name: 'gone', deleted: true },
      { id: 'U0BOT', name: 'robo', is_bot: true },
      { id: 'U0FAR', name: 'far', is_stranger: true, team_id: 'T0OTHER' },
    ],
    channels: [
      { id: 'C0ML', name: 'ml' },
      { id: 'C0OUT', name: 'elsewhere', bot: false },
      { id: 'C0SEC', name: 'secret', is_private: true },
    ],
    scopes: SLACK_SCOPES.map(scope => scope.name),
    signingSecret,
  })
  const sockets = by === 'socket' ? await slack.useSocket() : undefined
  const arrivals: Arrival[] = []
  const seen = new Set<string>()
  const doors: House['doors'] = {
    arrived: async arrival => {
      arrivals.push(arrival)
      const is = seen.has(arrival.delivery) ? 'seen' : 'new'
      seen.add(arrival.delivery)
      return is
    },
    modalFor: () => undefined,
    modalOf: () => undefined,
    validate: async () => undefined,
    people: () => people,
  }
  const logged: string[] = []
  const door = by === 'http' ? { http: { signingSecret } } : { socket: { appToken: slack.appToken } }
  const edge = openSlack(
    {
      app: slack.ids.app,
      team: slack.ids.team,
      botToken: slack.botToken,
      by: door,
      apiUrl: slack.apiUrl,
      ...(by === 'http' && { listen: { port: 0, host: '127.0.0.1' } }),
      log: logInto(logged),
      ...settings,
    },
    // Asked anew each time, so that a test can change what a door does.
    {
      arrived: arrival => doors.arrived(arrival),
      modalFor: press => doors.modalFor(press),
      modalOf: typed => doors.modalOf(typed),
      validate: submit => doors.validate(submit),
      people: () => doors.people(),
      http: (request, response) => (doors.http ? doors.http(request, response) : void response.writeHead(404).end()),
    },
  )
  const { port } = await edge.start()
  if (sockets === undefined) slack.useHttp(`http://127.0.0.1:${port}/slack/events`)
  const close = async () => {
    await edge.stop()
    await slack.close()
  }
  return { slack, edge, port, arrivals, logged, doors, close }
}

export function logInto(lines: string[]): Log {
  const write = (level: string) => (fields: object, message: string) =>
    void lines.push(`${level} ${message} ${JSON.stringify(fields)}`)
  return { info: write('info'), warn: write('warn'), error: write('error') }
}
