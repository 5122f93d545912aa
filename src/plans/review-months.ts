import type { Tier } from '../core/naming.ts'

const MONTHS: Readonly<Record<Tier, number>> = { low: 12, medium: 6, high: 3 }

/** How often a whole model is looked at where its file does not say: the more harm it can do, the oftener. */
export function reviewMonths(tier: Tier): number {
  return MONTHS[tier]
}
