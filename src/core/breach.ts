import type { JudgedAfter, JudgedBy } from './judged.ts'
import type { Reading } from './reading.ts'

/** One monitor's part in a case; of one that watches segments, each of them. */
export interface Breach {
  readonly monitor: string
  readonly kpi: string
  /** Left out: the whole. */
  readonly segment?: string
  /** What judged the readings, where that was not the limit. */
  readonly method?: string
  /** The limit its readings were first judged by; left out where a method did, and in cases from before it was kept. */
  readonly limit?: number
  /** All that its readings were first judged by; left out in cases from before it was kept. */
  readonly by?: JudgedBy
  /** What judged those of later periods, where that was changed since; oldest first. */
  readonly later?: readonly JudgedAfter[]
  readonly state: 'firing' | 'recovering' | 'ok'
  /** End of the first bad window: the earliest it could be known. People are told when that window began. */
  readonly since: string
  /** Bad readings since then, good ones in a row after them. */
  readonly bad: number
  readonly good: number
  readonly latest: Pick<Reading, 'start' | 'end' | 'value' | 'n' | 'version'>
  /**
   * End of the reading that made it `ok`, which later good ones do not move; where a correction did, when that came. Left out in
   * cases from before it was kept.
   */
  readonly over?: string
  /** It is bad, and its newest reading is too old: nothing new comes. */
  readonly stale?: true
  /** It was bad, and since this day, ISO, no monitor that opens cases watches it: nothing new is known of it. */
  readonly unwatched?: string
}

/** What is kept of a reading with a case. */
export function toldOf({ start, end, value, n, version }: Reading): Breach['latest'] {
  return { start, end, value, n, version }
}

/** The first moment of the first bad period, which is what people mean by *since*. Periods of one KPI are of one length. */
export function begunAt({
  since,
  latest,
}: Pick<Breach, 'since'> & { readonly latest: Pick<Reading, 'start' | 'end'> }): string {
  return new Date(Date.parse(since) - (Date.parse(latest.end) - Date.parse(latest.start))).toISOString()
}
