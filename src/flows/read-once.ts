import type { Reading } from '../core/reading.ts'
import type { Store } from './store.ts'

/** The same store, where all readings of the model at hand are read once, also by several who ask at the same time. */
export function readOnce(store: Store): Store {
  let last: { readonly model: string; readonly readings: Promise<readonly Reading[]> } | undefined
  return {
    ...store,
    readings: async of => {
      if (of.kpi !== undefined || of.since !== undefined) return store.readings(of)
      if (last?.model === of.model) return last.readings
      const mine = { model: of.model, readings: store.readings(of) }
      last = mine
      // What failed is read again by whoever asks next.
      mine.readings.catch(() => {
        if (last === mine) last = undefined
      })
      return mine.readings
    },
  }
}
