import type { Model } from './model.ts'
import { serving } from './monitor.ts'
import type { Reading } from './reading.ts'
import { earliestSegments, newestVersions, type Series } from './series.ts'
import type { Part } from './watched-part.ts'
import { MOST_SEGMENTS, MOST_VERSIONS, versionThere, type Watches, watchesServing } from './watches.ts'

/** What is known of a model’s readings, of every version. */
export interface Known {
  readonly series: readonly Series[]
  /** What was seen running, oldest first. */
  readonly observations: readonly { readonly version: string; readonly at: string }[]
}

/** Its readings: the newest of each series that anybody looks at. */
export interface Read extends Known {
  readonly whole: readonly Reading[]
  readonly ofSegments: readonly Reading[]
  /** Of the whole, those of the version that ran in each period. */
  readonly served: readonly Reading[]
}

export interface PartSeries extends Part {
  readonly series: readonly Reading[]
}

/**
 * The readings a monitor judges, apart for each version and segment; `left` is how many more segments there are than are
 * watched. What is named is watched without any reading too, and so is what has none at all: nothing there is no pass.
 */
export function watchedSeries(
  watches: Watches,
  read: Read,
  model: Pick<Model, 'environments'>,
): { readonly parts: readonly PartSeries[]; readonly left: number } {
  const each = byVersion(watches, read, model).map(of => ({ parts: bySegment(watches, of, read), left: of.left }))
  return { parts: each.flatMap(({ parts }) => parts), left: each.reduce((sum, { left }) => sum + left, 0) }
}

/** The series of the whole that anybody looks at: of these versions, and of the newest of each KPI. */
export function wholeSeries(all: readonly Series[], versions: readonly string[]): readonly Series[] {
  const whole = all.filter(it => it.segment === '')
  const named = new Set(versions)
  return [...Map.groupBy(whole, it => it.kpi).values()].flatMap(ofKpi => {
    const newest = new Set(newestVersions(ofKpi, MOST_VERSIONS))
    return ofKpi.filter(it => named.has(it.version) || newest.has(it.version))
  })
}

/** The series of segments that monitors watch, each once. */
export function segmentSeries(
  monitors: readonly Watches[],
  known: Known,
  model: Pick<Model, 'environments'>,
): readonly Series[] {
  const watched = monitors.flatMap(watches =>
    byVersion(watches, known, model).flatMap(({ versions, segments }) => {
      const [ofVersions, named] = [new Set(versions), new Set(segments)]
      return known.series.filter(it => it.kpi === watches.kpi && ofVersions.has(it.version) && named.has(it.segment))
    }),
  )
  return [...new Set(watched)]
}

interface OfVersion {
  /** Left out: what served. */
  readonly version?: string
  readonly versions: readonly string[]
  /** Which are watched, where any are. */
  readonly segments: readonly string[]
  readonly left: number
}

/** What an environment does not run is not watched there. */
function byVersion(watches: Watches, known: Known, model: Pick<Model, 'environments'>): readonly OfVersion[] {
  const { kpi, segments, versions } = watches
  const there = known.series.filter(it => it.kpi === kpi && (segments === undefined) === (it.segment === ''))
  const of = (versions: readonly string[], version?: string): OfVersion => {
    const names = segments === 'all' ? segmentsOf(there, versions) : (segments ?? [])
    const [watched, left] = [names.slice(0, MOST_SEGMENTS), Math.max(0, names.length - MOST_SEGMENTS)]
    return { ...(version !== undefined && { version }), versions, segments: watched, left }
  }
  if (watchesServing(watches)) return [of([...new Set(known.observations.map(it => it.version))])]
  if (versions === 'all') {
    const newest = newestVersions(there, MOST_VERSIONS)
    return newest.length > 0 ? newest.map(version => of([version], version)) : [of([])]
  }
  const version = versionThere(watches, model)
  return version === undefined ? [] : [of([version], version)]
}

function segmentsOf(there: readonly Series[], versions: readonly string[]): readonly string[] {
  const ofVersions = new Set(versions)
  return earliestSegments(there.filter(it => ofVersions.has(it.version)))
}

function bySegment(watches: Watches, { version, segments }: OfVersion, read: Read): readonly PartSeries[] {
  const ofVersion = version === undefined ? {} : { version }
  const mine = (all: readonly Reading[]) =>
    all.filter(r => r.kpi === watches.kpi && (version === undefined || r.version === version))
  if (watches.segments === undefined) {
    return [{ ...ofVersion, series: mine(watchesServing(watches) ? read.served : read.whole) }]
  }
  const ofSegments = mine(read.ofSegments)
  const judged = watchesServing(watches) ? serving(ofSegments, read.observations) : ofSegments
  const each = Map.groupBy(judged, r => r.segment)
  // A segment of which no version was measured while it served is none of what served.
  const shown = watches.segments === 'all' ? segments.filter(name => each.has(name)) : segments
  const parts = shown.map(segment => ({ ...ofVersion, segment, series: each.get(segment) ?? [] }))
  return parts.length > 0 ? parts : [{ ...ofVersion, series: [] }]
}
