/** The Socket Mode door: hello, envelopes, acknowledgements and pings, as Slack's client expects them. */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Loose } from './emulate.ts'
import { type Answer, type Door, patienceMs } from './slack-doors.ts'
import { ids } from './slack-workspace.ts'

export interface Sockets {
  /** Where `apps.connections.open` sends the app. */
  readonly url: string
  readonly door: Door
  /** Connections now open. */
  open(): number
  /** Asks every connection to come again, as Slack does every few hours. */
  refresh(): void
  /** Cuts every connection without a word. */
  cut(): void
  close(): Promise<void>
}

/** Opens the server. An envelope goes to one of the connections, whichever is oldest; with none open the answer is 504. */
export async function openSockets(): Promise<Sockets> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
  const open = new Set<WebSocket>()
  const waiting = new Map<string, (body: Loose) => void>()
  server.on('connection', socket => welcome(socket, open, waiting))
  const cut = () => {
    for (const socket of open) socket.terminate()
  }
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    door: (type, payload, { retry } = {}) => {
      const extra = retry ? { retry_attempt: retry.num, retry_reason: retry.reason } : {}
      const socket = [...open].find(s => s.readyState === s.OPEN)
      return ask(socket, waiting, { type, payload, accepts_response_payload: type !== 'events_api', ...extra })
    },
    open: () => open.size,
    refresh: () => {
      for (const socket of open) socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }))
    },
    cut,
    close: async () => {
      server.close()
      await Promise.race([Promise.all([...open].map(goodbye)), new Promise(late => setTimeout(late, 500).unref())])
      cut()
    },
  }
}

/** The client tells of a connection that was cut, but not of one that was closed. */
async function goodbye(socket: WebSocket): Promise<void> {
  const closed = once(socket, 'close')
  socket.close()
  await closed
}

function welcome(socket: WebSocket, open: Set<WebSocket>, waiting: Map<string, (body: Loose) => void>): void {
  const beat = setInterval(() => socket.ping(), 10_000).unref()
  open.add(socket)
  socket.on('close', () => {
    open.delete(socket)
    clearInterval(beat)
  })
  socket.on('message', raw => {
    const { envelope_id, payload } = JSON.parse(String(raw))
    waiting.get(envelope_id)?.(payload)
  })
  socket.send(JSON.stringify({ type: 'hello', num_connections: open.size, connection_info: { app_id: ids.app } }))
}

function ask(socket: WebSocket | undefined, waiting: Map<string, (body: Loose) => void>, envelope: object) {
  const start = performance.now()
  const envelope_id = randomUUID()
  return new Promise<Answer>(done => {
    const end = (answer: Omit<Answer, 'ms'>) => {
      clearTimeout(late)
      waiting.delete(envelope_id)
      done({ ...answer, ms: performance.now() - start })
    }
    const late = setTimeout(() => end({ status: 504 }), patienceMs).unref()
    waiting.set(envelope_id, body => end({ status: 200, ...(hasWords(body) && { body }) }))
    if (socket === undefined) end({ status: 504 })
    else socket.send(JSON.stringify({ envelope_id, ...envelope }))
  })
}

/** Bolt acknowledges with `{}` where it has nothing to say. */
function hasWords(body: Loose): boolean {
  return typeof body === 'string' ? body !== '' : Object.keys(body ?? {}).length > 0
}
