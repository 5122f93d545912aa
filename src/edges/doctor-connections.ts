import { failed, type Probe, passed, skipped } from '../core/probe.ts'
import { failureOf } from '../core/trouble.ts'
import { says } from '../words/says.ts'
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
    const called = Object.keys(webhooks).map(name => skipped(named(name), says.doctorConnections.webhook))
    const heard = Object.keys(pushes).map(name => skipped(named(name), says.doctorConnections.pushes))
    const all = [...asked, ...called, ...heard]
    return all.length > 0 ? all : [skipped('connections', says.doctorConnections.none)]
  } finally {
    databases.close()
    await http.close()
  }
}

const { named } = says.doctorConnections

/** Whoever does not answer fails: to answer is what was asked for. */
async function tried(name: string, type: string, look: () => Promise<unknown>): Promise<Probe> {
  try {
    await look()
    return passed(named(name), says.doctorConnections.answers(type))
  } catch (error) {
    const { says: wrong, fix } = failureOf(error, named(name))
    return failed(named(name), wrong.replace(`${named(name)}: `, ''), fix)
  }
}
