import { type Kysely, sql } from 'kysely'
import { createMentions } from './sqlite-mentions.ts'
import type { Migrations } from './sqlite-migrate.ts'

export const storeMigrations: Migrations = {
  '0001-events-subjects-inbox-jobs-leases': async db => {
    await createEvents(db)
    await createSubjects(db)
    await createInbox(db)
    await createJobs(db)
    await createLeases(db)
  },
  '0002-what-failed-and-what-may-wait': async db => {
    for (const table of ['inbox', 'jobs']) {
      await db.schema.alterTable(table).addColumn('fix', 'text').execute()
      await db.schema.alterTable(table).addColumn('failing_since', 'bigint').execute()
      await db.schema
        .alterTable(table)
        .addColumn('later', 'integer', c => c.notNull().defaultTo(0))
        .execute()
    }
    await db.schema.alterTable('inbox').addColumn('fold', 'text').execute()
    await db.schema.createIndex('inbox_folds').on('inbox').columns(['fold', 'state']).execute()
    await db.schema.createIndex('inbox_lanes').on('inbox').columns(['later', 'state']).execute()
  },
  '0003-turns': createTurns,
  '0004-mentions': createMentions,
}

export const readingMigrations: Migrations = {
  '0001-readings': createReadings,
  '0002-input-windows': createInputWindows,
  '0003-readings-kept': numberReadings,
  '0004-series': createSeries,
}

// Ids must never come twice, not even after the newest row is deleted: hence `autoIncrement`.
async function createEvents(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('events')
    .addColumn('id', 'integer', c => c.primaryKey().autoIncrement())
    .addColumn('subject', 'text', c => c.notNull())
    .addColumn('seq', 'integer', c => c.notNull())
    .addColumn('at', 'bigint', c => c.notNull())
    .addColumn('type', 'text', c => c.notNull())
    .addColumn('by', 'text', c => c.notNull())
    .addColumn('body', 'text', c => c.notNull())
    .addUniqueConstraint('events_once', ['subject', 'seq'])
    .execute()
}

async function createSubjects(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('subjects')
    .addColumn('subject', 'text', c => c.primaryKey().notNull())
    .addColumn('kind', 'text', c => c.notNull())
    .addColumn('seq', 'integer', c => c.notNull())
    .addColumn('first', 'bigint', c => c.notNull())
    .addColumn('opened_at', 'bigint', c => c.notNull())
    .addColumn('changed_at', 'bigint', c => c.notNull())
    .addColumn('model', 'text', c => c.notNull())
    .addColumn('state', 'text', c => c.notNull())
    .addColumn('open', 'integer', c => c.notNull())
    .execute()
  await db.schema.createIndex('subjects_listed').on('subjects').columns(['kind', 'open', 'first']).execute()
  await db.schema
    .createTable('keys')
    .addColumn('key', 'text', c => c.notNull())
    .addColumn('subject', 'text', c => c.notNull())
    .addColumn('open', 'integer', c => c.notNull())
    .addPrimaryKeyConstraint('keys_primary', ['key', 'subject'])
    .execute()
  await db.schema.createIndex('keys_of_subject').on('keys').column('subject').execute()
  await db.schema
    .createIndex('keys_open_once')
    .on('keys')
    .column('key')
    .unique()
    .where(sql.ref('open'), '=', sql.lit(1))
    .execute()
}

async function createInbox(db: Kysely<unknown>): Promise<void> {
  await leasedTable(db, 'inbox')
    .addColumn('delivery', 'text', c => c.notNull().unique())
    .addColumn('meaning', 'text', c => c.unique())
    .addColumn('flow', 'text', c => c.notNull())
    .addColumn('body', 'text', c => c.notNull())
    .addColumn('at', 'bigint', c => c.notNull())
    .execute()
  await db.schema.createIndex('inbox_due').on('inbox').columns(['state', 'due']).execute()
}

async function createJobs(db: Kysely<unknown>): Promise<void> {
  await leasedTable(db, 'jobs')
    .addColumn('key', 'text', c => c.notNull().unique())
    .addColumn('effect', 'text', c => c.notNull())
    .addColumn('subject', 'text', c => c.notNull())
    .addColumn('body', 'text', c => c.notNull())
    .addColumn('again', 'bigint')
    .execute()
  await db.schema.createIndex('jobs_due').on('jobs').columns(['state', 'due']).execute()
  await db.schema.createIndex('jobs_of_subject').on('jobs').column('subject').execute()
}

