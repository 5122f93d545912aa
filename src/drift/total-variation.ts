import { type CountsMethod, sharesOf, sum } from '../core/drift.ts'
import { says } from '../words/says.ts'

/** ½ Σ |p − q|: the share of rows that would have to move. 0 to 1. */
export default {
  name: 'total-variation',
  takes: 'counts',
  summary: says.totalVariation.summary,
  threshold: 0.1,
  options: ['test', 'yates'],
  measure(counts) {
    const { reference, current } = sharesOf(counts)
    return {
      statistic: sum(reference.map((p, i) => Math.abs(p - (current[i] ?? 0)))) / 2,
      how: says.totalVariation.how,
    }
  },
} satisfies CountsMethod
