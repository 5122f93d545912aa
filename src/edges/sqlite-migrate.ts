import type { Kysely } from 'kysely'
import { ProblemError, problem } from '../core/problem.ts'
import { says } from '../words/says.ts'

export type Migrations = Readonly<Record<string, (db: Kysely<unknown>) => Promise<void>>>

interface Applied {
  readonly migrations: { name: string; applied_at: number }
}

/**
 * Applies what this file has not seen yet, in the order of the names, and records it in the table `migrations`. All in one
 * transaction that looks only after it may write, so that two processes that start together do not both make the tables.
 * Never edit a migration: add the next.
 */
export async function migrate<T>(db: Kysely<T>, migrations: Migrations): Promise<void> {
  await (db as unknown as Kysely<Applied>).transaction().execute(async trx => {
    await trx.schema
      .createTable('migrations')
      .ifNotExists()
      .addColumn('name', 'text', c => c.primaryKey().notNull())
      .addColumn('applied_at', 'bigint', c => c.notNull())
      .execute()
    const rows = await trx.selectFrom('migrations').select('name').execute()
    const known = new Set(rows.map(row => row.name))
    for (const name of known)
      if (!(name in migrations))
        throw new ProblemError([problem('database-too-new', ...says.sqliteMigrate.tooNew(name))])
    for (const name of Object.keys(migrations).sort()) {
      if (known.has(name)) continue
      await migrations[name]?.(trx as unknown as Kysely<unknown>)
      await trx.insertInto('migrations').values({ name, applied_at: Date.now() }).execute()
    }
  })
}
