import type { Measured, Samples, SamplesMethod } from '../core/drift.ts'
import { kolmogorovExact, kolmogorovLimit } from '../numbers/kolmogorov.ts'

const SORTED_MOST = 100_000
const PATHS_MOST = 1e8
const CELLS = 65_536

/** The largest distance of the two distribution functions (Kolmogorov 1933, Smirnov 1939), with its p-value. */
export default {
  name: 'kolmogorov-smirnov',
  takes: 'samples',
  summary: 'Kolmogorov-Smirnov test of two samples: the largest distance of the distribution functions',
  threshold: 0.1,
  measure(samples, { exact }) {
    const [n, m] = [samples.reference.length, samples.current.length]
    const { statistic, ...rest } = !exact && Math.max(n, m) > SORTED_MOST ? byGrid(samples) : bySorting(samples)
    const counted = n * m <= PATHS_MOST
    const p = counted ? kolmogorovExact(statistic, n, m) : kolmogorovLimit(statistic, n, m)
    return {
      statistic,
      p,
      ...rest,
      how: `${rest.how}; p-value ${counted ? 'exact, by counting paths' : 'in the limit'}`,
    }
  },
} satisfies SamplesMethod

function bySorting(samples: Samples): Measured {
  const [a, b] = [samples.reference.toSorted(), samples.current.toSorted()]
  let [i, j, statistic] = [0, 0, 0]
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i] as number, b[j] as number)
    while (i < a.length && a[i] === value) i++
    while (j < b.length && b[j] === value) j++
    statistic = Math.max(statistic, Math.abs(i / a.length - j / b.length))
  }
  return { statistic, how: 'every value compared' }
}

/** One pass over each sample. Inside a cell the functions can be further apart, by the larger of its two shares at most. */
function byGrid({ reference, current }: Samples): Measured {
  const [low, high] = rangeOf([reference, current])
  const [a, b] = [cellsOf(reference, low, high), cellsOf(current, low, high)]
  let [below, beside, statistic, most] = [0, 0, 0, 0]
  for (let cell = 0; cell < CELLS; cell++) {
    const [p, q] = [(a[cell] as number) / reference.length, (b[cell] as number) / current.length]
    const before = Math.abs(below - beside)
    below += p
    beside += q
    const after = Math.abs(below - beside)
    statistic = Math.max(statistic, after)
    most = Math.max(most, Math.max(before, after) + Math.max(p, q))
  }
  return { statistic, bound: Math.max(0, most - statistic), how: `on a grid of ${CELLS.toLocaleString('en')} cells` }
}

function rangeOf(all: readonly Float64Array[]): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const values of all)
    for (let i = 0; i < values.length; i++) {
      const value = values[i] as number
      if (value < low) low = value
      if (value > high) high = value
    }
  return [low, high]
}

function cellsOf(values: Float64Array, low: number, high: number): Uint32Array {
  const cells = new Uint32Array(CELLS)
  const scale = high > low ? CELLS / (high - low) : 0
  for (let i = 0; i < values.length; i++) {
    const cell = Math.min(CELLS - 1, Math.floor(((values[i] as number) - low) * scale))
    cells[cell] = (cells[cell] as number) + 1
  }
  return cells
}
