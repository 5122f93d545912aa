import { type Counts, type DriftOptions, sum } from '../core/drift.ts'
import { chiSquareTail } from './tails.ts'

export interface ChiSquare {
  readonly statistic: number
  readonly df: number
  readonly p: number
}

/**
 * Pearson’s test (1900): Σ (observed − expected)² / expected. `homogeneity` takes both samples for samples, `fit` takes the
 * shares of the reference for the truth; there, a category the reference never saw is expected never, and p is 0.
 */
export function chiSquare(
  { reference, current }: Pick<Counts, 'reference' | 'current'>,
  { test, yates }: Pick<DriftOptions, 'test' | 'yates'>,
): ChiSquare {
  const seen = reference.map((count, i) => [count, current[i] ?? 0] as const).filter(([a, b]) => a + b > 0)
  const [n, m] = [sum(reference), sum(current)]
  const df = Math.max(0, seen.length - 1)
  const off = (observed: number, expected: number) => {
    // One degree of freedom, and never past what is there: as SciPy does.
    const apart = Math.abs(observed - expected)
    const kept = yates && df === 1 ? apart - Math.min(0.5, apart) : apart
    return kept === 0 ? 0 : (kept * kept) / expected
  }
  const statistic = sum(
    seen.map(([a, b]) => {
      const both = a + b
      if (test === 'fit') return off(b, (a / n) * m)
      return off(a, (both * n) / (n + m)) + off(b, (both * m) / (n + m))
    }),
  )
  return { statistic, df, p: df === 0 ? 1 : chiSquareTail(statistic, df) }
}
