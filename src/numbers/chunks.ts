import { chunksPicked } from '../core/chunks-picked.ts'
import { type Column, type Counts, type Samples, sum } from '../core/drift.ts'
import { countsIn, tally } from './bins.ts'

/** The chunks of a column, of so many values each, as its own rows follow one another. */
export function chunksOf({ values, chunks = [] }: Column, size: number): readonly Column['values'][] {
  if (values.are === 'texts') return chunks.map(counts => ({ are: 'texts', counts }))
  const { numbers } = values
  return chunksPicked(numbers.length, size).map(i => ({
    are: 'numbers',
    numbers: numbers.subarray(i * size, (i + 1) * size),
  }))
}

/** What is left of a reference without one of its chunks, beside that chunk: two samples that share no row. */
export function chunkBeside(counts: Counts, chunk: Column['values']): Counts {
  const current = counted(counts, chunk)
  return { ...counts, current, reference: counts.reference.map((count, i) => count - (current[i] ?? 0)) }
}

function counted({ labels, edges, by }: Counts, chunk: Column['values']): readonly number[] {
  if (by === 'bins' && chunk.are === 'numbers') return countsIn(edges ?? [], chunk.numbers)
  const of = chunk.are === 'numbers' ? tally(chunk.numbers) : chunk.counts
  return labels.map(label => of.get(label) ?? 0)
}

/** The same of the numbers themselves; the chunk is a part of their memory. */
export function numbersBeside(reference: Float64Array, current: Float64Array): Samples {
  const from = (current.byteOffset - reference.byteOffset) / reference.BYTES_PER_ELEMENT
  const rest = new Float64Array(reference.length - current.length)
  rest.set(reference.subarray(0, from))
  rest.set(reference.subarray(from + current.length), from)
  return { reference: rest, current }
}

/** Numbers that would be counted so: each at the lower edge of its bin, and below the first one. */
export function numbersCounted(edges: readonly number[], counts: readonly number[]): Float64Array {
  const numbers = new Float64Array(sum(counts))
  let used = 0
  for (const [i, count] of counts.entries()) {
    numbers.fill(i === 0 ? Number.NEGATIVE_INFINITY : (edges[i - 1] as number), used, used + count)
    used += count
  }
  return numbers
}
