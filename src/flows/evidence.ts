import { broughtBy } from '../core/brought.ts'
import { type Comparison, type Finding, isWayBack } from '../core/change.ts'
import { type Change, movesOf } from '../core/change-state.ts'
import { compareOnSameCases } from '../core/comparison.ts'
import type { Facts } from '../core/fact.ts'
import type { Model } from '../core/model.ts'
import type { ModelState } from '../core/model-state.ts'
import { serving } from '../core/monitor.ts'
import type { Reading } from '../core/reading.ts'
import type { Series } from '../core/series.ts'
import { type Read, segmentSeries, wholeSeries } from '../core/watched-series.ts'
import type { Watches } from '../core/watches.ts'
import { type Circumstances, factsOf } from '../rules/facts.ts'
import { judgeAll } from './judge.ts'
import { segmentWatches } from './monitored.ts'
import { type Cut, onsetsOf, readSeries } from './read-series.ts'
import { changesAbout, modelOf, openCase, openChanges } from './standing.ts'
import type { Store } from './store.ts'
import { otherwise } from './suppose-facts.ts'
import type { Onlooker } from './world.ts'

/** How far back a comparison looks: long enough for four weekly readings. */
const COMPARED_DAYS = 28

export interface Evidence extends Read {
  /** What runs, as observed; else as changes brought it there; else what the file says. */
  readonly version: string
  readonly observed: readonly string[]
  /** What happened to the model itself. */
  readonly state: ModelState
  /** Series that have more readings than were read of each, and how many those are (`seriesKey`). */
  readonly cut: Cut
}

/** What is known of a model’s numbers now; also of `part`, whether or not a monitor watches it. */
export async function evidenceOf(world: Onlooker, model: Model, part?: Watches): Promise<Evidence> {
  const [series, { it }, repository] = await Promise.all([
    world.store.series(model.id),
    modelOf(world.store, model.id),
    world.policy(),
  ])
  const observations = await ranOf(world.store, model, it)
  const onsets = () => onsetsOf(world.store, repository, it)
  const readAll = (of: readonly Series[]) => readSeries(world.store, model.id, of, onsets)
  // What is said of a part of the cases says nothing of the whole.
  const [whole, ofSegments] = await Promise.all([
    readAll(wholeSeries(series, [...observations.map(({ version }) => version), ...versionsIn(model)])),
    readAll(
      segmentSeries([...segmentWatches(repository, model), ...(part ? [part] : [])], { series, observations }, model),
    ),
  ])
  return {
    series,
    whole: whole.readings,
    ofSegments: ofSegments.readings,
    cut: new Map([...whole.cut, ...ofSegments.cut]),
    served: serving(whole.readings, observations),
    observations,
    version: observations.at(-1)?.version ?? model.serving.version,
    observed: [...new Set(it.observed.map(o => o.version))],
    state: it,
  }
}

/** Versions that the file of a model names. */
export function versionsIn({ serving, environments = {}, versions = {} }: Model): readonly string[] {
  return [
    serving.version,
    ...Object.values(environments).flatMap(it => ('version' in it ? it.version : [])),
    ...Object.keys(versions),
  ]
}

/** Which version ran from when, as observed; else as changes brought it there. */
export const ranOf = async (store: Store, model: Model, { observed }: ModelState) =>
  observed.length > 0 ? observed : broughtBy(model, await changesAbout(store, model.id))

/** What runs of a model, as observed; else as changes brought it there; else what the file says. */
export async function versionOf({ store }: Pick<Onlooker, 'store'>, model: Model): Promise<string> {
  const ran = await ranOf(store, model, (await modelOf(store, model.id)).it)
  return ran.at(-1)?.version ?? model.serving.version
}

/** The newest reading of each KPI. */
export function newest(readings: readonly Reading[]): readonly Reading[] {
  const latest = new Map<string, Reading>()
  for (const reading of readings) {
    const was = latest.get(reading.kpi)
    if (!was || reading.end > was.end) latest.set(reading.kpi, reading)
  }
  return [...latest.values()]
}

/**
 * Another version on the same cases: since the first bad period of an open case, else over the last four weeks, up to the
 * newest whole period.
 */
export function comparisonOf(
  model: Model,
  evidence: Evidence,
  to: string,
  since: string | undefined,
): Comparison | undefined {
  const ends = evidence.whole.map(r => r.end).sort()
  const end = ends.at(-1)
  if (end === undefined) return undefined
  const first = evidence.whole.find(
    r => r.end === since && model.queries?.[model.kpis?.[r.kpi]?.query ?? '']?.every === 'week',
  )
  const start = first?.start ?? new Date(Date.parse(since ?? end) - COMPARED_DAYS * 86_400_000).toISOString()
  return compareOnSameCases(model, evidence.whole, { from: evidence.version, to }, { start, end })
}

/** The same from what is known now; nothing where no version is asked for. */
export async function comparedNow(
  world: Onlooker,
  model: Model,
  to: string | undefined,
  since: string | undefined,
): Promise<Comparison | undefined> {
  return to === undefined ? undefined : comparisonOf(model, await evidenceOf(world, model), to, since)
}

/**
 * Every guardrail’s answer for a change, with its trace; those that do not apply are left out. `supposed` are facts that are to
 * be otherwise.
 */
export async function findingsOf(
  world: Onlooker,
  model: Model,
  change?: NonNullable<Circumstances['change']>,
  supposed: readonly Facts[] = [],
): Promise<readonly Finding[]> {
  const [repository, evidence, open, changes] = await Promise.all([
    world.policy(),
    evidenceOf(world, model),
    openCase(world.store, model.id),
    openChanges(world.store, model.id),
  ])
  const comparison = change?.to === undefined ? undefined : comparisonOf(model, evidence, change.to, open?.it.onset)
  const now = world.now()
  const facts = factsOf({
    model,
    now,
    repository,
    ...(change && { change }),
    readings: newest(evidence.served),
    ...(comparison && { comparison }),
    observed: evidence.observed,
    running: evidence.version,
    caseOpen: open !== undefined,
    suites: evidence.state.suites,
    delivering: changes.some(({ it }) => isOnItsWay(it, model)),
  })
  return judgeAll({ ...otherwise(model, facts, supposed), now, repository, ...(change && { change }) })
}

/**
 * Merged and not yet seen to run. Where the file says now what the change was to make of it, it was merged, also while
 * nobody has heard of that; a change that was to make nothing else of it excuses nothing.
 */
export function isOnItsWay(change: Change, { id, serving }: Model): boolean {
  const move = movesOf(change).find(({ model }) => model === id)
  return move !== undefined && (change.merged !== undefined || (move.to === serving.version && move.from !== move.to))
}

/** Findings that stop a change. The way back to safety is never blocked by silence (design §4): there, missing facts are shown only. */
export function blocking(findings: readonly Finding[], kind: string): readonly Finding[] {
  return findings.filter(
    f => f.severity === 'block' && (f.outcome === 'fail' || (f.outcome === 'unknown' && !isWayBack(kind))),
  )
}
