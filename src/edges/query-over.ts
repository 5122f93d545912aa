import { ProblemError } from '../core/problem.ts'
import type { Eyes } from '../flows/world.ts'
import { formFault } from '../sources/asked-form.ts'
import type { Pushes } from '../sources/push.ts'
import type { Connections } from './connections.ts'
import type { Databases } from './databases.ts'
import { unknownConnection } from './duckdb.ts'
import type { Apis, HttpQueries } from './http-queries.ts'

/**
 * Asks over the connections that are asked, in the form that fits; what does not fit is told before anybody is called. A
 * source that pushes is asked for nothing, and so answers no rows.
 */
export function queryOver(
  databases: Pick<Databases, 'query'>,
  connections: Connections,
  pushes: Pushes,
  { apis, http }: { readonly apis: Apis; readonly http: Pick<HttpQueries, 'query'> },
): Eyes['query'] {
  const all = { ...connections, ...apis, ...pushes }
  return async (name, asked, window) => {
    const to = Object.hasOwn(all, name) ? all[name] : undefined
    if (to === undefined) throw new ProblemError([unknownConnection(name, Object.keys(all))])
    const fault = formFault(name, to.type, asked)
    if (fault) throw new ProblemError([fault])
    if (asked === undefined) return []
    if (typeof asked === 'string') return databases.query(name, asked, window)
    if (!('sqlOf' in asked)) return http.query(name, asked, window)
    // Only databases are asked by SQL: the form fits, or nobody would have come this far.
    return databases.query(name, asked.sqlOf[to.type === 'postgres' ? 'postgres' : 'duckdb'], window)
  }
}
