import type { Samples } from '../core/drift.ts'

/** ∫ |F − G|: how far values have to be moved on average, in their own unit (Vallender 1974). */
export function transport(samples: Samples): number {
  const [a, b] = [samples.reference.toSorted(), samples.current.toSorted()]
  let [i, j, moved] = [0, 0, 0]
  let at = Math.min(a[0] as number, b[0] as number)
  while (i < a.length || j < b.length) {
    const next = Math.min(a[i] ?? Number.POSITIVE_INFINITY, b[j] ?? Number.POSITIVE_INFINITY)
    moved += Math.abs(i / a.length - j / b.length) * (next - at)
    at = next
    while (i < a.length && a[i] === at) i++
    while (j < b.length && b[j] === at) j++
  }
  return moved
}

/** Of the population: divided by n. */
export function deviationOf(values: Float64Array): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length
  return Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length)
}
