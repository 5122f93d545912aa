import type { Reading } from '../core/reading.ts'
import { MOST_SERIES } from '../core/series.ts'
import { originalOf } from './read-once.ts'
import type { Store } from './store.ts'

/** By model and KPI, which series there are. None is ever taken away, so what is known once stays. */
type Known = Map<string, Map<string, Set<string>>>
const known = new WeakMap<object, Known>()

export interface Room {
  /** Readings whose KPI has room for their series. */
  readonly fit: readonly Reading[]
  /** Of each series that it has none for, the first reading. */
  readonly left: readonly Reading[]
  /** Those that fit are stored: their series are there from now on. */
  readonly begin: () => void
}

/** Which readings may be stored, so that no KPI has more series than anybody can look at. */
export async function withRoom(
  store: Pick<Store, 'series'>,
  readings: readonly Reading[],
  most = MOST_SERIES,
): Promise<Room> {
  const fit: Reading[] = []
  const left = new Map<string, Reading>()
  const begun = new Map<Set<string>, Set<string>>()
  for (const reading of readings) {
    const ofKpi = await seriesOf(store, reading)
    const mine = begun.get(ofKpi) ?? new Set()
    begun.set(ofKpi, mine)
    const series = nameOf(reading)
    if (!ofKpi.has(series) && ofKpi.size + mine.size < most) mine.add(series)
    const key = `${reading.model} ${reading.kpi} ${series}`
    if (ofKpi.has(series) || mine.has(series)) fit.push(reading)
    else if (!left.has(key)) left.set(key, reading)
  }
  const begin = () => {
    for (const [ofKpi, mine] of begun) for (const series of mine) ofKpi.add(series)
  }
  return { fit, left: [...left.values()], begin }
}

async function seriesOf(store: Pick<Store, 'series'>, { model, kpi }: Reading): Promise<Set<string>> {
  const original = originalOf(store)
  const ofStore: Known = known.get(original) ?? new Map()
  known.set(original, ofStore)
  const ofModel = ofStore.get(model) ?? (await read(store, model))
  ofStore.set(model, ofModel)
  const ofKpi = ofModel.get(kpi) ?? new Set()
  ofModel.set(kpi, ofKpi)
  return ofKpi
}

async function read(store: Pick<Store, 'series'>, model: string): Promise<Map<string, Set<string>>> {
  const byKpi = Map.groupBy(await store.series(model), ({ kpi }) => kpi)
  return new Map([...byKpi].map(([kpi, all]) => [kpi, new Set(all.map(nameOf))]))
}

/** A segment may be any text; a version holds no blank. */
const nameOf = ({ segment, version }: Pick<Reading, 'segment' | 'version'>) => `${version} ${segment}`
