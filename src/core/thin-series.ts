import type { MonitorCheck } from './monitor.ts'
import { HOUR_MS } from './period.ts'
import type { Reading } from './reading.ts'

/** So many readings that could not have fired are no accident any more. */
const LEAST = 7

/**
 * Whether a series, oldest first and one reading a period, has so many gaps that its monitor cannot fire: up to none of its
 * newest readings were there ever `after` among the last `of` periods, good or bad.
 */
export function isTooThin({ fires: { after, of }, minSamples }: MonitorCheck, series: readonly Reading[]): boolean {
  const saying = series.filter(({ value, n }) => Number.isFinite(value) && n >= minSamples)
  if (saying.length < after - 1 + LEAST) return false
  return saying.slice(-LEAST).every((newest, i) => {
    const first = saying[saying.length - LEAST + i - (after - 1)]
    return first !== undefined && periodsFrom(first, newest) > of
  })
}

/** How many periods it takes from the first to the last, both counted. */
const periodsFrom = ({ start }: Reading, last: Reading): number =>
  Math.round((Date.parse(last.end) - Date.parse(start)) / (Date.parse(last.end) - Date.parse(last.start)))

const WEEK_MS = 7 * 24 * HOUR_MS

/**
 * How many whole weeks before a reading are read with it, where its seasons need more; else undefined. How many there are by
 * now does not matter: what is never read is never compared with.
 */
export function weeksShort(seasons: number, periodMs: number, read: number): number | undefined {
  const each = WEEK_MS / periodMs
  return read - 1 >= seasons * each ? undefined : Math.floor((read - 1) / each)
}
