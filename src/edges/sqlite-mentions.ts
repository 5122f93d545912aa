import { type Kysely, sql } from 'kysely'
import type { Tables } from './sqlite-schema.ts'

/** Writes anew which models a subject is about. */
export async function mention(db: Kysely<Tables>, subject: string, models: Iterable<string>): Promise<void> {
  await db.deleteFrom('mentions').where('subject', '=', subject).execute()
  const rows = [...new Set(models)].filter(model => model !== '').map(model => ({ model, subject }))
  if (rows.length > 0) await db.insertInto('mentions').values(rows).execute()
}

/**
 * Makes the table and fills it from what is there: a change is about the models that were named when it was asked for, and
 * those that people were shown last.
 */
export async function createMentions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('mentions')
    .addColumn('model', 'text', c => c.notNull())
    .addColumn('subject', 'text', c => c.notNull())
    .addPrimaryKeyConstraint('mentions_primary', ['model', 'subject'])
    .execute()
  await db.schema.createIndex('mentions_of_subject').on('mentions').column('subject').execute()
  await sql`
    insert into mentions (model, subject)
    select model, subject from subjects where model <> ''
    union select value, subject from events, json_each(body, '$.about') where events.type = 'change.asked'
    union select json_extract(value, '$.model.id'), subject from events as shown, json_each(body, '$.parts')
      where shown.type = 'change.sealed' and json_extract(value, '$.model.id') is not null and seq =
        (select max(seq) from events where subject = shown.subject and type = 'change.sealed')
  `.execute(db)
}
