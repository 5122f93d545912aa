export interface Way {
  readonly from: string
  readonly to: string
}

/** Every stage that can be reached from these, themselves included. */
export function reached(from: readonly string[], ways: readonly Way[]): ReadonlySet<string> {
  const seen = new Set(from)
  // A set that grows while it is walked is walked to its end.
  for (const here of seen) for (const way of ways) if (way.from === here) seen.add(way.to)
  return seen
}

/** Every stage from which one of these can be reached, themselves included. */
export function leadingTo(to: readonly string[], ways: readonly Way[]): ReadonlySet<string> {
  return reached(
    to,
    ways.map(way => ({ from: way.to, to: way.from })),
  )
}
