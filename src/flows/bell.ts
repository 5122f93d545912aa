/** Rung when there may be something to do for who found nothing. */
export interface Bell {
  ring(): void
  /** Ends when it is rung next. */
  rung(): Promise<void>
}

export function bellOf(): Bell {
  let next = Promise.withResolvers<void>()
  return {
    rung: () => next.promise,
    ring: () => {
      next.resolve()
      next = Promise.withResolvers()
    },
  }
}
