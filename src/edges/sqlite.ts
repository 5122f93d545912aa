import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { Kysely, SqliteDialect } from 'kysely'
import { type Migrations, migrate } from './sqlite-migrate.ts'

const waitMs = 5_000
/** Readings come for all models in turn: where their pages do not stay in memory, each is read anew for each of them. */
const cacheKb = 32_000
const statementsKept = 200

/**
 * Opens one SQLite file (or ':memory:', each its own) and brings its tables up to date. A power cut may take the last
 * moments of it, but never tears it; who must know that it was kept waits for `diskSync`.
 * Once a process: waiting for a lock stops the whole thread, also the other opening that holds it.
 */
export async function openSqlite<Tables>(path: string, migrations: Migrations): Promise<Kysely<Tables>> {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true })
  const raw = new DatabaseSync(path, { timeout: waitMs })
  raw.exec(`pragma journal_mode = wal; pragma synchronous = normal; pragma foreign_keys = on`)
  raw.exec(`pragma cache_size = -${cacheKb}; pragma wal_autocheckpoint = 4000`)
  const db = new Kysely<Tables>({ dialect: dialectOf(raw) })
  try {
    await migrate(db, migrations)
  } catch (error) {
    await db.destroy()
    throw error
  }
  return db
}

function dialectOf(raw: DatabaseSync): SqliteDialect {
  const kept = new Map<string, Prepared>()
  const close = () => {
    kept.clear()
    if (raw.isOpen) raw.close()
  }
  return new SqliteDialect({ database: { close, prepare: sql => preparedOnce(raw, kept, reworded(raw, sql)) } })
}

// A transaction takes the write lock when it begins: one that reads first and then finds it must wait could never win.
// SQLite rolls back by itself when the disk is full; rolling back once more would hide why.
function reworded(raw: DatabaseSync, sql: string): string {
  if (sql === 'begin') return 'begin immediate'
  return sql === 'rollback' && !raw.isTransaction ? 'select 1' : sql
}

type Prepared = ReturnType<typeof prepared>

function preparedOnce(raw: DatabaseSync, kept: Map<string, Prepared>, sql: string): Prepared {
  const known = kept.get(sql)
  if (known) return known
  if (kept.size >= statementsKept) kept.clear()
  const fresh = prepared(raw.prepare(sql))
  kept.set(sql, fresh)
  return fresh
}

function prepared(statement: StatementSync) {
  return {
    // Asked once: to describe the columns costs as much as many a statement.
    reader: statement.columns().length > 0,
    all: (values: readonly unknown[]) => statement.all(...values.map(plain)),
    run: (values: readonly unknown[]) => statement.run(...values.map(plain)),
    iterate: (values: readonly unknown[]) => statement.iterate(...values.map(plain)),
  }
}

// node:sqlite takes an object in first place for named parameters and then binds NULL, without a word.
function plain(value: unknown): SQLInputValue {
  if (value === undefined || value === null) return null
  if (typeof value === 'boolean') return Number(value)
  if (value instanceof Date) return value.getTime()
  if (typeof value === 'object' && !(value instanceof Uint8Array)) throw new TypeError('An object cannot be bound.')
  return value as SQLInputValue
}
