import type { Counts } from '../core/drift.ts'
import type { ProfileColumn } from '../core/profile.ts'
import { says } from '../words/says.ts'
import { binLabels } from './bins.ts'

/** A column of a profile beside the same counts of a window. What neither lists stands in one category, at the end. */
export function profileCounts(
  column: ProfileColumn,
  current: readonly number[],
  reference: readonly number[] = column.counts,
): Counts {
  if (column.is === 'numbers') {
    const { edges } = column
    const how = says.profileCounts.bins(edges.length + 1)
    return { labels: binLabels(edges), reference, current, edges, by: 'bins', how }
  }
  const labels = [...column.values.map(String), says.profileCounts.others]
  const apart = reference.at(-1) === 0 && current.at(-1) === 0
  const how = apart
    ? says.profileCounts.categories(column.values.length)
    : says.profileCounts.categoriesAndOthers(column.values.length)
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
