import { HOUR_MS } from '../../src/core/period.ts'
import type { Reading } from '../../src/core/reading.ts'

const MONDAY = Date.UTC(2001, 3, 2)
export const day = (count: number) => new Date(MONDAY + count * 24 * HOUR_MS)

/** One reading a day from a Monday on. */
export function daily(values: readonly number[]): readonly Reading[] {
  return values.map((value, i) => ({
    model: 'm',
    kpi: 'k',
    segment: '',
    version: '1',
    start: day(i).toISOString(),
    end: day(i + 1).toISOString(),
    value,
    n: 100,
    available: day(i + 1).toISOString(),
  }))
}
