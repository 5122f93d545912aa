import { join } from 'node:path'
import type { Kysely } from 'kysely'
import type { Batch, Incoming, Job, Store, Taken } from '../flows/store.ts'
import { openSqlite } from './sqlite.ts'
import {
  append,
  eventId,
  eventsAfter,
  eventsOf,
  isAsSeen,
  ownerOf,
  type Summarise,
  subjectRows,
  writtenAfter,
} from './sqlite-events.ts'
import { stuck, work } from './sqlite-failed.ts'
import { endMessage, nextMessageDue, postponeMessage, takeMessage } from './sqlite-inbox.ts'
import { inputWindowsOf, keepInputs } from './sqlite-inputs.ts'
import { releaseLease, takeLease } from './sqlite-leases.ts'
import { readingMigrations, storeMigrations } from './sqlite-migrations.ts'
import { ask, endJob, nextJobDue, postponeJob, takeJob } from './sqlite-outbox.ts'
import { addReadings, readingsAfter, readingsOf, sentReadings } from './sqlite-readings.ts'
import { inboxOf, received } from './sqlite-receive.ts'
import type { ReadingTables, Tables } from './sqlite-schema.ts'
import { newestOf, newestReadings, seriesOf, sizesOf, storedOf } from './sqlite-series.ts'
import { diskSync } from './sqlite-sync.ts'

/** Where the store is, and what its projections are made with. A path may be ':memory:', each its own. */
export interface StoreOptions {
  readonly path: string
  readonly readingsPath: string
  /** Called inside the transaction with all events of a subject that got new ones. Pure. */
  readonly summarise: Summarise
  /** How many messages may wait that people wait for, and as many again of the others; 10,000 unless told. */
  readonly inboxMost?: number
  /** Called with `commit.before` when all is written but not committed, and with `commit.after`. */
  readonly failpoint?: (name: string) => void | Promise<void>
}

type InFolder = Omit<StoreOptions, 'path' | 'readingsPath'>

/** Both files in one folder, or in memory where it is called `:memory:`. */
export function openStoreIn(folder: string, options: InFolder): Promise<Store> {
  const [path, readingsPath] =
    folder === ':memory:' ? [folder, folder] : [join(folder, 'kedge.db'), join(folder, 'readings.db')]
  return openStore({ ...options, path, readingsPath })
}

/** Opens both files, making them and their folders when missing, and brings their tables up to date. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const db = await openSqlite<Tables>(options.path, storeMigrations)
  const read = await openSqlite<ReadingTables>(options.readingsPath, readingMigrations).catch(async error => {
    await db.destroy()
    throw error
  })
  const disk = diskSync(options.path)
  const readingsDisk = diskSync(options.readingsPath)
  const receive = inboxOf(db, options.inboxMost ?? 10_000)
  return {
    events: subject => eventsOf(db, subject),
    eventsAfter: (id, limit) => eventsAfter(db, id, limit),
    writtenAfter: id => writtenAfter(db, id),
    eventId: (subject, seq) => eventId(db, subject, seq),
    commit: async batch => {
      const is = await commit(db, batch, options)
      // Without events nothing was decided: after a power cut what it came from is there, and is done again.
      if (is === 'done' && batch.parts.some(part => part.events.length > 0)) await disk.reached()
      return is
    },
    subjects: filter => subjectRows(db, filter),
    find: key => ownerOf(db, key),
    addReadings: readings => addReadings(read, readings),
    keepReadings: async readings => {
      const added = await sentReadings(read, readings)
      await readingsDisk.reached()
      return added
    },
    readings: of => readingsOf(read, of),
    series: model => seriesOf(read, model),
    newestOf: (model, series, most) => newestOf(read, { model, series, most }),
    sizesOf: (model, series, most) => sizesOf(read, { model, series, most }),
    storedOf: readings => storedOf(read, readings),
    readingsAfter: kept => readingsAfter(read, kept),
    newestReadings: since => newestReadings(read, since),
    keepInputs: windows => keepInputs(read, windows),
    inputWindows: of => inputWindowsOf(read, of),
    receive: async message => {
      const is = await receive(message)
      await disk.reached()
      return is
    },
    received: delivery => received(db, delivery),
    takeMessage: lease => takeMessage(db, lease),
    takeJob: async lease => {
      const taken = await takeJob(db, lease)
      // What is done outside is never ahead of what is kept here.
      if (taken) await disk.reached()
      return taken
    },
    postpone: (taken, until) => (isJob(taken) ? postponeJob(db, taken, until) : postponeMessage(db, taken, until)),
    stuck: () => stuck(db),
    work: () => work(db),
    nextDue: () => nextDue(db),
    lease: (name, lease) => takeLease(db, name, lease),
    release: (name, by) => releaseLease(db, name, by),
    close: async () => {
      await Promise.all([disk.close(), readingsDisk.close()])
      await Promise.all([db.destroy(), read.destroy()])
    },
  }
}

// Thrown to roll back, caught where the transaction was begun.
const [moved, lost] = [Symbol('moved'), Symbol('lost')]

async function commit(db: Kysely<Tables>, batch: Batch, options: StoreOptions): ReturnType<Store['commit']> {
  try {
    await db.transaction().execute(async trx => {
      await write(trx, batch, options.summarise)
      await options.failpoint?.('commit.before')
    })
  } catch (error) {
    if (error === moved) return 'moved'
    if (error === lost) return 'lost'
    throw error
  }
  await options.failpoint?.('commit.after')
  return 'done'
}

async function write(trx: Kysely<Tables>, batch: Batch, summarise: Summarise): Promise<void> {
  for (const part of batch.parts) {
    if (!(await isAsSeen(trx, part))) throw moved
    if (!(await append(trx, part, batch.at, summarise))) throw moved
  }
  // What is ended goes first: a job may ask for itself again.
  for (const taken of batch.done ?? []) {
    if (!(await (isJob(taken) ? endJob(trx, taken) : endMessage(trx, taken)))) throw lost
  }
  for (const job of batch.jobs ?? []) await ask(trx, job, batch.at)
}

async function nextDue(db: Kysely<Tables>): Promise<Date | undefined> {
  const due = [await nextMessageDue(db), await nextJobDue(db)].filter(at => at !== undefined)
  return due.length === 0 ? undefined : new Date(Math.min(...due))
}

const isJob = (taken: Taken<Incoming> | Taken<Job>): taken is Taken<Job> => taken.is === 'job'
