import { type AskedBefore, dueOf } from '../core/due.ts'
import type { Model } from '../core/model.ts'
import { type Problem, ProblemError, problem } from '../core/problem.ts'
import { profileId } from '../core/profile.ts'
import { askedOf } from '../core/query-forms.ts'
import type { Reading } from '../core/reading.ts'
import { newestEnds } from '../core/rest.ts'
import { MOST_SERIES, type SeriesName } from '../core/series.ts'
import { readingsFrom } from '../sources/query-rows.ts'
import { says } from '../words/says.ts'
import { withRoom } from './begun-series.ts'
import { versionsIn } from './evidence.ts'
import { queryNamed } from './failing.ts'
import { isOfSomeInputs } from './inputs-problem.ts'
import { measureInputs } from './measure-inputs.ts'
import { SomeValuesError } from './some-values.ts'
import type { Store } from './store.ts'
import type { Onlooker } from './world.ts'

/** What a query was asked for last by the rounds of this process, and what was wrong with the answer. */
export type AskedLately = Map<string, Answered>
interface Answered extends AskedBefore {
  readonly problems: readonly Problem[]
  /** Whose values are missing, where the others are there. */
  readonly lacking?: readonly SeriesName[]
  /** Digest of the profile its inputs were held against. */
  readonly profile: string | undefined
}
const lately = new WeakMap<Store, AskedLately>()

export function askedLately(store: Store): AskedLately {
  const known = lately.get(store) ?? new Map()
  lately.set(store, known)
  return known
}

/** What a round knows already, and does in another way than each query by itself. */
export interface Measuring {
  /** By KPI the end of its newest reading. Left out: it is read. */
  readonly ends?: ReadonlyMap<string, string>
  readonly asked: AskedLately
  readonly keep: (readings: readonly Reading[]) => Promise<unknown>
}

/**
 * Whole periods since the last reading, asked for at once. A query whose readings are pushed brings none here. A process that
 * starts hears what is wrong with the newest period, which the one before it kept, and keeps nothing of it anew.
 */
export async function measure(world: Onlooker, model: Model, id: string, by: Measuring): Promise<void> {
  const query = model.queries?.[id]
  if (!query?.every) return
  const kpis = Object.keys(model.kpis ?? {}).filter(kpi => model.kpis?.[kpi]?.query === id)
  // Nobody compares such inputs, so no count would ever be kept, and each round would ask for all of them anew.
  if (query.returns === 'inputs' && kpis.length === 0) return
  const name = queryNamed(id, model)
  const before = by.asked.get(name)
  const due = dueOf({ query, kpis, ends: by.ends ?? (await endsOf(world, model)), before, now: world.now() })
  const profile = query.returns === 'inputs' ? (await world.policy()).profiles[profileId(model.id)]?.digest : undefined
  if (due.is === 'nothing' && !isStillBad(before, model, id, profile)) return
  if (due.is === 'due' || due.is === 'unheard') {
    const keep = due.is === 'due' ? by.keep : undefined
    by.asked.set(name, { ...due, ...(await answered(world, model, id, due, keep)), profile })
  }
  // What was wrong with an answer is wrong until there is another.
  const { problems = [], lacking } = by.asked.get(name) ?? {}
  if (problems.length === 0) return
  throw lacking ? new SomeValuesError(problems, lacking) : new ProblemError(problems)
}

/** A bad column, value or row has no reading of its own that would be missed: it is told until there is another window, query or profile. */
function isStillBad(before: Answered | undefined, model: Model, id: string, profile: string | undefined): boolean {
  if (before === undefined || before.profile !== profile) return false
  const isInputs = model.queries?.[id]?.returns === 'inputs'
  const isBad = isInputs ? isOfSomeInputs(before.problems) : (before.lacking ?? before.problems).length > 0
  return isBad && JSON.stringify(before.query) === JSON.stringify(model.queries?.[id])
}

async function answered(
  world: Onlooker,
  model: Model,
  id: string,
  due: Pick<AskedBefore, 'query' | 'start' | 'end'>,
  keep: Measuring['keep'] | undefined,
): Promise<Pick<Answered, 'problems' | 'lacking'>> {
  const { query } = due
  const window = { start: new Date(due.start), end: new Date(due.end) }
  if (query.returns === 'inputs') return { problems: await measureInputs(world, model, id, window, keep) }
  const rows = await world.see.query(query.connection, askedOf(query), window)
  const { readings, problems, lacking } = readingsFrom(model, id, rows, world.now().toISOString())
  const { fit, left, begin } = await roomFor(world, model, readings)
  if (keep) {
    begin()
    await keep(fit)
  }
  const crowd = left.map(it => problem('too-many-series', ...says.queryRows.crowd(id, it, MOST_SERIES)))
  const missing = problems.length === 0 ? [] : lacking
  return { problems: [...problems, ...crowd.slice(0, 1)], ...(missing && { lacking: [...missing, ...left] }) }
}

/** What the file of a model names is not looked up: of ten thousand models that is nearly all. */
async function roomFor({ store }: Onlooker, model: Model, readings: readonly Reading[]) {
  const named = new Set(versionsIn(model))
  if (readings.every(({ segment, version }) => segment === '' && named.has(version)))
    return { fit: readings, left: [], begin: () => undefined }
  return withRoom(store, readings)
}

async function endsOf(world: Onlooker, { id }: Model): Promise<ReadonlyMap<string, string>> {
  return newestEnds(await world.store.series(id))
}
