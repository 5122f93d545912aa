import type { Reading } from '../core/reading.ts'
import type { Store } from './store.ts'

/** Readings of several models, which are written together: a transaction for each would cost more than its readings. */
export interface Gathered {
  /** `failed` hears why these cannot be kept, and nobody else does. */
  add(readings: readonly Reading[], failed: (error: unknown) => void): void
  write(): Promise<void>
}

export function gather({ addReadings }: Pick<Store, 'addReadings'>): Gathered {
  let waiting: { readonly readings: readonly Reading[]; readonly failed: (error: unknown) => void }[] = []
  return {
    add(readings, failed) {
      waiting.push({ readings, failed })
    },
    async write() {
      const all = waiting
      waiting = []
      if (all.length === 0) return
      try {
        await addReadings(all.flatMap(({ readings }) => readings))
      } catch {
        // Those of one model may be what is wrong, and stop no other.
        for (const { readings, failed } of all) await addReadings(readings).catch(failed)
      }
    },
  }
}