function leasedTable(db: Kysely<unknown>, name: string) {
  return db.schema
    .createTable(name)
    .addColumn('id', 'integer', c => c.primaryKey().autoIncrement())
    .addColumn('state', 'text', c => c.notNull())
    .addColumn('due', 'bigint', c => c.notNull())
    .addColumn('holder', 'text')
    .addColumn('fence', 'integer', c => c.notNull())
    .addColumn('tries', 'integer', c => c.notNull())
    .addColumn('why', 'text')
}

// In the order in which they are taken, so that the next is found without looking at all that wait.
async function createTurns(db: Kysely<unknown>): Promise<void> {
  const undone = (index: string, columns: string[]) =>
    db.schema.createIndex(index).on('inbox').columns(columns).where(sql.ref('state'), '<>', sql.lit('done')).execute()
  await undone('inbox_turns', ['later', 'at', 'id', 'due'])
  await undone('inbox_ages', ['at', 'id', 'due'])
  await db.schema.createIndex('jobs_turns').on('jobs').columns(['later', 'due']).execute()
  await db.schema.createIndex('jobs_ages').on('jobs').column('due').execute()
  // Thousands have no subject; who looks for one that runs finds it by its state.
  await db.schema.dropIndex('jobs_of_subject').execute()
}

async function createLeases(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('leases')
    .addColumn('name', 'text', c => c.primaryKey().notNull())
    .addColumn('holder', 'text', c => c.notNull())
    .addColumn('fence', 'integer', c => c.notNull())
    .addColumn('until', 'bigint', c => c.notNull())
    .execute()
}

async function createReadings(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('readings')
    .addColumn('model', 'text', c => c.notNull())
    .addColumn('kpi', 'text', c => c.notNull())
    .addColumn('segment', 'text', c => c.notNull())
    .addColumn('version', 'text', c => c.notNull())
    .addColumn('start_at', 'bigint', c => c.notNull())
    .addColumn('end_at', 'bigint', c => c.notNull())
    .addColumn('value', 'double precision', c => c.notNull())
    .addColumn('n', 'bigint', c => c.notNull())
    .addColumn('available', 'bigint', c => c.notNull())
    .addPrimaryKeyConstraint('readings_once', ['model', 'kpi', 'segment', 'version', 'start_at', 'end_at'])
    .execute()
  await db.schema.createIndex('readings_by_end').on('readings').columns(['model', 'end_at', 'kpi']).execute()
}

async function createInputWindows(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('input_windows')
    .addColumn('model', 'text', c => c.notNull())
    .addColumn('kpi', 'text', c => c.notNull())
    .addColumn('start_at', 'bigint', c => c.notNull())
    .addColumn('end_at', 'bigint', c => c.notNull())
    .addColumn('available', 'bigint', c => c.notNull())
    .addColumn('found', 'text', c => c.notNull())
    .addPrimaryKeyConstraint('input_windows_once', ['model', 'end_at', 'kpi', 'start_at'])
    .execute()
}

// One index in place of another: readings are found by their model, and the few of one model are put in order when read.
async function numberReadings(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('readings')
    .addColumn('kept', 'bigint', c => c.notNull().defaultTo(0))
    .execute()
  await db.schema.dropIndex('readings_by_end').execute()
  await db.schema.createIndex('readings_by_kept').on('readings').column('kept').execute()
}

// Beside `min`, SQLite takes the other columns from the same row. Which batch wrote it first is not known any more.
async function createSeries(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('series')
    .addColumn('model', 'text', c => c.notNull())
    .addColumn('kpi', 'text', c => c.notNull())
    .addColumn('segment', 'text', c => c.notNull())
    .addColumn('version', 'text', c => c.notNull())
    .addColumn('begun', 'bigint', c => c.notNull())
    .addColumn('start_at', 'bigint', c => c.notNull())
    .addColumn('n', 'bigint', c => c.notNull())
    .addPrimaryKeyConstraint('series_once', ['model', 'kpi', 'segment', 'version'])
    .execute()
  await sql`
    insert into series (model, kpi, segment, version, begun, start_at, n)
    select model, kpi, segment, version, kept, min(start_at), n from readings group by model, kpi, segment, version
  `.execute(db)
}
