import type { Store } from './store.ts'

const originals = new WeakMap<object, object>()

/** What is remembered with a store is remembered with the one that others read, too. */
export const originalOf = (store: object): object => originals.get(store) ?? store

/** The same store, where what is read of the readings of the model at hand is read once, also by several who ask at the same time. */
export function readOnce(store: Store): Store {
  let last: { readonly model: string; readonly read: Map<string, Promise<unknown>> } | undefined
  async function once<T>(model: string, what: string, read: () => Promise<T>): Promise<T> {
    if (last?.model !== model) last = { model, read: new Map() }
    const { read: known } = last
    const before = known.get(what)
    if (before !== undefined) return before as Promise<T>
    const mine = read()
    known.set(what, mine)
    // What failed is read again by whoever asks next.
    mine.catch(() => known.delete(what))
    return mine
  }
  const reading: Store = {
    ...store,
    series: model => once(model, 'series', () => store.series(model)),
    newestOf: (model, series, most) =>
      once(model, JSON.stringify([series, most]), () => store.newestOf(model, series, most)),
    sizesOf: (model, series, most) =>
      once(model, JSON.stringify(['sizes', series, most]), () => store.sizesOf(model, series, most)),
  }
  originals.set(reading, originalOf(store))
  return reading
}
