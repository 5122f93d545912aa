/** What is looked up by series, from the end of each: their readings are many, and nobody needs those of long ago. */
import { type Kysely, sql } from 'kysely'
import type { Reading } from '../core/reading.ts'
import type { Series, SeriesName } from '../core/series.ts'
import type { Wanted } from '../flows/store.ts'
import { isoOnce, msOf, type Row, readingsIn } from './sqlite-reading-rows.ts'
import type { ReadingTables } from './sqlite-schema.ts'

type Db = Kysely<ReadingTables>

/** Notes the series of what is written, each with its oldest reading; what was noted first stays. */
export async function noteSeries(db: Db, rows: readonly Row[]): Promise<void> {
  const firsts = new Map<string, Row>()
  for (const row of rows) {
    const key = JSON.stringify([row.model, row.kpi, row.segment, row.version])
    const known = firsts.get(key)
    if (!known || row.start_at < known.start_at) firsts.set(key, row)
  }
  const noted = JSON.stringify(
    Array.from(firsts.values(), it => [it.model, it.kpi, it.segment, it.version, it.kept, it.start_at, it.n]),
  )
  // Without `where`, SQLite takes what follows for a condition of a join.
  const read = sql<Row>`
    select json_extract(value, '$[0]'), value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6
    from json_each(${noted}) where true`
  await db
    .insertInto('series')
    .columns(['model', 'kpi', 'segment', 'version', 'begun', 'start_at', 'n'])
    .expression(read)
    .onConflict(c => c.doNothing())
    .execute()
}

/** Of which KPIs, segments and versions of a model there are readings. */
export async function seriesOf(db: Db, model: string): Promise<readonly Series[]> {
  const { rows } = await sql<Omit<Series, 'start' | 'end'> & Pick<Row, 'start_at' | 'end_at'>>`
    select s.kpi, s.segment, s.version, s.begun, s.start_at, s.n, r.end_at
    from series s join readings r on r.rowid = (${newestRow})
    where s.model = ${model} order by s.kpi, s.segment, s.version
  `.execute(db)
  const iso = isoOnce()
  return rows.map(({ start_at, end_at, ...row }) => ({ ...row, start: iso(start_at), end: iso(end_at) }))
}

const newestRow = sql`
  select l.rowid from readings l
  where l.model = s.model and l.kpi = s.kpi and l.segment = s.segment and l.version = s.version
  order by l.start_at desc, l.end_at desc limit 1`

interface NewestOf {
  readonly model: string
  readonly series: readonly Wanted[]
  readonly most: number
}

/** Of each series so many at the most, its newest, or the newest of those that began before; oldest first. */
export async function newestOf(db: Db, { model, series, most }: NewestOf): Promise<readonly Reading[]> {
  if (series.length === 0) return []
  const asked = JSON.stringify(
    series.map(({ before, ...it }) => [...namesOf(it), before === undefined ? Number.MAX_SAFE_INTEGER : msOf(before)]),
  )
  // The names of each are known, and to read them again for each reading takes as long as the rest of it.
  const { rows } = await sql<Numbers & { readonly place: number }>`
    select a.place, r.start_at, r.end_at, r.value, r.n, r.available from (
      select key as place, value ->> 0 as kpi, value ->> 1 as segment, value ->> 2 as version, value ->> 3 as before
      from json_each(${asked})
    ) a cross join readings r
    where r.model = ${model} and r.kpi = a.kpi and r.segment = a.segment and r.version = a.version
      and r.start_at < a.before and r.start_at >= coalesce((
        select o.start_at from readings o
        where o.model = ${model} and o.kpi = a.kpi and o.segment = a.segment and o.version = a.version
          and o.start_at < a.before
        order by o.start_at desc limit 1 offset ${most - 1}
      ), ${Number.MIN_SAFE_INTEGER})
  `.execute(db)
  const sorted = rows.sort((a, b) => a.end_at - b.end_at || a.start_at - b.start_at)
  const iso = isoOnce()
  return sorted.flatMap(row => {
    const of = series[row.place]
    if (of === undefined) return []
    const { kpi, segment, version } = of
    const [start, end, available] = [iso(row.start_at), iso(row.end_at), iso(row.available)]
    return { model, kpi, segment, version, start, end, value: row.value, n: row.n, available }
  })
}

type Numbers = Pick<Row, 'start_at' | 'end_at' | 'value' | 'n' | 'available'>

/** How many readings each series has, counted no further than asked; in the order of these. */
export async function sizesOf(db: Db, { model, series, most }: NewestOf): Promise<readonly number[]> {
  const { rows } = await sql<{ readonly size: number }>`
    select k.key, (select count(*) from (
      select 1 from readings r
      where r.model = ${model} and r.kpi = k.value ->> 0 and r.segment = k.value ->> 1 and r.version = k.value ->> 2
      limit ${most}
    )) as size from json_each(${JSON.stringify(series.map(namesOf))}) k order by k.key
  `.execute(db)
  return rows.map(({ size }) => size)
}

const namesOf = ({ kpi, segment, version }: SeriesName) => [kpi, segment, version]

/** What is stored of the same KPIs, segments, versions and periods. */
export async function storedOf(db: Db, readings: readonly Reading[]): Promise<readonly Reading[]> {
  const keys = readings.map(it => [it.model, it.kpi, it.segment, it.version, msOf(it.start), msOf(it.end)])
  const { rows } = await sql<Row>`
    select r.* from json_each(${JSON.stringify(keys)}) k cross join readings r
    where r.model = k.value ->> 0 and r.kpi = k.value ->> 1 and r.segment = k.value ->> 2
      and r.version = k.value ->> 3 and r.start_at = k.value ->> 4 and r.end_at = k.value ->> 5
  `.execute(db)
  return readingsIn(rows)
}

/** One reading of the whole for each KPI and version: the one whose period began last; none that ended before `since`. */
export async function newestReadings(db: Db, since: string): Promise<readonly Reading[]> {
  const { rows } = await sql<Row>`
    select r.* from series s join readings r on r.rowid = (${newestRow})
    where s.segment = '' and r.end_at > ${msOf(since)} order by s.model, s.kpi, s.version
  `.execute(db)
  return readingsIn(rows)
}
