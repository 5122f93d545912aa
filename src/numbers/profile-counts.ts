import type { Counts } from '../core/drift.ts'
import type { ProfileColumn } from '../core/profile.ts'
import { binLabels } from './bins.ts'

const OTHERS = 'all others'

/** A column of a profile beside the same counts of a window. What neither lists stands in one category, at the end. */
export function profileCounts(
  column: ProfileColumn,
  current: readonly number[],
  reference: readonly number[] = column.counts,
): Counts {
  if (column.is === 'numbers') {
    const { edges } = column
    const how = `${edges.length + 1} bins with the edges of the profile`
    return { labels: binLabels(edges), reference, current, edges, by: 'bins', how }
  }
  const labels = [...column.values.map(String), OTHERS]
  const apart = reference.at(-1) === 0 && current.at(-1) === 0
  const how = `${column.values.length} categories of the profile${apart ? '' : ', and all others together'}`
  const counted = apart ? { reference: reference.slice(0, -1), current: current.slice(0, -1) } : { reference, current }
  return { labels: apart ? labels.slice(0, -1) : labels, ...counted, by: 'categories', how }
}

/** What is left of the reference without each of its chunks, beside that chunk: two samples that share no row. */
export function chunkCounts(column: ProfileColumn): readonly Counts[] {
  return column.chunks.map(chunk => {
    const rest = column.counts.map((count, i) => count - (chunk[i] ?? 0))
    return profileCounts(column, chunk, rest)
  })
}
