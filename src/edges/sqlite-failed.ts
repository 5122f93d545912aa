/** What failed or is not done, in the inbox and in the outbox alike. */
import { type ExpressionBuilder, type Kysely, sql } from 'kysely'
import type { Stuck } from '../core/trouble.ts'
import type { Later, Store } from '../flows/store.ts'
import type { Tables } from './sqlite-schema.ts'

/** As it is after a try that did not fail. */
export const UNHARMED = { why: null, fix: null, failing_since: null } as const

type Row = ExpressionBuilder<Tables, 'inbox' | 'jobs'>

/** The columns of a row that is put off. Since when it fails is kept from the first of its failures. */
export function asPostponed({ at, why, failed }: Later) {
  return (eb: Row) => ({
    state: failed?.dead ? ('dead' as const) : ('waiting' as const),
    due: at.getTime(),
    holder: null,
    why,
    fix: failed?.fix ?? null,
    failing_since: failed ? eb.fn.coalesce('failing_since', sql<number>`${failed.now.getTime()}`) : null,
  })
}

/** Everything whose last try failed, counted by what it is and by what would mend it; the longest failing first. */
export async function stuck(db: Kysely<Tables>): Promise<readonly Stuck[]> {
  const [messages, jobs] = [await failing(db, 'inbox', 'flow'), await failing(db, 'jobs', 'effect')]
  return [...messages, ...jobs].sort((a, b) => (a.since < b.since ? -1 : 1))
}

async function failing(db: Kysely<Tables>, table: 'inbox' | 'jobs', name: 'flow' | 'effect'): Promise<Stuck[]> {
  const { rows } = await sql<{ work: string; fix: string; says: string; since: number; many: number; dead: number }>`
    select ${sql.ref(name)} as work, fix, min(why) as says, min(failing_since) as since, count(*) as many,
      max(case when state = 'dead' then 1 else 0 end) as dead
    from ${sql.table(table)} where fix is not null group by ${sql.ref(name)}, fix`.execute(db)
  return rows.map(({ since, many, dead, ...row }) => ({
    ...row,
    since: new Date(since).toISOString(),
    count: many,
    dead: dead === 1,
  }))
}

/** How many messages and jobs are not done, by how they stand. */
export async function work(db: Kysely<Tables>): ReturnType<Store['work']> {
  const counted = async (table: 'inbox' | 'jobs', is: 'message' | 'job') => {
    const rows = await db
      .selectFrom(table)
      .select(eb => ['state', eb.fn.countAll<number>().as('count')])
      .where('state', 'in', ['waiting', 'leased', 'dead'])
      .groupBy('state')
      .orderBy('state')
      .execute()
    return rows.map(({ state, count }) => ({ is, state, count: Number(count) }))
  }
  return [...(await counted('inbox', 'message')), ...(await counted('jobs', 'job'))]
}
