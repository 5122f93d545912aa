/** How many rows of one column say nothing: no value, or what is no number where numbers are counted. */
export interface Lacking {
  readonly rows: number
  readonly missing: number
  readonly notFinite: number
}

/** That share of the reference and of the rows of today, tested by itself: what is left of a column may be as it was. */
export interface MissingShare {
  readonly was: number
  readonly now: number
  /**
   * How likely chance alone brings that; among several tests, as it would have to be, were this the only one. Left out: with so
   * few of them no difference could matter.
   */
  readonly p?: number
  /** A difference of the shares at least this large matters. */
  readonly threshold: number
  readonly is: 'drift' | 'no-drift'
  /** Whether there are values that are no numbers among them now, where numbers are counted. */
  readonly unreadable?: true
}

/** One row in twenty: what forms, feeds and fallbacks bring by themselves stays below, and a model feels less of it. */
export const MISSING_MATTERS = 0.05
