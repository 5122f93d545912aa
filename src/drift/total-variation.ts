import { type CountsMethod, sharesOf, sum } from '../core/drift.ts'

/** ½ Σ |p − q|: the share of rows that would have to move. 0 to 1. */
export default {
  name: 'total-variation',
  takes: 'counts',
  summary: 'total variation: the share of rows that would have to move',
  threshold: 0.1,
  measure(counts) {
    const { reference, current } = sharesOf(counts)
    return { statistic: sum(reference.map((p, i) => Math.abs(p - (current[i] ?? 0)))) / 2, how: 'over aligned shares' }
  },
} satisfies CountsMethod
