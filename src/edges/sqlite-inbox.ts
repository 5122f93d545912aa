import { type Kysely, sql } from 'kysely'
import type { Incoming, Later, Lease, Taken } from '../flows/store.ts'
import { asPostponed, UNHARMED } from './sqlite-failed.ts'
import type { Tables } from './sqlite-schema.ts'

/** The oldest by its own time, not by when it is due, so that one that waited for a retry goes first; people before all. */
export async function takeMessage(db: Kysely<Tables>, lease: Lease): Promise<Taken<Incoming> | undefined> {
  const now = lease.now.getTime()
  const row = await db
    .updateTable('inbox')
    .set(eb => ({
      state: 'leased',
      due: now + lease.forMs,
      holder: lease.by,
      fence: eb('fence', '+', 1),
      tries: eb('tries', '+', 1),
    }))
    .where('id', '=', nextMessage(db, lease))
    .returningAll()
    .executeTakeFirst()
  if (!row) return undefined
  const { delivery, meaning, flow, body, at } = row
  const it = { delivery, flow, body, at: new Date(at), ...(meaning === null ? {} : { meaning }) }
  return { is: 'message', row: row.id, fence: row.fence, tries: row.tries, it }
}

/** The row to take, found in the order of an index, and not by looking at all that wait. */
export function nextMessage(db: Kysely<Tables>, { now, except = [], order }: Lease) {
  const messages = db
    .selectFrom('inbox')
    // Said as the index says it, else it is not used.
    .where('state', '<>', sql.lit('done' as const))
    .where('due', '<=', now.getTime())
    .where('id', 'not in', except)
  return (order === 'people' ? messages.orderBy('later') : messages).orderBy('at').orderBy('id').select('id').limit(1)
}

/** Ends a message and forgets what it said; that it came is kept. False when its lease was lost. */
export async function endMessage(db: Kysely<Tables>, { row, fence }: Taken<Incoming>): Promise<boolean> {
  const { numUpdatedRows } = await held(db, row, fence)
    .set({ state: 'done', holder: null, body: '', ...UNHARMED })
    .executeTakeFirst()
  return numUpdatedRows > 0
}

/** Puts a message back. Nothing happens when its lease was lost: who has it now decides. */
export async function postponeMessage(
  db: Kysely<Tables>,
  { row, fence }: Taken<Incoming>,
  until: Later,
): Promise<void> {
  await held(db, row, fence).set(asPostponed(until)).execute()
}

/** Milliseconds, or undefined when no message waits. */
export async function nextMessageDue(db: Kysely<Tables>): Promise<number | undefined> {
  const next = await db
    .selectFrom('inbox')
    .select(eb => eb.fn.min('due').as('due'))
    .where('state', 'in', ['waiting', 'leased'])
    .executeTakeFirst()
  return next?.due ?? undefined
}

function held(db: Kysely<Tables>, row: number, fence: number) {
  return db.updateTable('inbox').where('id', '=', row).where('fence', '=', fence).where('state', '=', 'leased')
}
