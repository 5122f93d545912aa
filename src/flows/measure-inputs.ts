import type { InputDrift } from '../core/input-drift.ts'
import { type InputWindow, inputWindow, isDrifting, isUnjudged } from '../core/input-window.ts'
import type { Query } from '../core/kpi.ts'
import type { Model } from '../core/model.ts'
import { periodEnd } from '../core/period.ts'
import { type Problem, ProblemError, problem } from '../core/problem.ts'
import { digestOfQuery, type Profile, profileId } from '../core/profile.ts'
import type { Reading } from '../core/reading.ts'
import type { Window } from '../sources/count-statement.ts'
import { says } from '../words/says.ts'
import { countingOf } from './count-window.ts'
import { driftedInputs } from './drifted-inputs.ts'
import { inputsProblem } from './inputs-problem.ts'
import type { Measuring } from './measure.ts'
import type { Onlooker } from './world.ts'

/**
 * Counts each whole period against the profile, and keeps which inputs have drifted and how many; returned is what cannot be
 * said of them. The reference is not read again.
 */
export async function measureInputs(
  world: Onlooker,
  model: Model,
  id: string,
  { start, end }: { readonly start: Date; readonly end: Date },
  keep: Measuring['keep'] | undefined,
): Promise<readonly Problem[]> {
  const query = model.queries?.[id] as Query
  const { profiles } = await world.policy()
  const profile = profileFor(model, id, profiles[profileId(model.id)])
  const every = query.every ?? 'day'
  const counting = countingOf(query.sql ?? '', profile.columns)
  let before = await windowsBefore(world, model, start)
  const problems: Problem[] = []
  for (let at = start.getTime(); at < end.getTime(); at = periodEnd(every, at)) {
    const period = { start: new Date(at), end: new Date(periodEnd(every, at)) }
    const window = await counting(asked => world.see.query(query.connection, asked, period))
    const available = world.now().toISOString()
    const read = inputReadings(model, id, profile, { window, ...period, available, before })
    before = read.windows
    // First: with its reading, a period is measured, and not asked for again.
    if (keep) {
      await world.store.keepInputs(read.windows)
      await keep(read.readings)
    }
    // Of several, the first is told: the newest says how it is now.
    problems.unshift(...read.problems)
  }
  return problems
}

/** What was found in the period right before. */
async function windowsBefore({ store }: Onlooker, { id }: Model, start: Date): Promise<readonly InputWindow[]> {
  const since = new Date(start.getTime() - 1).toISOString()
  const windows = await store.inputWindows({ model: id, since })
  return windows.filter(({ end }) => end === start.toISOString())
}

/** The profile of this very query, or why there is none. */
function profileFor(model: Model, id: string, profile: Profile | undefined): Profile {
  const { noProfile, staleProfile } = says.measureInputs
  if (profile === undefined) throw new ProblemError([problem('no-profile', ...noProfile(model.id))])
  const query = model.queries?.[id]
  if (profile.query === id && query && profile.asked === digestOfQuery(query)) return profile
  throw new ProblemError([problem('stale-profile', ...staleProfile(model.id))])
}

export interface CountedWindow {
  readonly window: Window
  readonly start: Date
  readonly end: Date
  readonly available: string
  /** What was found in the period before. */
  readonly before?: readonly InputWindow[]
}

/**
 * One reading for each KPI of drift and each version: the inputs are the same whatever runs. One bad column is told, and stops
 * no other; where most cannot be judged, there is no reading: what was not compared has not stayed as it was. What each column did is kept beside it, and is no reading: a part of the
 * table is no part of the cases.
 */
export function inputReadings(
  model: Model,
  query: string,
  profile: Profile,
  { window, start, end, available, before = [] }: CountedWindow,
): {
  readonly readings: readonly Reading[]
  readonly windows: readonly InputWindow[]
  readonly problems: readonly Problem[]
} {
  const kpis = Object.entries(model.kpis ?? {}).filter(([, kpi]) => kpi.query === query)
  const versions = [...new Set([...Object.keys(model.versions ?? {}), model.serving.version])]
  const period = { model: model.id, start: start.toISOString(), end: end.toISOString(), available }
  const told = kpis.flatMap(([id, { drift }]) => {
    const last = before.find(it => it.kpi === id)
    return drift ? [{ id, ...driftOf(drift, profile, window, last), method: drift.method }] : []
  })
  const problems = told.flatMap(({ id, all, value }) => {
    const of = { model: model.id, query, kpi: id, day: period.start.slice(0, 10), isRead: value !== undefined }
    return inputsProblem(of, all) ?? []
  })
  const readings = told.flatMap(({ id, value }) =>
    value === undefined
      ? []
      : versions.map(version => ({ ...period, segment: '', kpi: id, version, value, n: window.rows })),
  )
  const windows = told.map(({ id, method, all }) => inputWindow({ ...period, kpi: id, method }, all))
  return { readings, windows, problems }
}

/** One that has drifted is enough to say so; that none has, half of them have to say. What nobody can judge is what it was. */
function driftOf(drift: InputDrift, profile: Profile, window: Window, before: InputWindow | undefined) {
  const named = before?.inputs.filter(isDrifting).map(({ column }) => column) ?? []
  const drifting = new Set([...named, ...(before?.drifting ?? [])])
  const all = driftedInputs(drift, profile, window).map(it =>
    isUnjudged(it) && drifting.has(it.column) ? { ...it, still: true as const } : it,
  )
  const value = all.filter(isDrifting).length
  const judged = all.filter(it => !isUnjudged(it)).length
  return value > 0 || 2 * judged >= all.length ? { all, value } : { all }
}
