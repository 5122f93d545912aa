import Type, { type Static } from 'typebox'
import { says } from '../words/says.ts'
import type { Model } from './model.ts'
import { closed, KpiId } from './naming.ts'
import { SegmentName } from './segment.ts'
import type { Part } from './watched-part.ts'

/** Each has a state of its own; a column that is no segment, but an id, would make thousands. */
export const MOST_SEGMENTS = 100
/** More versions than this nobody compares. */
export const MOST_VERSIONS = 20

/** What a monitor watches of a KPI. */
export const Watches = Type.Object(
  {
    kpi: KpiId,
    segments: Type.Optional(
      Type.Union(
        [Type.Literal('all'), Type.Array(SegmentName, { minItems: 1, maxItems: MOST_SEGMENTS, uniqueItems: true })],
        { description: says.watches.segments(MOST_SEGMENTS) },
      ),
    ),
    versions: Type.Optional(Type.Literal('all', { description: says.watches.versions(MOST_VERSIONS) })),
    environment: Type.Optional(Type.Enum(['dev', 'test', 'production'], { description: says.watches.environment })),
  },
  closed,
)

export type Watches = Static<typeof Watches>

/** Whether it is about what serves: only that can be a breach. */
export function watchesServing({ versions, environment = 'production' }: Watches): boolean {
  return versions === undefined && environment === 'production'
}

/** Whether it is about the whole of what serves. */
export const watchesWhole = (watches: Watches): boolean => watchesPart(watches, {}) && watchesServing(watches)

/** Whether it watches whatever there is, and names nothing. */
export const watchesAll = ({ segments, versions }: Watches): boolean => segments === 'all' || versions === 'all'

/** Whether a monitor still watches this segment, also where it has no readings now. */
export function watchesPart({ segments }: Watches, { segment }: Part): boolean {
  if (segment === undefined) return segments === undefined
  return segments === 'all' || (segments?.includes(segment) ?? false)
}

/** The version the file says runs where it watches; undefined for production, which is observed. */
export function versionThere(
  { environment }: Watches,
  { environments }: Pick<Model, 'environments'>,
): string | undefined {
  return environment === 'dev' || environment === 'test' ? environments?.[environment]?.version : undefined
}

/** The same of a version as well: that of an environment gives way to the next. */
export function stillWatches(watches: Watches, part: Part, model: Pick<Model, 'environments'>): boolean {
  if (!watchesPart(watches, part)) return false
  if (part.version === undefined) return watchesServing(watches)
  return watches.versions === 'all' || versionThere(watches, model) === part.version
}
