import Cursor from 'pg-cursor'
import { OutsideError } from '../core/outside.ts'
import { ProblemError } from '../core/problem.ts'
import { turnsOf } from '../flows/in-turns.ts'
import { openingStatements, type PostgresSettings, postgresRefusal } from '../sources/postgres.ts'
import { type Failure, postgresFailure, tooSlow } from '../sources/postgres-faults.ts'
import { type RoleRow, roleFault, roleQuery } from '../sources/postgres-role.ts'
import { type PostgresSql, postgresSql } from '../sources/postgres-sql.ts'
import { type Limits, lettersIn, limits, type Row } from '../sources/query-rows.ts'
import { says } from '../words/says.ts'
import { stopped, tooMuch, unknownConnection } from './duckdb.ts'
import { openSession, type Session, types } from './postgres-session.ts'

export interface Postgres {
  /** One SELECT in a transaction that only reads and is taken back. Throws `ProblemError`, or `OutsideError`. */
  query(connection: string, sql: string, window: Window): Promise<readonly Row[]>
  /** Ends what runs, here and on the servers, and answers nothing any more. */
  interrupt(): void
}

interface Window {
  readonly start: Date
  readonly end: Date
}

/** So many sessions of ours a server sees at once. */
const AT_ONCE = 2
/** How often a query is looked after, and what its server is given to end it by itself, in ms. */
const LOOK_MS = 50
const GRACE_MS = 500
const CHUNK = 1000

/**
 * Each query has a session of its own, which ends with it: what a query leaves in a session (a setting, a lock, a role) is
 * met by no other, and a server that was away is simply called again.
 */
export function openPostgres(connections: Readonly<Record<string, PostgresSettings>>, most: Limits = limits): Postgres {
  const turns = new Map(Object.keys(connections).map(name => [name, turnsOf(AT_ONCE)]))
  const stopping = new AbortController()
  return {
    async query(name, sql, window) {
      const [settings, turn] = [connections[name], turns.get(name)]
      if (!settings || !turn) throw new ProblemError([unknownConnection(name, Object.keys(connections))])
      const asked = postgresSql(sql)
      const refused = postgresRefusal(asked)
      if (refused) throw new ProblemError([refused])
      return turn(async () => {
        if (stopping.signal.aborted) throw stopped(name)
        return guarded({ name, settings, asked, window, most, stopping: stopping.signal })
      })
    },
    interrupt: () => stopping.abort(),
  }
}

interface Asking {
  readonly name: string
  readonly settings: PostgresSettings
  readonly asked: PostgresSql
  readonly window: Window
  readonly most: Limits
  readonly stopping: AbortSignal
}

/** A query with somebody who watches it: the server’s own limits can be changed by the query, these cannot. */
async function guarded(asking: Asking): Promise<readonly Row[]> {
  const { name, settings, most, stopping } = asking
  const end = performance.now() + most.timeoutMs + GRACE_MS
  const why = (session?: Session) => {
    if (stopping.aborted) return stopped(name)
    if (session && session.bytesRead() > mostBytes(most)) return new ProblemError([tooMuch(most.letters, 'letters')])
    return performance.now() > end
      ? new ProblemError([tooSlow(name, says.edgePostgres.noAnswer(most.timeoutMs / 1000))])
      : undefined
  }
  let session: Session | undefined
  let ended: Promise<void> | undefined
  let reason: Error | undefined
  const timer = setInterval(() => {
    reason ??= why(session)
    if (reason && session) ended ??= halt(name, settings, session)
  }, LOOK_MS)
  try {
    session = await openSession(name, settings)
    return await answered(asking, session)
  } catch (cause) {
    throw reason ?? why(session) ?? explained(name, cause)
  } finally {
    clearInterval(timer)
    await (ended ?? session?.leave())
  }
}

async function answered({ name, asked, window, most }: Asking, session: Session): Promise<readonly Row[]> {
  const { client } = session
  await client.query(openingStatements(most))
  const { rows } = await client.query<RoleRow>(roleQuery)
  const fault = roleFault(name, rows)
  if (fault) throw new ProblemError([fault])
  const values = asked.bound.map(bound => window[bound].toISOString())
  const cursor = client.query(new Cursor<Row>(asked.text, values, { types }))
  const answer: Row[] = []
  let letters = 0
  for (;;) {
    const chunk = await cursor.read(CHUNK)
    if (chunk.length === 0) return answer
    answer.push(...chunk)
    letters += lettersIn(chunk)
    const over = answer.length > most.rows ? 'rows' : letters > most.letters && 'letters'
    if (over) {
      await cursor.close()
      throw new ProblemError([tooMuch(most[over], over)])
    }
  }
}

/** What may come in all: a letter takes at most three bytes, a row and its values some more. */
function mostBytes({ rows, letters }: Limits): number {
  return 4 * letters + 100 * rows + 1_000_000
}

/** Tells the server to stop working, over another session since this one is busy, and hangs up. */
async function halt(name: string, settings: PostgresSettings, session: Session): Promise<void> {
  try {
    const { processID } = session.client as unknown as { readonly processID: number }
    const other = await openSession(name, settings)
    await other.client.query('select pg_catalog.pg_cancel_backend($1)', [processID])
    other.cut()
  } catch {
    // It may be gone, or full; then its own limit of time ends the query.
  } finally {
    session.cut()
  }
}

function explained(name: string, cause: unknown): unknown {
  if (cause instanceof ProblemError || cause instanceof OutsideError || !(cause instanceof Error)) return cause
  return postgresFailure(name, cause as Failure)
}
