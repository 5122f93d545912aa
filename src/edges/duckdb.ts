import { readdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import {
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBPreparedStatement,
  DuckDBTimestampValue,
} from '@duckdb/node-api'
import { OutsideError } from '../core/outside.ts'
import { type Problem, ProblemError, problem } from '../core/problem.ts'
import { turnsOf } from '../flows/in-turns.ts'
import {
  type DuckdbSettings,
  fault,
  instanceOptions,
  lockingStatements,
  refusal,
  refuse,
  viewStatements,
} from '../sources/duckdb.ts'
import { type Limits, lettersIn, limits, type Row, readRows } from '../sources/query-rows.ts'
import { says } from '../words/says.ts'

export interface Duckdb {
  /** One SELECT, its `$start` and `$end` bound. Throws `ProblemError`: unknown connection, refused, failed, too slow, too much. */
  query(connection: string, sql: string, window: { start: Date; end: Date }): Promise<readonly Row[]>
  /** Ends what runs, and answers nothing any more: whoever stops need not wait for the end of a long query. */
  interrupt(): void
  close(): void
}

type Connections = Readonly<Record<string, DuckdbSettings>>

/** How often a query is looked after, in ms. */
const lookMs = 50
/** How long one that was told to end may take to do so, in ms. What is one step to DuckDB does not hear of it. */
const graceMs = 1000
/** So many of one connection may be left that did not end. */
const MOST_STUCK = 2
/** How many threads Node has for such work, and for files. Each that did not end holds one of them, and no thread can be ended. */
const threadsOfNode = Number(process.env.UV_THREADPOOL_SIZE) || 4

/** A query that was told to end, and has not: of which connection, and since when it runs. */
interface StuckQuery {
  readonly connection: string
  readonly since: string
}

/**
 * One locked instance in memory for each connection, opened when it is first asked for. It answers one query after the other:
 * they share its memory, and each takes all its threads. One that does not end when it is told to is left behind with its
 * instance, which is closed once it has ended; what comes next gets another. Whatever connections these are of, a thread is kept.
 */
export function openDuckdb(connections: Connections, most: Limits = limits, threads = threadsOfNode): Duckdb {
  const open = new Map<string, Promise<DuckDBInstance>>()
  const stopping = new AbortController()
  const instance = (name: string, folder: string) => {
    const opened = open.get(name) ?? openLocked(folder)
    open.set(name, opened)
    opened.catch(() => open.delete(name))
    return opened
  }
  const stuck = new Set<StuckQuery>()
  const leave = (it: StuckQuery) => {
    stuck.add(it)
    open.delete(it.connection)
    return () => void stuck.delete(it)
  }
  const turns = new Map(Object.keys(connections).map(name => [name, turnsOf(1)]))
  return {
    async query(name, sql, window) {
      const [settings, turn] = [connections[name], turns.get(name)]
      if (!settings || !turn) throw new ProblemError([unknownConnection(name, Object.keys(connections))])
      const folder = resolve(settings.folder)
      return turn(async () => {
        if (stopping.signal.aborted) throw stopped(name)
        const own = [...stuck].filter(it => it.connection === name)
        if (own.length >= MOST_STUCK) throw new ProblemError([tooManyStuck('it', name, own)])
        if (stuck.size >= Math.max(1, threads - 1)) throw new ProblemError([tooManyStuck('all', name, [...stuck])])
        const since = new Date().toISOString()
        const opened = await instance(name, folder)
        const connection = await opened.connect()
        let end = performance.now() + most.timeoutMs
        let back: (() => void) | undefined
        const { promise: isStuck, reject } = Promise.withResolvers<never>()
        // Binding reads files too; again and again, since an interrupt between two statements is lost.
        const timer = setInterval(() => {
          const now = performance.now()
          if (stopping.signal.aborted) end = Math.min(end, now)
          if (now < end) return
          connection.interrupt()
          if (now < end + graceMs || back) return
          back = leave({ connection: name, since })
          reject(new Error(says.edgeDuckdb.stuck))
        }, lookMs)
        const close = () => {
          clearInterval(timer)
          connection.closeSync()
          if (back) opened.closeSync()
          back?.()
        }
        const answer = select(connection, folder, sql, window, most).finally(close)
        try {
          return await Promise.race([answer, isStuck])
        } catch (cause) {
          if (stopping.signal.aborted) throw stopped(name)
          throw performance.now() > end ? new ProblemError([tooSlow(name, most.timeoutMs)]) : explained(cause, name)
        }
      })
    },
    interrupt: () => stopping.abort(),
    close() {
      for (const opened of open.values())
        opened.then(
          it => it.closeSync(),
          () => undefined,
        )
      open.clear()
    },
  }
}

/** A new instance in memory that reads the files of this folder and nothing else. */
export async function openLocked(folder: string): Promise<DuckDBInstance> {
  const instance = await DuckDBInstance.create(':memory:', instanceOptions)
  const connection = await instance.connect()
  for (const statement of lockingStatements(folder)) await connection.run(statement)
  connection.closeSync()
  return instance
}

async function select(
  connection: DuckDBConnection,
  folder: string,
  sql: string,
  window: { start: Date; end: Date },
  most: Limits,
) {
  for (const view of viewStatements(folder, await readdir(folder), sql)) await connection.run(view)
  const prepared = await allowed(connection, sql)
  for (let i = 1; i <= prepared.parameterCount; i++) {
    const moment = prepared.parameterName(i) === 'start' ? window.start : window.end
    prepared.bindTimestamp(i, new DuckDBTimestampValue(BigInt(moment.getTime()) * 1000n))
  }
  return answerOf(prepared, most)
}

/** Chunk by chunk, so that what is too much is never all in memory. */
async function answerOf(prepared: DuckDBPreparedStatement, { rows, letters }: Limits): Promise<readonly Row[]> {
  const answer: Row[] = []
  let size = 0
  for await (const chunk of (await prepared.stream()).yieldRowObjectJs()) {
    answer.push(...readRows(chunk))
    size += lettersIn(chunk)
    if (answer.length > rows) throw new ProblemError([tooMuch(rows, 'rows')])
    if (size > letters) throw new ProblemError([tooMuch(letters, 'letters')])
  }
  return answer
}

/** The one statement of this text, if it only reads. Nothing of it has run by then. */
async function allowed(connection: DuckDBConnection, sql: string): Promise<DuckDBPreparedStatement> {
  if (sql.trim() === '') throw new ProblemError([refuse(says.edgeDuckdb.empty)])
  const statements = await connection.extractStatements(sql)
  const first = statements.count === 1 ? await statements.prepare(0) : undefined
  const names = first ? Array.from({ length: first.parameterCount }, (_, i) => first.parameterName(i + 1)) : []
  const types = first ? [first.statementType] : Array<number>(statements.count).fill(0)
  const refused = refusal(sql, types, names)
  if (refused || !first) throw new ProblemError(refused ? [refused] : [])
  return first
}

function explained(cause: unknown, connection: string): unknown {
  return cause instanceof ProblemError || !(cause instanceof Error)
    ? cause
    : new ProblemError([fault(cause, connection)])
}

export function unknownConnection(name: string, there: readonly string[]): Problem {
  return problem('unknown-connection', ...says.edgeDuckdb.unknown(name, there))
}

export function stopped(connection: string): OutsideError {
  return new OutsideError('unavailable', says.edgeDuckdb.stopping(connection))
}

function tooSlow(connection: string, timeoutMs: number): Problem {
  return problem('query-too-slow', ...says.edgeDuckdb.tooSlow(connection, timeoutMs / 1000))
}

function tooManyStuck(of: 'it' | 'all', connection: string, stuck: readonly StuckQuery[]): Problem {
  return problem('query-too-slow', ...says.edgeDuckdb.tooManyStuck[of](connection, stuck))
}

export function tooMuch(most: number, of: 'rows' | 'letters'): Problem {
  return problem('query-too-large', ...says.edgeDuckdb.tooMuch[of](most))
}
