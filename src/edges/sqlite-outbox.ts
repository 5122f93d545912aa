import { type ExpressionBuilder, type Kysely, sql } from 'kysely'
import type { Job, Later, Lease, NewJob, Taken } from '../flows/store.ts'
import { asPostponed, UNHARMED } from './sqlite-failed.ts'
import type { Tables } from './sqlite-schema.ts'

type Jobs = ExpressionBuilder<Tables & { excluded: Tables['jobs'] }, 'jobs' | 'excluded'>

/**
 * Asks for a job. The same key while it waits: the newest body, at the earlier of the two times; but what failed keeps its
 * time, unless a person asks for it anew. While it runs: the newest body, once more when it has ended. After it was given up: one try more.
 */
export async function ask(db: Kysely<Tables>, job: NewJob, at: Date): Promise<void> {
  const { key, effect, subject, body = '' } = job
  const due = (job.due ?? at).getTime()
  const later = Number(job.later ?? false)
  await db
    .insertInto('jobs')
    .values({ key, effect, subject, body, due, state: 'waiting', fence: 0, tries: 0, later })
    .onConflict(c =>
      c.column('key').doUpdateSet(eb => ({
        body: eb.ref('excluded.body'),
        later: eb.fn<number>('min', ['jobs.later', 'excluded.later']),
        due: dueWhenAskedAgain(eb, job),
        again: againWhenAskedAgain(eb),
        state: eb
          .case()
          .when('jobs.state', '=', 'dead')
          .then('waiting' as const)
          .else(eb.ref('jobs.state'))
          .end(),
      })),
    )
    .execute()
}

function dueWhenAskedAgain(eb: Jobs, { anew }: NewJob) {
  const waiting = eb('jobs.state', '=', 'waiting')
  const free = anew ? waiting : eb.and([waiting, eb('jobs.fix', 'is', null)])
  const sooner = eb.and([free, eb('excluded.due', '<', eb.ref('jobs.due'))])
  const replaced = eb.or([eb('jobs.state', '=', 'dead'), sooner])
  return eb.case().when(replaced).then(eb.ref('excluded.due')).else(eb.ref('jobs.due')).end()
}

function againWhenAskedAgain(eb: Jobs) {
  const sooner = eb.or([eb('jobs.again', 'is', null), eb('excluded.due', '<', eb.ref('jobs.again'))])
  const replaced = eb.and([eb('jobs.state', '=', 'leased'), sooner])
  return eb.case().when(replaced).then(eb.ref('excluded.due')).else(eb.ref('jobs.again')).end()
}

/** The job that has been due longest, of a subject none of whose other jobs is running. */
export async function takeJob(db: Kysely<Tables>, lease: Lease): Promise<Taken<Job> | undefined> {
  const now = lease.now.getTime()
  const row = await db
    .updateTable('jobs')
    .set(eb => ({
      state: 'leased',
      due: now + lease.forMs,
      holder: lease.by,
      fence: eb('fence', '+', 1),
      tries: eb('tries', '+', 1),
      again: eb.case().when('again', '<=', now).then(null).else(eb.ref('again')).end(),
    }))
    .where('id', '=', nextJob(db, lease))
    .returningAll()
    .executeTakeFirst()
  if (!row) return undefined
  const { key, effect, subject, body } = row
  return { is: 'job', row: row.id, fence: row.fence, tries: row.tries, it: { key, effect, subject, body } }
}

/** Ends a job, or puts it back to run once more. False when its lease was lost. */
export async function endJob(db: Kysely<Tables>, { row, fence }: Taken<Job>): Promise<boolean> {
  if (await putBack(db, row, fence)) return true
  const { numDeletedRows } = await db
    .deleteFrom('jobs')
    .where('id', '=', row)
    .where('fence', '=', fence)
    .where('state', '=', 'leased')
    .where('again', 'is', null)
    .executeTakeFirst()
  return numDeletedRows > 0
}

/** Puts a job back, or gives it up; but one asked for while it ran is not given up. Nothing when its lease was lost. */
export async function postponeJob(db: Kysely<Tables>, { row, fence }: Taken<Job>, until: Later): Promise<void> {
  if (until.failed?.dead && (await putBack(db, row, fence))) return
  await held(db, row, fence).set(asPostponed(until)).execute()
}

/** Milliseconds. A job held up by a running one of its subject is not due before that one's lease ends. */
export async function nextJobDue(db: Kysely<Tables>): Promise<number | undefined> {
  const jobs = await db
    .selectFrom('jobs')
    .select(eb => [
      'due',
      leasedBeside(eb)
        .select(other => other.fn.max('other.due').as('due'))
        .as('heldUntil'),
    ])
    .where('state', 'in', ['waiting', 'leased'])
    .execute()
  const due = jobs.map(job => Math.max(job.due, job.heldUntil ?? 0))
  return due.length === 0 ? undefined : due.reduce((a, b) => Math.min(a, b))
}

async function putBack(db: Kysely<Tables>, row: number, fence: number): Promise<boolean> {
  const { numUpdatedRows } = await held(db, row, fence)
    .where('again', 'is not', null)
    .set({ state: 'waiting', due: sql<number>`again`, again: null, tries: 0, holder: null, ...UNHARMED })
    .executeTakeFirst()
  return numUpdatedRows > 0
}

/**
 * The row to take: whatever its state, for done ones are gone. A lease that ran out no longer holds up its subject, unless the
 * one who asks is still at it. It is found in the order of an index, and not by looking at all that wait.
 */
export function nextJob(db: Kysely<Tables>, { now, except = [], order }: Lease) {
  const jobs = db
    .selectFrom('jobs')
    // The plus keeps SQLite from searching by the time, and then sorting all that is due.
    .where(sql<number>`+due`, '<=', now.getTime())
    .where('id', 'not in', except)
    .where(eb =>
      eb.not(
        eb.exists(
          leasedBeside(eb)
            .select('other.id')
            .where(held => running(held, now, except)),
        ),
      ),
    )
  return (order === 'people' ? jobs.orderBy('later') : jobs).orderBy('due').orderBy('id').select('id').limit(1)
}

type Beside = ExpressionBuilder<Tables & { other: Tables['jobs'] }, 'other'>
const running = (eb: Beside, now: Date, except: readonly number[]) =>
  eb.or([eb('other.due', '>', now.getTime()), eb('other.id', 'in', except)])

// Jobs without a subject do not wait for each other.
function leasedBeside(eb: ExpressionBuilder<Tables, 'jobs'>) {
  return eb
    .selectFrom('jobs as other')
    .whereRef('other.subject', '=', 'jobs.subject')
    .whereRef('other.id', '<>', 'jobs.id')
    .where('other.subject', '<>', '')
    .where('other.state', '=', 'leased')
}

function held(db: Kysely<Tables>, row: number, fence: number) {
  return db.updateTable('jobs').where('id', '=', row).where('fence', '=', fence).where('state', '=', 'leased')
}
