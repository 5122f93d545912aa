/** A read whose answer is given again for a while. */
export interface Kept<T> {
  (): Promise<T>
  /** The next one reads anew: something has moved. */
  forget(): void
}

/** One click asks for the rules many times. A push is not later seen by more than this than by asking each time. */
export function kept<T>(read: () => Promise<T>, forMs: number): Kept<T> {
  let last: { readonly at: number; readonly value: Promise<T> } | undefined
  const newest = () => {
    const at = performance.now()
    if (last && at - last.at < forMs) return last.value
    const mine = { at, value: read() }
    last = mine
    mine.value.catch(() => {
      if (last === mine) last = undefined
    })
    return mine.value
  }
  const forget = () => {
    last = undefined
  }
  return Object.assign(newest, { forget })
}

const mostKept = 1000

/** The same for each of many: a person who clicks ten times in a second is looked up once. */
export function keptEach<T>(read: (key: string) => Promise<T>, forMs: number): KeptEach<T> {
  const all = new Map<string, () => Promise<T>>()
  const newest = (key: string) => {
    if (all.size >= mostKept) all.clear()
    const one = all.get(key) ?? kept(() => read(key), forMs)
    all.set(key, one)
    return one()
  }
  return Object.assign(newest, { forget: () => all.clear() })
}

export interface KeptEach<T> {
  (key: string): Promise<T>
  forget(): void
}
