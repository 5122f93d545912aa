import { type Counts, type Samples, sum } from '../core/drift.ts'
import { significant } from '../words/figures.ts'
import { says } from '../words/says.ts'

/** Interior edges from smallest to largest: the outer bins are open, and a value equal to an edge goes up. */
export type Edges = readonly number[]

/** Of values in ascending order, by linear interpolation: type 7 of Hyndman and Fan, NumPy’s default. */
function interpolated(count: number, q: number, valueAt: (rank: number) => number): number {
  const at = q * (count - 1)
  const [low, high] = [valueAt(Math.floor(at)), valueAt(Math.ceil(at))]
  const share = at - Math.floor(at)
  // Where the distance of the two is no number, so would be all that is made of it.
  return Number.isFinite(high - low) ? low + share * (high - low) : low * (1 - share) + high * share
}

/** The edges that divide the reference into so many bins of one size; those that fall together are one. */
export function edgesOf(reference: Float64Array, bins: number): Edges {
  const ascending = reference.toSorted()
  return edgesBetween(ascending.length, bins, rank => ascending[rank] as number)
}

/** The same of values that lie elsewhere: only those of `ranksFor` are asked for. */
export function edgesBetween(count: number, bins: number, valueAt: (rank: number) => number): Edges {
  const edges = Array.from({ length: bins - 1 }, (_, i) => interpolated(count, (i + 1) / bins, valueAt))
  // Minus zero is zero, and would be read as that from a file.
  return [...new Set(edges.map(edge => edge + 0))]
}

/** Between which of so many values in ascending order the edges lie. */
export function ranksFor(count: number, bins: number): readonly number[] {
  const ranks = new Set<number>()
  edgesBetween(count, bins, rank => {
    ranks.add(rank)
    return 0
  })
  return [...ranks]
}

/** How many values fall in each bin: one more than there are edges. */
export function countsIn(edges: Edges, values: Float64Array): number[] {
  const counts = new Array<number>(edges.length + 1).fill(0)
  for (const value of values) {
    let [low, high] = [0, edges.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (value >= (edges[middle] as number)) low = middle + 1
      else high = middle
    }
    counts[low] = (counts[low] as number) + 1
  }
  return counts
}

export function binned({ reference, current }: Samples, edges: Edges, how: string): Counts {
  const counted = { reference: countsIn(edges, reference), current: countsIn(edges, current) }
  return { labels: binLabels(edges), edges, ...counted, by: 'bins', how }
}

export function binLabels(edges: Edges): readonly string[] {
  const last = edges.at(-1)
  return [
    ...edges.map(edge => `< ${significant(edge, 6)}`),
    last === undefined ? says.bins.all : `≥ ${significant(last, 6)}`,
  ]
}

/** Rows by their value. */
export type Tally = ReadonlyMap<string, number>

/** One category for each value of either sample, in the order of their names. */
export function categorised(reference: Tally, current: Tally): Counts {
  const labels = [...new Set([...reference.keys(), ...current.keys()])].sort((a, b) => byName.compare(a, b))
  const unseen = labels.filter(label => !reference.has(label)).length
  const how = says.bins.categories(labels.length, unseen)
  const counts = (of: Tally) => labels.map(label => of.get(label) ?? 0)
  return { labels, reference: counts(reference), current: counts(current), by: 'categories', how }
}

const byName = new Intl.Collator('en', { numeric: true })

export function tally(values: Iterable<number>): Tally {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1)
  return counts
}

/** Whether there are at most so many different values. */
export function areFew(values: Float64Array, most: number): boolean {
  const seen = new Set<number>()
  for (const value of values) if (seen.add(value).size > most) return false
  return true
}

/** A reference bin that expects fewer current rows says nothing. */
const EXPECTED_LEAST = 10

/** How many rows either sample needs before these counts say anything. */
export function rowsNeeded({ by, reference }: Counts): number {
  const used = reference.filter(count => count > 0)
  // Of many categories some are always rare: ten rows each on average are enough.
  if (by === 'categories') return EXPECTED_LEAST * Math.max(1, used.length)
  return Math.ceil(EXPECTED_LEAST / Math.min(1, ...used.map(count => count / sum(reference))))
}
