import type { Kysely, Selectable } from 'kysely'
import { canonicalJson } from '../core/canonical.ts'
import type { Event } from '../core/event.ts'
import type { Batch, Store, SubjectRow, Summary } from '../flows/store.ts'
import { mention } from './sqlite-mentions.ts'
import type { Tables } from './sqlite-schema.ts'

/** What a subject's row and keys are made from: all its events, oldest first, at least one. Pure. */
export type Summarise = (subject: string, events: readonly Event[]) => Summary

type Part = Batch['parts'][number]

export async function eventsOf(db: Kysely<Tables>, subject: string): Promise<readonly Event[]> {
  const rows = await db.selectFrom('events').selectAll().where('subject', '=', subject).orderBy('seq').execute()
  return rows.map(eventOf)
}

export async function eventsAfter(db: Kysely<Tables>, id: number, limit: number): ReturnType<Store['eventsAfter']> {
  const rows = await db.selectFrom('events').selectAll().where('id', '>', id).orderBy('id').limit(limit).execute()
  return rows.map(row => ({ id: row.id, event: eventOf(row) }))
}

export async function eventId(db: Kysely<Tables>, subject: string, seq: number): Promise<number | undefined> {
  const event = db.selectFrom('events').select('id').where('subject', '=', subject).where('seq', '=', seq)
  return (await event.executeTakeFirst())?.id
}

/** The id of the last event, and which models those after `id` are about. */
export async function writtenAfter(db: Kysely<Tables>, id: number): ReturnType<Store['writtenAfter']> {
  const newest = await db
    .selectFrom('events')
    .select(eb => eb.fn.max('id').as('id'))
    .executeTakeFirst()
  const last = newest?.id ?? 0
  if (last <= id) return { last, models: [] }
  const rows = await db
    .selectFrom('events')
    .innerJoin('mentions', 'mentions.subject', 'events.subject')
    .select('mentions.model')
    .distinct()
    .where('events.id', '>', id)
    .where('events.id', '<=', last)
    .execute()
  return { last, models: rows.map(({ model }) => model) }
}

/** Whether a subject still has the events that the writer saw. */
export async function isAsSeen(db: Kysely<Tables>, part: Part): Promise<boolean> {
  const last = await db
    .selectFrom('events')
    .select(eb => eb.fn.max('seq').as('seq'))
    .where('subject', '=', part.subject)
    .executeTakeFirst()
  return (last?.seq ?? 0) === part.seen
}

/** Appends the events of one part and makes the subject's row and keys anew. False: an open subject has one of the keys. */
export async function append(db: Kysely<Tables>, part: Part, at: Date, summarise: Summarise): Promise<boolean> {
  if (part.events.length === 0) return true
  const rows = part.events.map((event, index) => ({
    subject: part.subject,
    seq: part.seen + index + 1,
    at: at.getTime(),
    type: event.type,
    by: event.by,
    body: canonicalJson(event.body),
  }))
  await db.insertInto('events').values(rows).execute()
  return project(db, part.subject, summarise)
}

async function project(db: Kysely<Tables>, subject: string, summarise: Summarise): Promise<boolean> {
  const rows = await db.selectFrom('events').selectAll().where('subject', '=', subject).orderBy('seq').execute()
  const [first, last] = [rows[0], rows.at(-1)]
  if (!first || !last) throw new Error(`${subject} has no events`)
  const { model, about = [], state, open, keys } = summarise(subject, rows.map(eventOf))
  const told = { seq: last.seq, changed_at: last.at, model, state, open: Number(open) }
  const begun = { subject, kind: kindOf(subject), first: first.id, opened_at: first.at }
  await db
    .insertInto('subjects')
    .values({ ...begun, ...told })
    .onConflict(c => c.column('subject').doUpdateSet(told))
    .execute()
  await mention(db, subject, [model, ...about])
  return claim(db, subject, open, [...new Set(keys)])
}

async function claim(db: Kysely<Tables>, subject: string, open: boolean, keys: readonly string[]): Promise<boolean> {
  await db.deleteFrom('keys').where('subject', '=', subject).execute()
  if (keys.length === 0) return true
  if (open && (await areTaken(db, keys))) return false
  await db
    .insertInto('keys')
    .values(keys.map(key => ({ key, subject, open: Number(open) })))
    .execute()
  return true
}

async function areTaken(db: Kysely<Tables>, keys: readonly string[]): Promise<boolean> {
  const taken = db.selectFrom('keys').select('key').where('key', 'in', keys).where('open', '=', 1)
  return (await taken.executeTakeFirst()) !== undefined
}

/** The open subject that has this key, else the one begun last that had it. */
export async function ownerOf(db: Kysely<Tables>, key: string): Promise<string | undefined> {
  const owner = await db
    .selectFrom('keys')
    .innerJoin('subjects', 'subjects.subject', 'keys.subject')
    .select('keys.subject')
    .where('keys.key', '=', key)
    .orderBy('keys.open', 'desc')
    .orderBy('subjects.first', 'desc')
    .limit(1)
    .executeTakeFirst()
  return owner?.subject
}

export async function subjectRows(
  db: Kysely<Tables>,
  filter: Parameters<Store['subjects']>[0],
): Promise<readonly SubjectRow[]> {
  let query = db.selectFrom('subjects').selectAll().orderBy('first', 'desc')
  if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind)
  if (filter.model !== undefined) query = query.where('model', '=', filter.model)
  if (filter.about !== undefined) {
    const about = db.selectFrom('mentions').select('subject').where('model', '=', filter.about)
    query = query.where('subject', 'in', about)
  }
  if (filter.open !== undefined) query = query.where('open', '=', Number(filter.open))
  if (filter.limit !== undefined) query = query.limit(filter.limit)
  const rows = await query.execute()
  const keys = await keysOf(
    db,
    rows.map(row => row.subject),
  )
  return rows.map(row => subjectRow(row, keys.get(row.subject) ?? []))
}

const subjectsAtOnce = 1_000

async function keysOf(db: Kysely<Tables>, subjects: readonly string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  for (let from = 0; from < subjects.length; from += subjectsAtOnce) {
    const some = subjects.slice(from, from + subjectsAtOnce)
    const rows = await db.selectFrom('keys').selectAll().where('subject', 'in', some).orderBy('key').execute()
    for (const { subject, key } of rows) found.set(subject, [...(found.get(subject) ?? []), key])
  }
  return found
}

function subjectRow(row: Selectable<Tables['subjects']>, keys: readonly string[]): SubjectRow {
  const { subject, kind, seq, model, state } = row
  return {
    subject,
    kind,
    seq,
    model,
    state,
    keys,
    open: row.open === 1,
    openedAt: iso(row.opened_at),
    changedAt: iso(row.changed_at),
  }
}

function eventOf(row: Selectable<Tables['events']>): Event {
  const { subject, seq, type, by } = row
  return { v: 1, subject, seq, at: iso(row.at), type, by, body: JSON.parse(row.body) } as Event
}

const kindOf = (subject: string) => subject.split('/')[0] ?? subject
const iso = (ms: number) => new Date(ms).toISOString()
