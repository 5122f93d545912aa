/** What gave no answer, and from when on it is asked again. */
export interface Missed {
  /** So many times in a row. */
  readonly times: number
  /** When it was asked last, and is next, ms. */
  readonly at: number
  readonly until: number
}

export interface Waits {
  readonly firstMs: number
  readonly mostMs: number
}

/** After the first time it is asked as ever; then it waits, each time for twice as long, up to the most. */
export function missed(before: Missed | undefined, now: Date, { firstMs, mostMs }: Waits): Missed {
  const [at, times] = [now.getTime(), (before?.times ?? 0) + 1]
  const wait = times === 1 ? 0 : Math.min(firstMs * 2 ** (times - 2), mostMs)
  return { times, at, until: at + wait }
}

/** A clock that was put back makes nothing wait for it. */
export function isDue({ at, until }: Pick<Missed, 'at' | 'until'>, now: Date): boolean {
  return now.getTime() >= until || now.getTime() < at
}
