import { failed, type Probe, passed, skipped } from '../core/probe.ts'
import { failureOf } from '../core/trouble.ts'
import type { AllConnections } from './connections.ts'
import { openDatabases } from './databases.ts'
import { openHttp } from './http-queries.ts'

/** Each is asked for next to nothing, read-only and within its own limit of time, as a query would be. */
export async function connectionProbes({
  connections,
  apis,
  webhooks,
  pushes,
}: AllConnections): Promise<readonly Probe[]> {
  const databases = openDatabases(connections)
  const http = openHttp(apis)
  const window = { start: new Date(0), end: new Date(0) }
  try {
    const asked = await Promise.all([
      ...Object.entries(connections).map(([name, { type }]) =>
        tried(name, type, () => databases.query(name, 'select 1 as one', window)),
      ),
      ...Object.entries(apis).map(([name, { type }]) => tried(name, type, () => http.look(name))),
    ])
    const called = Object.keys(webhooks).map(name => skipped(named(name), 'a webhook: a call would start something'))
    const heard = Object.keys(pushes).map(name =>
      skipped(named(name), 'it pushes to the bot, and is asked for nothing'),
    )
    const all = [...asked, ...called, ...heard]
    return all.length > 0 ? all : [skipped('connections', 'there are none')]
  } finally {
    databases.close()
    await http.close()
  }
}

const named = (name: string) => `connection ${name}`

/** Whoever does not answer fails: to answer is what was asked for. */
async function tried(name: string, type: string, look: () => Promise<unknown>): Promise<Probe> {
  try {
    await look()
    return passed(named(name), `${type}, it answers`)
  } catch (error) {
    const { says, fix } = failureOf(error, named(name))
    return failed(named(name), says.replace(`connection ${name}: `, ''), fix)
  }
}
