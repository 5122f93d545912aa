import { isBad } from '../core/judged.ts'
import type { Kpi } from '../core/kpi.ts'
import type { Model } from '../core/model.ts'
import { judgeSeries, type MonitorCheck, oneEachPeriod, type Watched } from '../core/monitor.ts'
import { type Every, periodLengthMs } from '../core/period.ts'
import type { Reading } from '../core/reading.ts'

/** What a picture of one KPI is drawn from. */
export interface Charted {
  readonly model: Model
  readonly kpi: string
  /** A part of the cases; left out: the whole. */
  readonly segment?: string
  /** Readings of every version, in any order; those of other KPIs are left out. */
  readonly readings: readonly Reading[]
  /** Of them, those of the version that ran in each period (`serving`). */
  readonly ran: readonly Reading[]
  /** Its monitor's numbers; without it the limit is the KPI's own. */
  readonly check?: MonitorCheck
  /** Where its monitor stands: without it no breach is marked. */
  readonly watched?: Watched
  /** A warning that came before: since when, ISO, until when, where it is over, and of what, as a sentence. */
  readonly warning?: { readonly at: string; readonly until?: string | undefined; readonly says: string }
}

export interface Series {
  readonly agreed: Kpi
  readonly every: Every
  readonly limit: number | undefined
  /** The version that ran last. */
  readonly running: string
  /** Oldest first, at least one. */
  readonly ran: readonly (Reading & { readonly bad: boolean })[]
  /** Each other version with readings of these periods. */
  readonly others: readonly { readonly version: string; readonly readings: readonly Reading[] }[]
  /** First and last bad period of the breach. */
  readonly breach: { readonly start: string; readonly end: string } | undefined
  /** Where another version took over: the first period it ran in. */
  readonly changes: readonly { readonly at: string; readonly version: string }[]
}

/** More periods than this cannot be read in a message. */
const MOST = 60

/** Undefined where the model has no such KPI, or no version that ran has a reading of it. */
export function seriesOf({
  model,
  kpi,
  segment = '',
  readings,
  check,
  watched,
  ...charted
}: Charted): Series | undefined {
  const agreed = model.kpis?.[kpi]
  const all = ofKpi(charted.ran, kpi, segment)
  const mine = all.slice(-MOST)
  const [first, last] = [mine[0], mine.at(-1)]
  if (!agreed || !first || !last) return undefined
  // Where a method judges, what is bad lies beyond no one line.
  const limit = check?.judges ? undefined : (check?.limit ?? agreed.limit)
  const isBeyond = (r: Reading) =>
    limit !== undefined &&
    r.n >= (check?.minSamples ?? agreed.minSamples ?? 1) &&
    isBad({ direction: agreed.direction, limit }, r.value)
  const judgedBad = check?.judges && badOf(check, all)
  const periods = new Set(mine.map(r => r.start))
  const there = ofKpi(readings, kpi, segment).filter(r => periods.has(r.start))
  const versions = [...new Set(there.map(r => r.version))].filter(version => version !== last.version)
  const ran = mine.map(r => ({ ...r, bad: judgedBad?.has(r) ?? isBeyond(r) }))
  return {
    agreed,
    every: model.queries?.[agreed.query]?.every ?? 'day',
    limit,
    running: last.version,
    ran,
    others: versions.map(version => ({ version, readings: there.filter(r => r.version === version) })),
    breach: watched && breachOf(watched, ran),
    changes: mine.flatMap((r, i) =>
      i > 0 && r.version !== mine[i - 1]?.version ? [{ at: r.start, version: r.version }] : [],
    ),
  }
}

function badOf(check: MonitorCheck, readings: readonly Reading[]): ReadonlySet<Reading> {
  const judged = judgeSeries(check, oneEachPeriod(readings))
  return new Set(judged.filter(({ is }) => is === 'bad').map(({ reading }) => reading))
}

/** The newest breach, by its bad periods. */
function breachOf({ transitions }: Watched, ran: Series['ran']): Series['breach'] {
  const fired = transitions.findLast(t => t.to === 'firing' && t.from !== 'recovering')
  const over = fired && transitions.slice(transitions.indexOf(fired)).find(t => t.to === 'ok')
  const bad = fired ? ran.filter(r => r.bad && r.end >= fired.since && (!over || r.end < over.reading.end)) : []
  const [start, end] = [bad[0]?.start, bad.at(-1)?.start]
  return start !== undefined && end !== undefined ? { start, end } : undefined
}

function ofKpi(readings: readonly Reading[], kpi: string, segment: string): readonly Reading[] {
  const mine = readings.filter(r => r.kpi === kpi && r.segment === segment && Number.isFinite(r.value))
  return mine.sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0))
}

/** A moment some periods before or after another, ISO: where a band begins, or the picture ends. */
export function shifted(iso: string, every: Every, periods: number): string {
  return new Date(Date.parse(iso) + periods * periodLengthMs(every)).toISOString()
}
