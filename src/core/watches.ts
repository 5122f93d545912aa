import Type, { type Static } from 'typebox'
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
        {
          description: `Each of these parts of the cases by itself, as readings name it; \`all\`: those that have readings, ${MOST_SEGMENTS} at the most. Left out: the whole, and no part.`,
        },
      ),
    ),
    versions: Type.Optional(
      Type.Literal('all', {
        description: `Each version that has readings by itself, the ${MOST_VERSIONS} with the newest. Only warns. Left out: the one that serves.`,
      }),
    ),
    environment: Type.Optional(
      Type.Enum(['dev', 'test', 'production'], {
        description:
          'The version that `environments` of the model says runs there. What is not in production only warns. Left out: production, by what was seen to run.',
      }),
    ),
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
