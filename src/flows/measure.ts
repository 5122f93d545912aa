import type { Query } from '../core/kpi.ts'
import type { Model } from '../core/model.ts'
import { lastPeriods, periodStart } from '../core/period.ts'
import { ProblemError } from '../core/problem.ts'
import { askedOf } from '../core/query-forms.ts'
import { readingsFrom } from '../sources/duckdb.ts'
import { measureInputs } from './measure-inputs.ts'
import type { Onlooker } from './world.ts'

/** How many periods a model without `since` is measured back when it is new. */
const FIRST_PERIODS = 13

/** Whole periods since the last reading, asked for at once. A query whose readings are pushed brings none here. */
export async function measure(world: Onlooker, model: Model, id: string): Promise<void> {
  const query = model.queries?.[id]
  if (!query?.every) return
  const kpis = Object.keys(model.kpis ?? {}).filter(kpi => model.kpis?.[kpi]?.query === id)
  // Nobody compares such inputs, so no count would ever be kept, and each round would ask for all of them anew.
  if (query.returns === 'inputs' && kpis.length === 0) return
  const window = await due(world, model, query, kpis)
  if (!window) return
  if (query.returns === 'inputs') return measureInputs(world, model, id, window)
  const rows = await world.see.query(query.connection, askedOf(query), window)
  const { readings, problems } = readingsFrom(model, id, rows, world.now().toISOString())
  await world.store.addReadings(readings)
  if (problems.length > 0) throw new ProblemError(problems)
}

async function due(
  world: Onlooker,
  model: Model,
  query: Query,
  kpis: readonly string[],
): Promise<{ start: Date; end: Date } | undefined> {
  const every = query.every ?? 'day'
  const all = await world.store.readings({ model: model.id })
  const ends = kpis.map(kpi => all.findLast(r => r.kpi === kpi)?.end)
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
