import { says } from '../words/says.ts'
import type { Comparison } from './change.ts'
import type { Kpi } from './kpi.ts'
import { compareVersions, type Model } from './model.ts'
import type { Reading } from './reading.ts'

type Row = Comparison['rows'][number]
export interface Window {
  readonly start: string
  readonly end: string
}

/**
 * Another version on the same cases: only periods of the window that both versions have readings of, means weighted by
 * samples. Undefined where there is no such period. `now` is the version `from`, `then` what `to` had instead.
 */
export function compareOnSameCases(
  model: Model,
  readings: readonly Reading[],
  versions: { readonly from: string; readonly to: string },
  window: Window,
): Comparison | undefined {
  const within = readings.filter(
    r => Date.parse(r.start) >= Date.parse(window.start) && Date.parse(r.end) <= Date.parse(window.end),
  )
  const compared = Object.keys(model.kpis ?? {}).flatMap(kpi => compareKpi(model, kpi, within, versions) ?? [])
  if (compared.length === 0) return undefined
  const edge = (pick: (c: Compared) => string) => compared.map(pick).sort((a, b) => Date.parse(a) - Date.parse(b))
  return {
    ...versions,
    start: edge(c => c.start)[0] ?? window.start,
    end: edge(c => c.end).at(-1) ?? window.end,
    samples: Math.max(...compared.map(c => c.samples)),
    rows: compared.map(c => c.row),
  }
}

/** The newest version older than the running one that passed its gates. Undefined where there is no such way back. */
export function wayBack(model: Model, running: string): string | undefined {
  const older = Object.keys(model.versions ?? {}).filter(version => compareVersions(model, version, running) === -1)
  return older.findLast(version => model.versions?.[version]?.gates !== undefined)
}

interface Compared {
  readonly row: Row
  readonly samples: number
  readonly start: string
  readonly end: string
}

function compareKpi(
  model: Model,
  kpi: string,
  readings: readonly Reading[],
  { from, to }: { readonly from: string; readonly to: string },
): Compared | undefined {
  const agreed = model.kpis?.[kpi]
  // What comes in is the same for both: it says nothing of either.
  if (!agreed || agreed.drift) return undefined
  const usable = readings.filter(r => r.kpi === kpi && r.segment === '' && r.n >= (agreed.minSamples ?? 1))
  const by = (version: string) => new Map(usable.filter(r => r.version === version).map(r => [r.start, r]))
  const [ours, theirs] = [by(from), by(to)]
  const starts = [...ours.keys()].filter(start => theirs.has(start)).sort((a, b) => Date.parse(a) - Date.parse(b))
  const mine = starts.flatMap(start => ours.get(start) ?? [])
  const other = starts.flatMap(start => theirs.get(start) ?? [])
  const [first, last] = [mine[0], mine.at(-1)]
  if (!first || !last) return undefined
  const samples = mine.reduce((sum, r) => sum + r.n, 0)
  const every = model.queries?.[agreed.query]?.every ?? 'day'
  const row = rowOf(kpi, agreed, every, mean(mine), mean(other))
  return { row, samples, start: first.start, end: last.end }
}

function rowOf(kpi: string, agreed: Kpi, every: string, now: number, then: number): Row {
  const { name, unit, direction, money } = agreed
  const gain = direction === 'higher-is-better' ? then - now : now - then
  const better = gain === 0 ? undefined : gain > 0
  return {
    kpi,
    name,
    unit,
    now,
    then,
    better,
    ...(money && { money: says.comparison.money(gain * money.perUnit, money.currency, every) }),
  }
}

function mean(readings: readonly Reading[]): number {
  return readings.reduce((sum, r) => sum + r.value * r.n, 0) / readings.reduce((sum, r) => sum + r.n, 0)
}
