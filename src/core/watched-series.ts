import type { Model } from './model.ts'
import { serving } from './monitor.ts'
import type { Reading } from './reading.ts'
import type { Part } from './watched-part.ts'
import { MOST_SEGMENTS, MOST_VERSIONS, versionThere, type Watches, watchesServing } from './watches.ts'

/** Readings of a model, of every version. */
export interface Read {
  readonly whole: readonly Reading[]
  readonly ofSegments: readonly Reading[]
  /** Of the whole, those of the version that ran in each period. */
  readonly served: readonly Reading[]
  /** What was seen running, oldest first. */
  readonly observations: readonly { readonly version: string; readonly at: string }[]
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
  const each = byVersion(watches, read, model).map(({ series, ...part }) => {
    const { segments, left } = bySegment(watches, series)
    return { parts: segments.map(it => ({ ...part, ...it })), left }
  })
  return { parts: each.flatMap(({ parts }) => parts), left: each.reduce((sum, { left }) => sum + left, 0) }
}

/** What an environment does not run is not watched there. */
function byVersion(watches: Watches, read: Read, model: Pick<Model, 'environments'>): readonly PartSeries[] {
  const { kpi, segments, versions } = watches
  const ofKpi = (all: readonly Reading[]) => all.filter(r => r.kpi === kpi)
  if (watchesServing(watches)) {
    if (segments === undefined) return [{ series: ofKpi(read.served) }]
    return [{ series: serving(ofKpi(read.ofSegments), read.observations) }]
  }
  const all = ofKpi(segments === undefined ? read.whole : read.ofSegments)
  if (versions === 'all') return newestFirst(Map.groupBy(all, r => r.version))
  const version = versionThere(watches, model)
  return version === undefined ? [] : [{ version, series: all.filter(r => r.version === version) }]
}

function bySegment(
  { segments }: Watches,
  series: readonly Reading[],
): { readonly segments: readonly PartSeries[]; readonly left: number } {
  if (segments === undefined) return { segments: [{ series }], left: 0 }
  const each = Map.groupBy(series, r => r.segment)
  const names = segments === 'all' ? earliestFirst(each) : segments
  const parts = names.slice(0, MOST_SEGMENTS).map(segment => ({ segment, series: each.get(segment) ?? [] }))
  return { segments: parts.length > 0 ? parts : [{ series: [] }], left: Math.max(0, names.length - MOST_SEGMENTS) }
}

/** Versions come and go, so the last readings count. */
function newestFirst(each: ReadonlyMap<string, readonly Reading[]>): readonly PartSeries[] {
  const ends = [...each].map(([version, series]) => ({
    ...{ version, series },
    end:
      series
        .map(r => r.end)
        .sort()
        .at(-1) ?? '',
  }))
  const sorted = ends.sort((a, b) => order(b.end, a.end) || order(a.version, b.version)).slice(0, MOST_VERSIONS)
  return sorted.length > 0 ? sorted.map(({ version, series }) => ({ version, series })) : [{ series: [] }]
}

/** Who came first stays, whoever else comes; of those that came at once, the largest. */
function earliestFirst(each: ReadonlyMap<string, readonly Reading[]>): readonly string[] {
  const firsts = [...each].map(([name, series]) => ({
    name,
    first: series.reduce((a, b) => (b.start < a.start ? b : a)),
  }))
  const sorted = firsts.sort(
    (a, b) => order(a.first.start, b.first.start) || b.first.n - a.first.n || order(a.name, b.name),
  )
  return sorted.map(({ name }) => name)
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
