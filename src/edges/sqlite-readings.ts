import type { Kysely, Selectable } from 'kysely'
import type { Reading } from '../core/reading.ts'
import type { Added, Store } from '../flows/store.ts'
import type { ReadingTables } from './sqlite-schema.ts'

type Row = Selectable<ReadingTables['readings']>

// 2,000 rows of nine values stay under SQLite's 32,766 and PostgreSQL's 65,535 parameters.
const rowsAtOnce = 2_000

/**
 * Keeps readings, all or none, and says what became of them. A reading is known by model, KPI, segment, version and
 * period. The first one stays; another value or count revises it only if it became available later.
 */
export async function addReadings(db: Kysely<ReadingTables>, readings: readonly Reading[]): Promise<Added> {
  const rows = distinct(readings.map(rowOf))
  const added = { fresh: 0, revised: 0 }
  await db.transaction().execute(async trx => {
    for (let from = 0; from < rows.length; from += rowsAtOnce) {
      const some = rows.slice(from, from + rowsAtOnce)
      const fresh = await insert(trx, some)
      added.fresh += fresh
      if (fresh < some.length) added.revised += await revise(trx, some)
    }
  })
  return { ...added, same: readings.length - added.fresh - added.revised }
}

const KEY = ['model', 'kpi', 'segment', 'version', 'start_at', 'end_at'] as const

async function insert(db: Kysely<ReadingTables>, rows: readonly Row[]): Promise<number> {
  const missing = db
    .insertInto('readings')
    .values(rows)
    .onConflict(c => c.columns(KEY).doNothing())
  return Number((await missing.executeTakeFirst()).numInsertedOrUpdatedRows ?? 0)
}

/** All of them are there by now: only what differs and is newer is written. */
async function revise(db: Kysely<ReadingTables>, rows: readonly Row[]): Promise<number> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('readings')
    .values(rows)
    .onConflict(c =>
      c
        .columns(KEY)
        .doUpdateSet(eb => ({
          value: eb.ref('excluded.value'),
          n: eb.ref('excluded.n'),
          available: eb.ref('excluded.available'),
        }))
        .whereRef('excluded.available', '>', 'readings.available')
        .where(eb =>
          eb.or([eb('excluded.value', '<>', eb.ref('readings.value')), eb('excluded.n', '<>', eb.ref('readings.n'))]),
        ),
    )
    .executeTakeFirst()
  return Number(numInsertedOrUpdatedRows ?? 0)
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
function distinct(rows: readonly Row[]): readonly Row[] {
  const byKey = new Map<string, Row>()
  for (const row of rows) {
    const key = JSON.stringify([row.model, row.kpi, row.segment, row.version, row.start_at, row.end_at])
    const known = byKey.get(key)
    const same = known && known.value === row.value && known.n === row.n
    if (!known || (row.available > known.available && !same)) byKey.set(key, row)
  }
  return [...byKey.values()]
}

function rowOf(reading: Reading): Row {
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
