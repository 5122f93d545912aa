/** Where a series usually stands, and by how much it usually moves; both in the unit of the KPI. */
export interface Level {
  readonly centre: number
  readonly spread: number
}

/** Smaller differences than this share of the centre come from how computers add up, not from the KPI. */
const ROUNDING = 1e-9

/**
 * How many spreads a value lies above the centre. Where the spread is zero, what never moved has moved: a value at the
 * centre is 0 away, any other is infinitely far. NaN where a number is too large to reckon with.
 */
export function distance(value: number, { centre, spread }: Level): number {
  if (!Number.isFinite(centre) || !Number.isFinite(spread)) return Number.NaN
  const away = value - centre
  const rounding = ROUNDING * Math.abs(centre)
  if (Math.abs(away) <= rounding) return 0
  return spread > rounding ? away / spread : Math.sign(away) * Number.POSITIVE_INFINITY
}
