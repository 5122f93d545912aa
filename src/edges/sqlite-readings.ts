import type { CompiledQuery, Kysely, Selectable } from 'kysely'
import type { Reading } from '../core/reading.ts'
import type { Added, Store } from '../flows/store.ts'
import type { ReadingTables } from './sqlite-schema.ts'

type Row = Selectable<ReadingTables['readings']>

const KEY = ['model', 'kpi', 'segment', 'version', 'start_at', 'end_at'] as const

/**
 * Keeps readings, all or none, and says what became of them. A reading is known by model, KPI, segment, version and
 * period. The first one stays; another value or count revises it only if it became available later.
 */
export async function addReadings(db: Kysely<ReadingTables>, readings: readonly Reading[]): Promise<Added> {
  const given = distinct(readings.map(rowOf))
  const added = { fresh: 0, revised: 0 }
  if (given.length === 0) return { ...added, same: 0 }
  await db.transaction().execute(async trx => {
    const kept = (await lastKept(trx)) + 1
    const rows = given.map(row => ({ ...row, kept }))
    for (const some of inSizes(rows)) {
      const fresh = await written(trx, some, inserts)
      added.fresh += fresh
      if (fresh < some.length) added.revised += await written(trx, some, revisions)
    }
  })
  return { ...added, same: readings.length - added.fresh - added.revised }
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
const [inserts, revisions] = [keptBySize(insert), keptBySize(revise)]

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

/** All of them are there by now: only what differs and is newer is written. */
function revise(db: Kysely<ReadingTables>, rows: readonly Row[]): CompiledQuery {
  return db
    .insertInto('readings')
    .values(rows)
    .onConflict(c =>
      c
        .columns(KEY)
        .doUpdateSet(eb => ({
          value: eb.ref('excluded.value'),
          n: eb.ref('excluded.n'),
          available: eb.ref('excluded.available'),
          kept: eb.ref('excluded.kept'),
        }))
        .whereRef('excluded.available', '>', 'readings.available')
        .where(eb =>
          eb.or([eb('excluded.value', '<>', eb.ref('readings.value')), eb('excluded.n', '<>', eb.ref('readings.n'))]),
        ),
    )
    .compile()
}

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
  of: Parameters<Store['readings']>[0],
): Promise<readonly Reading[]> {
  let query = db.selectFrom('readings').selectAll().where('model', '=', of.model)
  if (of.kpi !== undefined) query = query.where('kpi', '=', of.kpi)
  if (of.since !== undefined) query = query.where('end_at', '>', ms(of.since))
  const inOrder = query.orderBy('end_at').orderBy('start_at').orderBy('kpi').orderBy('segment').orderBy('version')
  return readingsIn(await inOrder.execute())
}

/** One reading of the whole for each KPI and version: the one whose period ended last. */
export async function newestReadings(db: Kysely<ReadingTables>, since: string): Promise<readonly Reading[]> {
  const last = db
    .selectFrom('readings')
    .select(eb => ['model', 'kpi', 'version', eb.fn.max('end_at').as('end_at')])
    .where('segment', '=', '')
    .where('end_at', '>', ms(since))
    .groupBy(['model', 'kpi', 'version'])
  const rows = await db
    .selectFrom('readings as r')
    .innerJoin(last.as('last'), on =>
      on
        .onRef('last.model', '=', 'r.model')
        .onRef('last.kpi', '=', 'r.kpi')
        .onRef('last.version', '=', 'r.version')
        .onRef('last.end_at', '=', 'r.end_at'),
    )
    .selectAll('r')
    .where('r.segment', '=', '')
    .orderBy('r.model')
    .orderBy('r.kpi')
    .orderBy('r.version')
    .orderBy('r.start_at')
    .execute()
  const one = new Map(rows.map(row => [JSON.stringify([row.model, row.kpi, row.version]), row]))
  return readingsIn([...one.values()])
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

function rowOf(reading: Reading): Omit<Row, 'kept'> {
  const { model, kpi, segment, version, value, n, start, end, available } = reading
  if (!Number.isFinite(value)) throw new TypeError(`A reading of ${model}/${kpi} is ${value}, which is no number.`)
  return { model, kpi, segment, version, value, n, start_at: ms(start), end_at: ms(end), available: ms(available) }
}

/** Most moments stand in many rows, and to write one as ISO costs more than to read its row. */
function readingsIn(rows: readonly Row[]): readonly Reading[] {
  const known = new Map<number, string>()
  const iso = (at: number) => {
    const text = known.get(at) ?? new Date(at).toISOString()
    known.set(at, text)
    return text
  }
  return rows.map(({ model, kpi, segment, version, value, n, ...row }) => {
    const [start, end, available] = [iso(row.start_at), iso(row.end_at), iso(row.available)]
    return { model, kpi, segment, version, start, end, value, n, available }
  })
}

function ms(time: string): number {
  const at = Date.parse(time)
  if (Number.isNaN(at)) throw new TypeError(`'${time}' is not a time. A time is written like 2026-03-02T09:00:00Z.`)
  return at
}
