import { HOUR_MS } from './period.ts'

/** No place is further ahead of UTC: a pass of tomorrow would silence what fails today. */
const FURTHEST_AHEAD_MS = 14 * HOUR_MS

/** Whether a day, `YYYY-MM-DD`, has not begun anywhere yet. */
export function isDayToCome(day: string, now: Date): boolean {
  return Date.parse(day) - now.getTime() > FURTHEST_AHEAD_MS
}
