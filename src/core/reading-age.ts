import type { Query } from './kpi.ts'
import { HOUR_MS, periodLengthMs } from './period.ts'

/** How old the newest reading of a query comes to be before there is another one, where nothing is late. */
export function hoursBetween({ every = 'day', labelDelayHours = 0 }: Pick<Query, 'every' | 'labelDelayHours'>): number {
  return periodLengthMs(every) / HOUR_MS + labelDelayHours
}
