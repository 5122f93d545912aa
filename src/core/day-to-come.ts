/** No place is further ahead of UTC. */
const FURTHEST_AHEAD_MS = 14 * 3_600_000

/** Whether a day, `YYYY-MM-DD`, has not begun anywhere yet. */
export function isDayToCome(day: string, now: Date): boolean {
  return Date.parse(day) - now.getTime() > FURTHEST_AHEAD_MS
}
