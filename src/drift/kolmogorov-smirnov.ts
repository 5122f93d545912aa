import { type Measured, type Samples, type SamplesMethod, sum } from '../core/drift.ts'
import { apart, apartMost, walkKept } from '../numbers/kept-steps.ts'
import { kolmogorovExact, kolmogorovLimit } from '../numbers/kolmogorov.ts'
import { says } from '../words/says.ts'

const SORTED_MOST = 100_000
const PATHS_MOST = 1e8
const CELLS = 65_536

/** The largest distance of the two distribution functions (Kolmogorov 1933, Smirnov 1939), with its p-value. */
export default {
  name: 'kolmogorov-smirnov',
  takes: 'samples',
  summary: says.kolmogorovSmirnov.summary,
  threshold: 0.1,
  options: ['exact'],
  measure(samples, { exact }) {
    const [n, m] = [samples.reference.length, samples.current.length]
    return withP(!exact && Math.max(n, m) > SORTED_MOST ? byGrid(samples) : bySorting(samples), n, m)
  },
  between(kept, current) {
    let [statistic, most] = [0, 0]
    walkKept(kept, current, (_from, _to, now, low, high) => {
      statistic = Math.max(statistic, apart(now, low, high))
      most = Math.max(most, apartMost(now, low, high))
    })
    return withP(
      { statistic, ...boundOf(statistic, most), how: says.kolmogorovSmirnov.everyCurrent },
      sum(kept.counts),
      current.length,
    )
  },
} satisfies SamplesMethod

function withP({ how, ...rest }: Measured, n: number, m: number): Measured {
  const { statistic, bound } = rest
  const counted = n * m <= PATHS_MOST
  const p = (d: number) => (counted ? kolmogorovExact(d, n, m) : kolmogorovLimit(d, n, m))
  const told = counted ? says.kolmogorovSmirnov.exact(how) : says.kolmogorovSmirnov.limit(how)
  return { ...rest, p: p(statistic), ...(bound !== undefined && { pLeast: p(statistic + bound) }), how: told }
}

/** Nothing where both are one, but for what is lost in rounding. */
function boundOf(statistic: number, most: number): Pick<Measured, 'bound'> {
  return most - statistic > 1e-12 ? { bound: most - statistic } : {}
}

function bySorting(samples: Samples): Measured {
  const [a, b] = [samples.reference.toSorted(), samples.current.toSorted()]
  let [i, j, statistic] = [0, 0, 0]
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i] as number, b[j] as number)
    while (i < a.length && a[i] === value) i++
    while (j < b.length && b[j] === value) j++
    statistic = Math.max(statistic, Math.abs(i / a.length - j / b.length))
  }
  return { statistic, how: says.kolmogorovSmirnov.every }
}

/** One pass over each sample. Inside a cell one function may have taken its whole step, and the other one none of it. */
function byGrid({ reference, current }: Samples): Measured {
  const [low, high] = rangeOf([reference, current])
  const [a, b] = [cellsOf(reference, low, high), cellsOf(current, low, high)]
  let [below, beside, statistic, most] = [0, 0, 0, 0]
  for (let cell = 0; cell < CELLS; cell++) {
    const [p, q] = [(a[cell] as number) / reference.length, (b[cell] as number) / current.length]
    most = Math.max(most, below + p - beside, beside + q - below)
    below += p
    beside += q
    statistic = Math.max(statistic, Math.abs(below - beside))
  }
  return { statistic, bound: Math.max(0, most - statistic), how: says.kolmogorovSmirnov.grid(CELLS) }
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
  const scale = CELLS / (high - low)
  // Numbers so far apart, or so close, that their distance is no number: one cell for all, and a bound that says so.
  const usable = Number.isFinite(scale) && scale > 0
  for (let i = 0; i < values.length; i++) {
    const cell = usable ? Math.min(CELLS - 1, Math.floor(((values[i] as number) - low) * scale)) : 0
    cells[cell] = (cells[cell] as number) + 1
  }
  return cells
}
