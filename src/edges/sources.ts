/** Everything readings are asked from, behind one door. */
import type { Eyes } from '../flows/world.ts'
import type { Pushes } from '../sources/push.ts'
import type { Connections } from './connections.ts'
import { openDatabases } from './databases.ts'
import { type Apis, openHttp } from './http-queries.ts'
import { queryOver } from './query-over.ts'

export interface Sources {
  readonly query: Eyes['query']
  /** Ends what is asked, and answers nothing any more. */
  interrupt(): void
  close(): Promise<void>
}

/** The deployment’s connections, each opened when it is first asked over. */
export function openSources(connections: Connections, apis: Apis, pushes: Pushes): Sources {
  const databases = openDatabases(connections)
  const http = openHttp(apis)
  return {
    query: queryOver(databases, connections, pushes, { apis, http }),
    interrupt() {
      databases.interrupt()
      http.interrupt()
    },
    async close() {
      databases.close()
      await http.close()
    },
  }
}
