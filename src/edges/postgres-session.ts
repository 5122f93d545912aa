import { readFile } from 'node:fs/promises'
import { isIP, Socket } from 'node:net'
import type { ConnectionOptions } from 'node:tls'
import { Client } from 'pg'
import { outside } from '../core/outside.ts'
import type { PostgresSettings } from '../sources/postgres.ts'
import { readerOf } from '../sources/postgres-values.ts'
import { says } from '../words/says.ts'
import { guardedLookup, mayReach, unreachable } from './reachable.ts'

const CONNECT_MS = 5000
const LEAVE_MS = 1000

/** How the client is told to read values; a cursor has to be told as well. */
export const types = { getTypeParser: (type: number) => readerOf(type) as (text: string) => string }

export interface Session {
  readonly client: Client
  /** Of what came, however little of it is understood yet. */
  bytesRead(): number
  /** Takes back what was begun, and says goodbye; after a second without. */
  leave(): Promise<void>
  /** At once, without a word to the server. */
  cut(): void
}

/** Logs in, by TLS that is held to the name of the host unless it is off. */
export async function openSession(name: string, settings: PostgresSettings): Promise<Session> {
  const { host, port = 5432, database, user } = settings
  const [password, ssl] = await Promise.all([passwordOf(name, settings), tlsOf(name, settings)])
  const socket = guardedSocket(settings)
  const client = new Client({
    ...{ host, port, database, user, password, types, ssl },
    stream: () => socket,
    application_name: 'kedge',
    connectionTimeoutMillis: CONNECT_MS,
  })
  // What breaks a session fails the query that waits on it; where none waits, there is nobody to tell.
  client.on('error', () => undefined)
  const cut = () => void socket.destroy()
  await client.connect().catch((cause: unknown) => {
    cut()
    throw cause
  })
  return { client, bytesRead: () => socket.bytesRead, leave: () => leave(client, cut), cut }
}

/** A name is looked up where it is called, so that it cannot mean something else by then. */
function guardedSocket({ host, private: privateToo = false }: PostgresSettings): Socket {
  if (isIP(host) !== 0 && !mayReach(host, privateToo)) throw unreachable(host, privateToo)
  const socket = new Socket()
  const connect = socket.connect.bind(socket)
  const lookup = guardedLookup(privateToo)
  socket.connect = ((port: number) => connect({ port, host, lookup })) as typeof socket.connect
  return socket
}

async function leave(client: Client, cut: () => void): Promise<void> {
  const timer = setTimeout(cut, LEAVE_MS)
  await client.query('rollback').catch(() => undefined)
  await client.end().catch(() => undefined)
  clearTimeout(timer)
}

async function passwordOf(name: string, { password, passwordFile }: PostgresSettings): Promise<string> {
  if (passwordFile === undefined) return password ?? ''
  return (await textOf(name, 'passwordFile', passwordFile)).replace(/\r?\n$/, '')
}

async function tlsOf(name: string, { tls, ca }: PostgresSettings): Promise<false | ConnectionOptions> {
  if (tls === 'off') return false
  return { rejectUnauthorized: true, ...(ca !== undefined && { ca: await textOf(name, 'ca', ca) }) }
}

async function textOf(name: string, key: string, path: string): Promise<string> {
  return readFile(path, 'utf8').catch(({ code }) => {
    throw outside('denied', says.postgresSession.unreadable(name, key, code))
  })
}
