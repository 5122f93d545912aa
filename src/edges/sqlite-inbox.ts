import type { Kysely } from 'kysely'
import type { Incoming, Later, Lease, Taken } from '../flows/store.ts'
import { asPostponed, TAKEABLE, UNHARMED } from './sqlite-failed.ts'
import type { Tables } from './sqlite-schema.ts'

/** Remembers a message once. One that was given up is `new` when its sender sends it again. */
export async function receive(db: Kysely<Tables>, message: Incoming, most: number): Promise<'new' | 'seen' | 'full'> {
  return db.transaction().execute(async trx => {
    if (await revived(trx, message)) return 'new'
    if (await folded(trx, message)) return 'seen'
    const { delivery, meaning = null, fold = null, flow, body } = message
    const at = message.at.getTime()
    const later = Number(message.later ?? false)
    if ((await waiting(trx, later, most)) >= most) return (await known(trx, message)) ? 'seen' : 'full'
    const fresh = { state: 'waiting', due: at, fence: 0, tries: 0, fold, later } as const
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('inbox')
      .values({ ...fresh, delivery, meaning, flow, body, at })
      .onConflict(c => c.doNothing())
      .executeTakeFirst()
    return numInsertedOrUpdatedRows ? 'new' : 'seen'
  })
}

async function folded(db: Kysely<Tables>, { fold }: Incoming): Promise<boolean> {
  if (fold === undefined) return false
  const one = db.selectFrom('inbox').select('id').where('fold', '=', fold).where('state', '=', 'waiting').limit(1)
  return (await one.executeTakeFirst()) !== undefined
}

/** How many wait or are worked on, counted no further than to `most`; those nobody waits for apart from the others. */
async function waiting(db: Kysely<Tables>, later: number, most: number): Promise<number> {
  const some = db
    .selectFrom('inbox')
    .select('id')
    .where('later', '=', later)
    .where('state', 'in', ['waiting', 'leased'])
    .limit(most)
  const { n } = await db
    .selectFrom(some.as('some'))
    .select(eb => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return n
}

async function known(db: Kysely<Tables>, { delivery }: Incoming): Promise<boolean> {
  const one = db.selectFrom('inbox').select('id').where('delivery', '=', delivery)
  return (await one.executeTakeFirst()) !== undefined
}

async function revived(db: Kysely<Tables>, { delivery, meaning, body, at }: Incoming): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('inbox')
    .set({ state: 'waiting', due: at.getTime(), tries: 0, body })
    .where(eb =>
      eb.or([eb('delivery', '=', delivery), ...(meaning === undefined ? [] : [eb('meaning', '=', meaning)])]),
    )
    .where('state', '=', 'dead')
    .executeTakeFirst()
  return numUpdatedRows > 0
}

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
    .where('id', '=', eb =>
      eb
        .selectFrom('inbox')
        .select('id')
        .where('state', 'in', TAKEABLE)
        .where('due', '<=', now)
        .where('id', 'not in', lease.except ?? [])
        .orderBy(lease.order === 'people' ? 'later' : 'at')
        .orderBy('at')
        .orderBy('id')
        .limit(1),
    )
    .returningAll()
    .executeTakeFirst()
  if (!row) return undefined
  const { delivery, meaning, flow, body, at } = row
  const it = { delivery, flow, body, at: new Date(at), ...(meaning === null ? {} : { meaning }) }
  return { is: 'message', row: row.id, fence: row.fence, tries: row.tries, it }
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
