import type { Kysely } from 'kysely'
import type { Incoming } from '../flows/store.ts'
import type { Tables } from './sqlite-schema.ts'

export type Received = 'new' | 'seen' | 'full'

/**
 * Remembers each message once. One that was given up is `new` when its sender sends it again. What arrives while others are
 * written is written together after them: each transaction waits for the disk, and each sender waits for theirs alone.
 */
export function inboxOf(db: Kysely<Tables>, most: number): (message: Incoming) => Promise<Received> {
  const room: Room = { most, left: [0, 0] }
  let waiting: Waiting[] = []
  let running = false
  const run = async () => {
    while (waiting.length > 0) {
      const now = waiting
      waiting = []
      await receiveAll(db, now, room).catch(error => {
        for (const { failed } of now) failed(error)
      })
    }
    running = false
  }
  return message =>
    new Promise((done, failed) => {
      waiting.push({ message, done, failed })
      if (running) return
      running = true
      // SQLite answers before the next request is read, so without this each would be written alone.
      setImmediate(() => void run())
    })
}

interface Waiting {
  readonly message: Incoming
  done(is: Received): void
  failed(error: unknown): void
}

/**
 * How many more may be kept before it is counted again, those nobody waits for apart. To count costs with what waits, so a
 * tenth of what is free is given out at once; another process that gives out its own can make it a tenth too many.
 */
interface Room {
  readonly most: number
  readonly left: [people: number, later: number]
}

async function receiveAll(db: Kysely<Tables>, all: readonly Waiting[], room: Room): Promise<void> {
  const received = await db.transaction().execute(async trx => {
    const are: Received[] = []
    for (const { message } of all) are.push(await receive(trx, message, room))
    return are
  })
  for (const [i, { done }] of all.entries()) done(received[i] ?? 'full')
}

async function receive(db: Kysely<Tables>, message: Incoming, room: Room): Promise<Received> {
  if (await folded(db, message)) return 'seen'
  if (!(await hasRoom(db, message, room))) return (await received(db, message.delivery)) ? 'seen' : 'full'
  const { delivery, meaning = null, fold = null, flow, body } = message
  const at = message.at.getTime()
  const fresh = { state: 'waiting', due: at, fence: 0, tries: 0, fold, later: laneOf(message) } as const
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('inbox')
    .values({ ...fresh, delivery, meaning, flow, body, at })
    .onConflict(c => c.doNothing())
    .executeTakeFirst()
  if (!numInsertedOrUpdatedRows && !(await revived(db, message))) return 'seen'
  room.left[laneOf(message)]--
  return 'new'
}

const laneOf = ({ later }: Incoming) => (later ? 1 : 0)

async function hasRoom(db: Kysely<Tables>, message: Incoming, { most, left }: Room): Promise<boolean> {
  const lane = laneOf(message)
  if (left[lane] <= 0) left[lane] = Math.ceil((most - (await waitingIn(db, lane, most))) / 10)
  return left[lane] > 0
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

export async function received(db: Kysely<Tables>, delivery: string): Promise<boolean> {
  return (await db.selectFrom('inbox').select('id').where('delivery', '=', delivery).executeTakeFirst()) !== undefined
}

async function revived(db: Kysely<Tables>, { delivery, meaning, body, at }: Incoming): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('inbox')
    .set({ state: 'waiting', due: at.getTime(), tries: 0, body, delivery })
    .where(eb =>
      eb.or([eb('delivery', '=', delivery), ...(meaning === undefined ? [] : [eb('meaning', '=', meaning)])]),
    )
    .where('state', '=', 'dead')
    .executeTakeFirst()
  return numUpdatedRows > 0
}
