import type { Query } from '../core/kpi.ts'
import type { Model } from '../core/model.ts'
import { lastPeriods, periodStart } from '../core/period.ts'
import { ProblemError } from '../core/problem.ts'
import { askedOf } from '../core/query-forms.ts'
import type { Reading } from '../core/reading.ts'
import { newestEnds } from '../core/rest.ts'
import { readingsFrom } from '../sources/duckdb.ts'
import { measureInputs } from './measure-inputs.ts'
import type { Onlooker } from './world.ts'

/** How many periods a model without `since` is measured back when it is new. */
const FIRST_PERIODS = 13

/** What a round knows already, and does in another way than each query by itself. */
export interface Measuring {
  /** By KPI the end of its newest reading. Left out: it is read. */
  readonly ends?: ReadonlyMap<string, string>
  readonly keep: (readings: readonly Reading[]) => Promise<unknown>
}

/** Whole periods since the last reading, asked for at once. A query whose readings are pushed brings none here. */
export async function measure(world: Onlooker, model: Model, id: string, { ends, keep }: Measuring): Promise<void> {
  const query = model.queries?.[id]
  if (!query?.every) return
  const kpis = Object.keys(model.kpis ?? {}).filter(kpi => model.kpis?.[kpi]?.query === id)
  // Nobody compares such inputs, so no count would ever be kept, and each round would ask for all of them anew.
  if (query.returns === 'inputs' && kpis.length === 0) return
  const window = due(world, query, kpis, ends ?? (await endsOf(world, model)))
  if (!window) return
  if (query.returns === 'inputs') return measureInputs(world, model, id, window, keep)
  const rows = await world.see.query(query.connection, askedOf(query), window)
  const { readings, problems } = readingsFrom(model, id, rows, world.now().toISOString())
  await keep(readings)
  if (problems.length > 0) throw new ProblemError(problems)
}

async function endsOf(world: Onlooker, { id }: Model): Promise<ReadonlyMap<string, string>> {
  return newestEnds(await world.store.readings({ model: id }))
}

function due(
  world: Onlooker,
  query: Query,
  kpis: readonly string[],
  known: ReadonlyMap<string, string>,
): { start: Date; end: Date } | undefined {
  const every = query.every ?? 'day'
  const ends = kpis.map(kpi => known.get(kpi))
  // The KPI that is furthest behind decides: the same reading twice is one reading.
  const last = ends.includes(undefined) ? undefined : ends.sort()[0]
  const first =
    query.since === undefined
      ? lastPeriods(every, world.now(), FIRST_PERIODS).start
      : new Date(periodStart(every, Date.parse(query.since)))
  const start = last === undefined ? first : new Date(last)
  const end = new Date(periodStart(every, world.now().getTime()))
  return end > start ? { start, end } : undefined
}
