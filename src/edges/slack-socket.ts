/** Socket Mode, kept up by ourselves: left alone, the client waits five seconds and more, and may give up for good. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { SocketModeReceiver } from '@slack/bolt'
import { WebAPIPlatformError } from '@slack/web-api'
import { ProblemError, problem } from '../core/problem.ts'
import type { Log } from '../flows/world.ts'
import { says } from '../words/says.ts'

export interface Connection {
  /** Throws `ProblemError` where Slack refuses the token; an outage is waited out in the background. */
  start(): Promise<void>
  stop(): Promise<void>
  connected(): boolean
}

const waitMs = { first: 250, most: 30_000, goodbye: 1000 }

/** Expects a receiver that does not reconnect by itself. */
export function keepConnected({ client }: SocketModeReceiver, log: Log): Connection {
  const stopping = new AbortController()
  const { signal } = stopping
  let up = false
  let running = Promise.resolve()

  const connect = async () => {
    await client.start()
    up = true
    log.info({}, says.edgeSlackSocket.connected)
    return { over: new Promise<void>(done => client.once('disconnected', () => done())) }
  }
  const again = async (wait: number) => {
    for (let ms = wait; !signal.aborted; ms = Math.min(waitMs.most, Math.max(waitMs.first, ms * 2))) {
      await sleep(ms, undefined, { signal }).catch(() => undefined)
      const next = signal.aborted ? undefined : await connect().catch(error => warn(log, error))
      if (next) return next
    }
    return undefined
  }
  const keep = async (connection: { over: Promise<void> } | undefined) => {
    for (let now = connection; now; now = await again(0)) {
      await now.over
      up = false
    }
  }
  return {
    connected: () => up,
    start: async () => {
      const first = await connect().catch(error => refused(error) ?? warn(log, error))
      if (first instanceof ProblemError) throw first
      running = first ? keep(first) : again(waitMs.first).then(keep)
    },
    stop: async () => {
      stopping.abort()
      await Promise.race([client.disconnect(), sleep(waitMs.goodbye, undefined, { ref: false })])
      await Promise.race([running, sleep(waitMs.goodbye, undefined, { ref: false })])
      up = false
    },
  }
}

function warn(log: Log, error: unknown): undefined {
  const why = error instanceof Error ? error.message : says.edgeSlackSocket.closed
  log.warn({ says: why }, says.edgeSlackSocket.notConnected)
}

/** What no waiting heals. */
function refused(error: unknown): ProblemError | undefined {
  if (!(error instanceof WebAPIPlatformError)) return undefined
  return new ProblemError([problem('no-socket-mode', ...says.edgeSlackSocket.refused(String(error.data.error)))])
}
