/** Enough that asking costs nothing, few enough that nobody waits long for who has the last ones. */
const BATCH = 100

export interface Batch<T> {
  /** The place of its first in all. */
  readonly from: number
  readonly items: readonly T[]
}

/** A list shared out among threads that each walk it with the same `next`: nothing is given twice, nothing left out. */
export function* inTurn<T>(all: readonly T[], next: Int32Array<SharedArrayBuffer>): Generator<Batch<T>> {
  for (;;) {
    const from = Atomics.add(next, 0, BATCH)
    if (from >= all.length) return
    yield { from, items: all.slice(from, from + BATCH) }
  }
}

/** What the threads share; nothing is given yet. */
export function noTurnYet(): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
}
