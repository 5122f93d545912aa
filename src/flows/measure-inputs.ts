import type { InputDrift } from '../core/input-drift.ts'
import { type InputJudged, type InputWindow, inputWindow, isUnjudged } from '../core/input-window.ts'
import type { Query } from '../core/kpi.ts'
import type { Model } from '../core/model.ts'
import { periodEnd } from '../core/period.ts'
import { type Problem, ProblemError, problem } from '../core/problem.ts'
import { digestOfQuery, type Profile, profileId } from '../core/profile.ts'
import type { Reading } from '../core/reading.ts'
import { type Window, windowFrom } from '../sources/count-statement.ts'
import { countsAsked } from '../sources/counts-asked.ts'
import { driftedInputs } from './drifted-inputs.ts'
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
  keep: Measuring['keep'],
): Promise<readonly Problem[]> {
  const query = model.queries?.[id] as Query
  const { profiles } = await world.policy()
  const profile = profileFor(model, id, profiles[profileId(model.id)])
  const every = query.every ?? 'day'
  const problems: Problem[] = []
  for (let at = start.getTime(); at < end.getTime(); at = periodEnd(every, at)) {
    const period = { start: new Date(at), end: new Date(periodEnd(every, at)) }
    const asked = countsAsked(query.sql ?? '', profile.columns)
    const window = windowFrom(profile.columns, await world.see.query(query.connection, asked, period))
    const read = inputReadings(model, id, profile, { window, ...period, available: world.now().toISOString() })
    // First: with its reading, a period is measured, and not asked for again.
    await world.store.keepInputs(read.windows)
    await keep(read.readings)
    problems.push(...read.problems)
  }
  return problems
}

/** The profile of this very query, or why there is none. */
function profileFor(model: Model, id: string, profile: Profile | undefined): Profile {
  const fix = `Count it and have it reviewed: kedge profile ${model.id} --write`
  if (profile === undefined)
    throw new ProblemError([problem('no-profile', `${model.id}: its inputs have no profile to be compared with`, fix)])
  const query = model.queries?.[id]
  if (profile.query === id && query && profile.asked === digestOfQuery(query)) return profile
  throw new ProblemError([problem('stale-profile', `${model.id}: its profile was counted by another query`, fix)])
}

export interface CountedWindow {
  readonly window: Window
  readonly start: Date
  readonly end: Date
  readonly available: string
}

/**
 * One reading for each KPI of drift and each version: the inputs are the same whatever runs. Where nobody can say, there is
 * none: what was not compared has not stayed as it was. What each column did is kept beside it, and is no reading: a part of the
 * table is no part of the cases.
 */
export function inputReadings(
  model: Model,
  query: string,
  profile: Profile,
  { window, start, end, available }: CountedWindow,
): {
  readonly readings: readonly Reading[]
  readonly windows: readonly InputWindow[]
  readonly problems: readonly Problem[]
} {
  const kpis = Object.entries(model.kpis ?? {}).filter(([, kpi]) => kpi.query === query)
  const versions = [...new Set([...Object.keys(model.versions ?? {}), model.serving.version])]
  const period = { model: model.id, start: start.toISOString(), end: end.toISOString(), available }
  const told = kpis.flatMap(([id, { drift }]) =>
    drift ? [{ id, ...driftOf(drift, profile, window), method: drift.method }] : [],
  )
  const problems = told.flatMap(({ id, unknown }) =>
    unknown.length > 0 ? [cannotSay(`${model.id}: ${id} of ${period.start.slice(0, 10)}`, unknown)] : [],
  )
  const readings = told.flatMap(({ id, value, n }) =>
    value === undefined ? [] : versions.map(version => ({ ...period, segment: '', kpi: id, version, value, n })),
  )
  const windows = told.map(({ id, method, all }) => inputWindow({ ...period, kpi: id, method }, all))
  return { readings, windows, problems }
}

/** One that has drifted is enough to say so; that none has, only all of them can say. */
function driftOf(drift: InputDrift, profile: Profile, window: Window) {
  const all = driftedInputs(drift, profile, window)
  const drifted = all.filter(it => it.is === 'drift').length
  const unknown = all.filter(isUnjudged)
  const n = all.filter(it => !isUnjudged(it)).reduce((least, it) => Math.min(least, it.used), window.rows)
  return unknown.length > 0 && drifted === 0 ? { all, unknown, n } : { all, unknown, n, value: drifted }
}

function cannotSay(what: string, unknown: readonly InputJudged[]): Problem {
  const few = unknown.filter(it => it.is === 'insufficient-data')
  const rows = few.map(it => `${it.column} has ${it.used} of the ${it.needs} rows it takes`)
  const says = few.length > 0 ? rows.join(', ') : `${unknown.map(it => it.column).join(', ')} cannot be calibrated`
  const fix =
    few.length > 0
      ? 'Ask for longer periods, or count the profile with fewer --bins.'
      : 'Count the profile over six whole periods at the least, or write a number as `threshold`.'
  return problem('undecided-drift', `${what}: ${says}`, fix)
}
