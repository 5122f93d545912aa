import { OutsideError } from '../core/outside.ts'
import { ProblemError } from '../core/problem.ts'
import { failureOf } from '../core/trouble.ts'
import { says } from '../words/says.ts'
import type { Bell } from './bell.ts'
import { type Effect, type Outcome, partsOf } from './outcome.ts'
import type { Incoming, Job, NewJob, Taken } from './store.ts'
import type { World } from './world.ts'

/** What takes a message: one for each `Incoming.flow`. */
export type Handler = (world: World, message: Incoming) => Promise<Outcome>

export interface Working {
  readonly by: string
  /** What this process is at now, by its row. */
  readonly at: { readonly message: Set<number>; readonly job: Set<number> }
  readonly effects: Readonly<Record<string, Effect>>
  readonly handlers: Readonly<Record<string, Handler>>
  /** How long a piece of work may take before another may take it over. */
  readonly leaseMs: number
  /** The wait after the first failure, doubled each time up to five minutes. */
  readonly backoffMs: number
  /** Of work that fails by a bug of ours, before it is tried every hour only; outages are waited out. */
  readonly mostTries: number
  /** Waits a little where somebody waits at the door: who asks is heard first, and worked for afterwards. */
  readonly giveWay?: () => Promise<void>
  /** Told to whoever a message is from when it fails for the first time, and is tried again. */
  readonly heldUp?: (message: Incoming, error: unknown) => readonly NewJob[]
  /** Rung from outside where something arrived; left out, only what is done here rings one. */
  readonly bell?: Bell
}

/** What a lane looks for first: a flood of one never stops another. */
export interface Lane {
  readonly first: 'message' | 'job'
  readonly order: 'people' | 'age'
}

const FIRST: Lane = { first: 'message', order: 'people' }

/** Does one message or one job that is due. False when there was nothing to do. */
export async function workOnce(
  world: World,
  working: Working,
  lane: Lane = FIRST,
  stopping: () => boolean = () => false,
): Promise<boolean> {
  const one = { message: () => oneMessage(world, working, lane), job: () => oneJob(world, working, lane) }
  const second = lane.first === 'message' ? 'job' : 'message'
  return (await one[lane.first]()) || (!stopping() && (await one[second]()))
}

async function oneMessage(world: World, working: Working, lane: Lane): Promise<boolean> {
  const message = await world.store.takeMessage({ ...leaseOf(world, working, lane), except: [...working.at.message] })
  if (!message) return false
  return marked(working, message, () => finish(world, working, message, () => handle(world, working, message.it)))
}

async function oneJob(world: World, working: Working, lane: Lane): Promise<boolean> {
  const job = await world.store.takeJob({ ...leaseOf(world, working, lane), except: [...working.at.job] })
  if (!job) return false
  return marked(working, job, () => finish(world, working, job, () => perform(world, working, job.it)))
}

const leaseOf = (world: World, { by, leaseMs }: Working, { order }: Lane) => ({
  ...{ by, now: world.now(), forMs: leaseMs, order },
})

async function marked(working: Working, { is, row }: Taken<unknown>, act: () => Promise<true>): Promise<true> {
  working.at[is].add(row)
  try {
    return await act()
  } finally {
    working.at[is].delete(row)
  }
}

function handle(world: World, working: Working, message: Incoming): Promise<Outcome> {
  const handler = working.handlers[message.flow]
  if (!handler) throw new Error(`nobody handles ${message.flow}`)
  return handler(world, message)
}

function perform(world: World, working: Working, job: Job): Promise<Outcome> {
  const it = working.effects[job.effect]
  if (!it) throw new Error(`there is no effect ${job.effect}`)
  return it.run(world, job)
}

/**
 * Runs it, then writes what came of it and that it is done, together. A decision that was overtaken is taken anew; what
 * somebody else has taken over is left to them, and not done once more.
 */
async function finish(
  world: World,
  working: Working,
  taken: Taken<Incoming> | Taken<Job>,
  run: () => Promise<Outcome>,
): Promise<true> {
  try {
    for (let round = 0; round < 5; round++) {
      const outcome = await run()
      if ((await written(world, taken, outcome)) !== 'moved') return true
    }
    await world.store.postpone(taken, { why: says.work.overtaken, at: later(world, working, taken) })
  } catch (error) {
    await putOff(world, working, taken, error)
  }
  return true
}

async function written(
  world: World,
  taken: Taken<Incoming> | Taken<Job>,
  outcome: Outcome,
): Promise<'done' | 'moved' | 'lost'> {
  const jobs = outcome.jobs ?? []
  for (let round = 0; round < 5; round++) {
    const parts = await partsOf(world.store, outcome)
    const done = outcome.again ? [] : [taken]
    const is = await world.store.commit({ at: world.now(), parts, jobs, done })
    if (is === 'done' && outcome.again) await world.store.postpone(taken, outcome.again)
    if (is !== 'moved' || (outcome.parts ?? []).length > 0) return is
  }
  return 'moved'
}

async function putOff(
  world: World,
  working: Working,
  taken: Taken<Incoming> | Taken<Job>,
  error: unknown,
): Promise<void> {
  const [what, work] =
    taken.is === 'job'
      ? [(taken.it as Job).key, (taken.it as Job).effect]
      : [(taken.it as Incoming).delivery, (taken.it as Incoming).flow]
  const why = error instanceof Error ? error.message : String(error)
  const known = error instanceof OutsideError || error instanceof ProblemError
  // An outage or a missing permission ends some day, and nothing may be lost by then; only our own bugs are given up.
  const dead = !known && taken.tries >= working.mostTries
  const { says: failure, fix } = failureOf(error, work)
  const fields = { what, tries: taken.tries, ...(known ? { why } : { err: error }) }
  if (dead) world.log.error(fields, says.work.givenUp)
  else world.log.warn(fields, says.work.putOff)
  const now = world.now()
  const told = taken.is === 'message' && taken.tries === 1 ? working.heldUp?.(taken.it as Incoming, error) : undefined
  if (told?.length) await world.store.commit({ at: now, parts: [], jobs: told, done: [] })
  const at = dead ? new Date(now.getTime() + REST_MS) : whenAgain(world, working, taken, error)
  await world.store.postpone(taken, { at, why: failure, failed: { now, fix, dead } })
}

/** What was given up may be mended by then, by a newer version say. */
const REST_MS = 3_600_000
const MOST_WAIT_MS = 300_000

/** As the other side asks, and never before that; else longer each time. */
function whenAgain(world: World, working: Working, taken: { readonly tries: number }, error: unknown): Date {
  const asked = error instanceof OutsideError ? error.retryAfterS : undefined
  return asked === undefined ? later(world, working, taken) : new Date(world.now().getTime() + asked * 1000)
}

function later(world: World, working: Working, taken: { readonly tries: number }): Date {
  const wait = Math.min(working.backoffMs * 2 ** Math.max(0, taken.tries - 1), MOST_WAIT_MS)
  return new Date(world.now().getTime() + wait)
}
