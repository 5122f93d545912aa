import { ProblemError, problem } from '../core/problem.ts'
import type { Eyes } from '../flows/world.ts'
import type { Pushes } from '../sources/push.ts'
import type { Connections } from './connections.ts'
import type { Duckdb } from './duckdb.ts'

/** Asks over the connections that are asked. A source that pushes is asked for nothing, and so answers no rows. */
export function queryOver(duckdb: Pick<Duckdb, 'query'>, connections: Connections, pushes: Pushes): Eyes['query'] {
  return async (name, sql, window) => {
    if (Object.hasOwn(pushes, name)) {
      if (sql === undefined) return []
      throw unfit(`${name} is pushed to, and the query holds \`sql\``, 'Take `sql` out, or name a connection to ask.')
    }
    if (sql === undefined && Object.hasOwn(connections, name))
      throw unfit(
        `${name} is asked, and the query holds no \`sql\``,
        'Write the SELECT as `sql`, or name a connection of type push.',
      )
    return duckdb.query(name, sql ?? '', window)
  }
}

function unfit(says: string, fix: string): ProblemError {
  return new ProblemError([problem('unfit-query', `connection ${says}`, fix)])
}
