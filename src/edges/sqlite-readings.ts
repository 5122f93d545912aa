import type { CompiledQuery, ExpressionBuilder, Kysely, OnConflictDatabase, OnConflictTables } from 'kysely'
import type { Reading } from '../core/reading.ts'
import type { Added, ReadingsOf, Store } from '../flows/store.ts'
import { msOf, type Row, readingsIn, rowOf } from './sqlite-reading-rows.ts'
import type { ReadingTables } from './sqlite-schema.ts'
import { noteSeries } from './sqlite-series.ts'

const KEY = ['model', 'kpi', 'segment', 'version', 'start_at', 'end_at'] as const

/**
 * Keeps readings, all or none, and says what became of them. A reading is known by model, KPI, segment, version and
 * period. The first one stays; another value or count revises it only if it became available later.
 */
export const addReadings = (db: Kysely<ReadingTables>, readings: readonly Reading[]) => added(db, readings, revisions)

/** The same, where another value or count revises it in any case: whoever sends it knows what was sent before. */
export const sentReadings = (db: Kysely<ReadingTables>, readings: readonly Reading[]) =>
  added(db, readings, corrections)

async function added(db: Kysely<ReadingTables>, readings: readonly Reading[], revision: Statement): Promise<Added> {
  const given = distinct(readings.map(rowOf))
  const counts = { fresh: 0, revised: 0 }
  if (given.length === 0) return { ...counts, same: 0 }
  await db.transaction().execute(async trx => {
    const kept = (await lastKept(trx)) + 1
    const rows = given.map(row => ({ ...row, kept }))
    await noteSeries(trx, rows)
    for (const some of inSizes(rows)) {
      const fresh = await written(trx, some, inserts)
      counts.fresh += fresh
      if (fresh < some.length) counts.revised += await written(trx, some, revision)
    }
  })
  return { ...counts, same: readings.length - counts.fresh - counts.revised }
}

/** The number of the last batch; a transaction that writes has the only one that follows. */
async function lastKept(db: Kysely<ReadingTables>): Promise<number> {
  const last = await db
    .selectFrom('readings')
    .select(eb => eb.fn.max('kept').as('kept'))
    .executeTakeFirst()
  return last?.kept ?? 0
}

/** Statements are made for so many rows at once: to make one costs more than to run it. */
const SIZES = [400, 40, 4, 1]

function* inSizes(rows: readonly Row[]): Generator<readonly Row[]> {
  let from = 0
  for (const size of SIZES) {
    for (; rows.length - from >= size; from += size) yield rows.slice(from, from + size)
  }
}

type Statement = (db: Kysely<ReadingTables>, rows: readonly Row[]) => CompiledQuery
const [inserts, revisions, corrections] = [keptBySize(insert), keptBySize(revise(false)), keptBySize(revise(true))]

function keptBySize(make: Statement): Statement {
  const made = new Map<number, CompiledQuery>()
  return (db, rows) => {
    const known = made.get(rows.length) ?? make(db, rows)
    made.set(rows.length, known)
    return known
  }
}

/** How many rows it wrote. */
async function written(db: Kysely<ReadingTables>, rows: readonly Row[], statement: Statement): Promise<number> {
  const { numAffectedRows } = await db.executeQuery({ ...statement(db, rows), parameters: rows.flatMap(valuesOf) })
  return Number(numAffectedRows ?? 0)
}

/** In the order in which `rowOf` names them, which is that of the statements. */
const valuesOf = (row: Row): readonly unknown[] => Object.values(row)

function insert(db: Kysely<ReadingTables>, rows: readonly Row[]): CompiledQuery {
  return db
    .insertInto('readings')
    .values(rows)
    .onConflict(c => c.columns(KEY).doNothing())
    .compile()
}

/** All of them are there by now: of those that differ, what is newer is written; of what was `sent`, all. */
function revise(sent: boolean): Statement {
  return (db, rows) =>
    db
      .insertInto('readings')
      .values(rows)
      .onConflict(c => {
        const available = (eb: Both) => (sent ? later(eb) : eb.ref('excluded.available'))
        const update = c.columns(KEY).doUpdateSet(eb => ({ ...numbersOf(eb), available: available(eb) }))
        return (sent ? update : update.whereRef('excluded.available', '>', 'readings.available')).where(differs)
      })
      .compile()
}

type Both = ExpressionBuilder<OnConflictDatabase<ReadingTables, 'readings'>, OnConflictTables<'readings'>>

const numbersOf = (eb: Both) => ({
  value: eb.ref('excluded.value'),
  n: eb.ref('excluded.n'),
  kept: eb.ref('excluded.kept'),
})

const differs = (eb: Both) =>
  eb.or([eb('excluded.value', '<>', eb.ref('readings.value')), eb('excluded.n', '<>', eb.ref('readings.n'))])

/** Newer than what was there: a clock may have been put back meanwhile. */
const later = (eb: Both) =>
  eb
    .case()
    .when(eb('excluded.available', '>', eb.ref('readings.available')))
    .then(eb.ref('excluded.available'))
    .else(eb('readings.available', '+', eb.lit(1)))
    .end()

/** More than this is not read at once. */
const mostAfter = 100_000

/** What was written since the batch of this number, and the number of the last one. */
export async function readingsAfter(db: Kysely<ReadingTables>, kept: number): ReturnType<Store['readingsAfter']> {
  const last = await lastKept(db)
  if (last <= kept) return { last, readings: [] }
  const rows = await db
    .selectFrom('readings')
    .selectAll()
    .where('kept', '>', kept)
    .where('kept', '<=', last)
    .limit(mostAfter + 1)
    .execute()
  return { last, readings: rows.length > mostAfter ? 'many' : readingsIn(rows) }
}

/** Oldest first by the end of the period; periods that end after `since`. */
export async function readingsOf(
  db: Kysely<ReadingTables>,
  { model, since, ...exactly }: ReadingsOf,
): Promise<readonly Reading[]> {
  let query = db.selectFrom('readings').selectAll().where('model', '=', model)
  for (const column of ['kpi', 'segment', 'version'] as const) {
    const value = exactly[column]
    if (value !== undefined) query = query.where(column, '=', value)
  }
  if (since !== undefined) query = query.where('end_at', '>', msOf(since))
  const inOrder = query.orderBy('end_at').orderBy('start_at').orderBy('kpi').orderBy('segment').orderBy('version')
  return readingsIn(await inOrder.execute())
}

// PostgreSQL refuses to touch one row twice in a statement, so what stands twice in a batch is settled here.
function distinct<T extends Omit<Row, 'kept'>>(rows: readonly T[]): readonly T[] {
  const byKey = new Map<string, T>()
  for (const row of rows) {
    const key = JSON.stringify([row.model, row.kpi, row.segment, row.version, row.start_at, row.end_at])
    const known = byKey.get(key)
    const same = known && known.value === row.value && known.n === row.n
    if (!known || (row.available > known.available && !same)) byKey.set(key, row)
  }
  return [...byKey.values()]
}
