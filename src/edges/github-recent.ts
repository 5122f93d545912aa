/** What was used lately, up to a size: enough to ask GitHub less, never so much that the memory fills. */
export interface Recent<V> {
  get(key: string): V | undefined
  set(key: string, value: V): void
}

/** The least lately used goes first; a value larger than `sizeMax` is not kept at all. */
export function recent<V>(sizeMax: number, sizeOf: (value: V) => number): Recent<V> {
  const kept = new Map<string, V>()
  let size = 0
  const drop = (key: string) => {
    const value = kept.get(key)
    if (value === undefined) return
    kept.delete(key)
    size -= sizeOf(value)
  }
  const put = (key: string, value: V) => {
    kept.set(key, value)
    size += sizeOf(value)
  }
  return {
    get(key) {
      const value = kept.get(key)
      if (value === undefined) return undefined
      drop(key)
      put(key, value)
      return value
    },
    set(key, value) {
      drop(key)
      put(key, value)
      for (const oldest of kept.keys()) {
        if (size <= sizeMax) return
        drop(oldest)
      }
    },
  }
}
