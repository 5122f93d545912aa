import { ProblemError } from '../core/problem.ts'
import type { Row } from '../sources/query-rows.ts'
import { type Connections, ofType } from './connections.ts'
import { openDuckdb, unknownConnection } from './duckdb.ts'
import { openPostgres } from './postgres.ts'

/** Whatever takes SQL. */
export interface Databases {
  /** One SELECT, `$start` and `$end` bound. Throws `ProblemError`, and `OutsideError` where a server has to answer. */
  query(connection: string, sql: string, window: { start: Date; end: Date }): Promise<readonly Row[]>
  /** Ends what runs, and answers nothing any more. */
  interrupt(): void
  close(): void
}

/** Files and servers behind one door, by the type of each connection. */
export function openDatabases(connections: Connections): Databases {
  const duckdb = openDuckdb(ofType(connections, 'duckdb'))
  const postgres = openPostgres(ofType(connections, 'postgres'))
  return {
    async query(name, sql, window) {
      const to = Object.hasOwn(connections, name) ? connections[name] : undefined
      if (to === undefined) throw new ProblemError([unknownConnection(name, Object.keys(connections))])
      return (to.type === 'duckdb' ? duckdb : postgres).query(name, sql, window)
    },
    interrupt() {
      duckdb.interrupt()
      postgres.interrupt()
    },
    close: duckdb.close,
  }
}
