import { momentOf } from '../core/local-time.ts'
import { isTimeZone } from '../core/time-zone.ts'

/** Places where the clocks are not changed, from west to east. */
const UNCHANGING = [
  'Pacific/Honolulu',
  'America/Phoenix',
  'America/Regina',
  'America/Panama',
  'America/Puerto_Rico',
  'UTC',
  'Africa/Lagos',
  'Africa/Johannesburg',
  'Africa/Nairobi',
  'Asia/Dubai',
  'Asia/Karachi',
  'Asia/Kolkata',
  'Asia/Bangkok',
  'Asia/Singapore',
  'Asia/Tokyo',
  'Australia/Brisbane',
]

/**
 * Places that are easily taken for another: where clocks show the same in winter, or the same in summer, and are not
 * changed. Of a place whose clocks are not changed, the next one.
 */
export function zones(zone: string): readonly string[] {
  if (!isTimeZone(zone)) return []
  const [winter, summer] = noons(zone)
  const alike = UNCHANGING.filter(other => noons(other).some((noon, i) => noon === noons(zone)[i]))
  if (winter !== summer && alike.length > 0) return alike
  return [UNCHANGING[(UNCHANGING.indexOf(zone) + 1) % UNCHANGING.length] ?? 'UTC']
}

/** How late it is in UTC when it is noon there, in winter and in summer. */
function noons(zone: string): readonly number[] {
  return ['2026-01-15', '2026-07-15'].map(day => momentOf(day, '12:00', zone, 'compatible').getTime() - Date.parse(day))
}
