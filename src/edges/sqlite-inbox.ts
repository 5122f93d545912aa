import type { Kysely } from 'kysely'
import type { Incoming, Later, Lease, Taken } from '../flows/store.ts'
import { asPostponed, TAKEABLE, UNHARMED } from './sqlite-failed.ts'
import type { Tables } from './sqlite-schema.ts'

export type Received = 'new' | 'seen' | 'full'

/**
 * Remembers each message once. One that was given up is `new` when its sender sends it again. What arrives while others are
 * written is written together after them: each transaction waits for the disk, and each sender waits for theirs alone.
 */
export function inboxOf(db: Kysely<Tables>, most: number): (message: Incoming) => Promise<Received> {
  let waiting: Waiting[] = []
  let running = false
  const run = async () => {
    running = true
    while (waiting.length > 0) {
      const now = waiting
      waiting = []
      await receiveAll(db, now, most).catch(error => {
        for (const { failed } of now) failed(error)
      })
    }
    running = false
  }
  return message =>
    new Promise((done, failed) => {
      waiting.push({ message, done, failed })
      if (!running) void run()
    })
}

interface Waiting {
  readonly message: Incoming
  done(is: Received): void
  failed(error: unknown): void
}

async function receiveAll(db: Kysely<Tables>, all: readonly Waiting[], most: number): Promise<void> {
  const received = await db.transaction().execute(async trx => {
    const free = [most - (await waitingIn(trx, 0, most)), most - (await waitingIn(trx, 1, most))]
    const are: Received[] = []
    for (const { message } of all) {
      const lane = Number(message.later ?? false)
      const is = await receive(trx, message, (free[lane] ?? 0) > 0)
      if (is === 'new') free[lane] = (free[lane] ?? 0) - 1
      are.push(is)
    }
    return are
  })
  for (const [i, { done }] of all.entries()) done(received[i] ?? 'full')
}

async function receive(db: Kysely<Tables>, message: Incoming, room: boolean): Promise<Received> {
  if (await folded(db, message)) return 'seen'
  if (!room) return (await known(db, message)) ? 'seen' : 'full'
  const { delivery, meaning = null, fold = null, flow, body } = message
  const at = message.at.getTime()
  const fresh = { state: 'waiting', due: at, fence: 0, tries: 0, fold, later: Number(message.later ?? false) } as const
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('inbox')
    .values({ ...fresh, delivery, meaning, flow, body, at })
    .onConflict(c => c.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows || (await revived(db, message)) ? 'new' : 'seen'
}

async function folded(db: Kysely<Tables>, { fold }: Incoming): Promise<boolean> {
  if (fold === undefined) return false
  const one = db.selectFrom('inbox').select('id').where('fold', '=', fold).where('state', '=', 'waiting').limit(1)
  return (await one.executeTakeFirst()) !== undefined
}

/** How many wait or are worked on, counted no further than to `most`; those nobody waits for apart from the others. */
async function waitingIn(db: Kysely<Tables>, later: number, most: number): Promise<number> {
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

export async function received(db: Kysely<Tables>, delivery: string): Promise<boolean> {
  return (await db.selectFrom('inbox').select('id').where('delivery', '=', delivery).executeTakeFirst()) !== undefined
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
