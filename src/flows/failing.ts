import type { Model } from '../core/model.ts'
import { type SeriesName, seriesKey } from '../core/series.ts'
import { says } from '../words/says.ts'
import type { Store } from './store.ts'

type Failures = ReadonlyMap<string, { readonly since: string }>

/** What did not work in the last whole round of this process, and since when, ISO. */
const failures = new WeakMap<Store, Failures>()
/** By model and series, since when its newest value is none, ISO. */
const lackings = new WeakMap<Store, ReadonlyMap<string, string>>()

export function failedLast(store: Store, failing: Failures, lacking: ReadonlyMap<string, string>): void {
  failures.set(store, failing)
  lackings.set(store, lacking)
}

export const lackingKey = (model: string, series: SeriesName) => `${model} ${seriesKey(series)}`

/** Since when a query answers without a value of this series. */
export function lackingSince(store: Store, model: string, series: SeriesName): string | undefined {
  return lackings.get(store)?.get(lackingKey(model, series))
}

/** What a query is called where it fails, the same each time. */
export const queryNamed = (id: string, { id: model }: Pick<Model, 'id'>) => says.flowUnmeasured.query(id, model)

/** Whether it failed in the last round, and since when; before the first round has ended nobody knows. */
export function failingSince(
  store: Store,
  what: string,
): { readonly is: 'failing'; readonly since: string } | { readonly is: 'fresh' | 'unknown' } {
  const last = failures.get(store)
  if (last === undefined) return { is: 'unknown' }
  const failing = last.get(what)
  return failing ? { is: 'failing', since: failing.since } : { is: 'fresh' }
}
