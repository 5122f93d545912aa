import type { ModelState } from '../core/model-state.ts'
import { policiesOf } from '../core/policy-kind.ts'
import type { Reading } from '../core/reading.ts'
import type { Repository } from '../core/repository.ts'
import { MOST_OF_EACH, mostOfEach, type Series, type SeriesName, seriesKey } from '../core/series.ts'
import monitors from '../policies/monitor.ts'
import { openCase } from './standing.ts'
import type { Store } from './store.ts'

/** By `seriesKey`, how many readings were read of a series that has more. */
export type Cut = ReadonlyMap<string, number>

/** While something is bad, so many of the newest are enough to say how it goes on: twice what a monitor may ask for. */
const NEWEST = 200

/**
 * The newest readings of each series, as many as are read at once. Methods learn from the first of what is read: of a series
 * that is too long and in which something has been bad for long, most of these are from before that began. Else what is bad
 * would become usual.
 */
export async function readSeries(
  store: Store,
  model: string,
  of: readonly Series[],
  onsets: () => Promise<ReadonlyMap<string, string>>,
): Promise<{ readonly readings: readonly Reading[]; readonly cut: Cut }> {
  if (of.length === 0) return { readings: [], cut: new Map() }
  const sizes = await store.sizesOf(model, of, MOST_OF_EACH + 1)
  const most = mostOfEach(sizes)
  const long = of.filter((_, i) => (sizes[i] ?? 0) > most)
  const cut = new Map(long.map(it => [seriesKey(it), most]))
  const since = long.length > 0 ? await onsets() : new Map<string, string>()
  const bad = long.flatMap(it => {
    const before = since.get(partKey(it))
    return before === undefined ? [] : [{ ...it, before }]
  })
  if (bad.length === 0) return { readings: await store.newestOf(model, of, most), cut }
  const isBad = new Set(bad.map(seriesKey))
  const late = Math.min(NEWEST, Math.ceil(most / 2))
  const [others, newest, before] = await Promise.all([
    store.newestOf(
      model,
      of.filter(it => !isBad.has(seriesKey(it))),
      most,
    ),
    store.newestOf(
      model,
      bad.map(({ before: _, ...it }) => it),
      late,
    ),
    store.newestOf(model, bad, most - late),
  ])
  const readings = [...others, ...earlier(before, newest), ...newest]
  return { readings: readings.sort((a, b) => order(a.end, b.end) || order(a.start, b.start)), cut }
}

/** Without what is among the newest as well. */
function earlier(before: readonly Reading[], newest: readonly Reading[]): readonly Reading[] {
  const from = new Map<string, string>()
  for (const it of newest) {
    const known = from.get(seriesKey(it))
    if (known === undefined || it.start < known) from.set(seriesKey(it), it.start)
  }
  return before.filter(it => it.start < (from.get(seriesKey(it)) ?? ''))
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** By KPI and segment since when a monitor of a case or a warning is on, ISO. */
export async function onsetsOf(
  store: Store,
  repository: Repository,
  { model, warnings }: Pick<ModelState, 'model' | 'warnings'>,
): Promise<ReadonlyMap<string, string>> {
  const open = await openCase(store, model)
  const kpis = new Map(policiesOf(repository, monitors).map(({ id, watches }) => [id, watches.kpi]))
  const warned = Object.values(warnings).map(({ monitor, ...it }) => ({ ...it, kpi: kpis.get(monitor) ?? '' }))
  const bad = (open?.it.monitors ?? []).filter(({ state }) => state !== 'ok')
  const onsets = new Map<string, string>()
  for (const { kpi, segment = '', since } of [...bad, ...warned]) {
    const key = partKey({ kpi, segment })
    const known = onsets.get(key)
    if (known === undefined || since < known) onsets.set(key, since)
  }
  return onsets
}

const partKey = ({ kpi, segment }: Omit<SeriesName, 'version'>) => JSON.stringify([kpi, segment])
