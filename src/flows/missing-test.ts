import { CHANCE_MOST, type Counts, DRIFT_OPTIONS } from '../core/drift.ts'
import { type Lacking, MISSING_MATTERS, type MissingShare } from '../core/missing-share.ts'
import proportions from '../drift/proportions.ts'
import { fisherExact } from '../numbers/fisher.ts'

/** As many rows as two categories take. */
const ROWS_LEAST = 20
/** Where chance alone would bring fewer rows of a kind, the normal curve says far too little of its tails. */
const EXPECTED_LEAST = 10

export type MissingTested = Omit<MissingShare, 'is'>

/** Compares the shares of rows that say nothing. Undefined where every row says something, or where rows are too few. */
export function missingTest(
  reference: Lacking,
  current: Lacking,
  threshold: number = MISSING_MATTERS,
): MissingTested | undefined {
  const [a, b] = [lacking(reference), lacking(current)]
  const [n, m] = [reference.rows, current.rows]
  if (a + b === 0 || Math.min(n, m) < ROWS_LEAST) return undefined
  const told = { was: a / n, now: b / m, threshold, ...(current.notFinite > 0 && { unreadable: true as const }) }
  if (largest(a + b, n, m) < threshold) return told
  const rarest = (Math.min(a + b, n + m - a - b) * Math.min(n, m)) / (n + m)
  const p = rarest < EXPECTED_LEAST ? fisherExact({ marked: [a, b], of: [n, m] }) : byCurve([a, b], [n, m])
  return { ...told, p }
}

/** The largest difference that so many of both samples could make: what cannot be drift is no test, and corrects no other. */
function largest(all: number, n: number, m: number): number {
  const off = (now: number) => Math.abs(now / m - (all - now) / n)
  return Math.max(off(Math.min(all, m)), off(Math.max(0, all - n)))
}

/** What it means, by a p-value that may be corrected for the number of tests. */
export function missingJudged(it: MissingTested, p = it.p): MissingShare {
  if (p === undefined) return { ...it, is: 'no-drift' }
  const is = Math.abs(it.now - it.was) >= it.threshold && p < CHANCE_MOST ? 'drift' : 'no-drift'
  return { ...it, p, is }
}

const lacking = ({ missing, notFinite }: Lacking) => missing + notFinite

/** The z test of two proportions. */
function byCurve([a, b]: readonly [number, number], [n, m]: readonly [number, number]): number {
  const labels = ['there', 'missing']
  const counts: Counts = { labels, reference: [n - a, a], current: [m - b, b], by: 'categories', how: '' }
  return proportions.measure(counts, DRIFT_OPTIONS).p
}
