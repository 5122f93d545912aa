/** Rung when there may be something to do for who found nothing. */
export interface Bell {
  /** Wakes the one who has waited longest, who wakes the next when there is more to do. */
  ring(): void
  ringForAll(): void
  /** How often it was rung. */
  rings(): number
  /** Ends when it is rung, at once where it was since it had been rung so often. */
  rungAfter(rings: number): Promise<void>
}

export function bellOf(): Bell {
  let rings = 0
  let waiting: (() => void)[] = []
  return {
    ring: () => {
      rings++
      waiting.shift()?.()
    },
    ringForAll: () => {
      rings++
      const all = waiting
      waiting = []
      for (const wake of all) wake()
    },
    rings: () => rings,
    rungAfter: async seen => {
      if (rings === seen) await new Promise<void>(wake => waiting.push(wake))
    },
  }
}
