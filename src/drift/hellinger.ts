import { type CountsMethod, sharesOf, sum } from '../core/drift.ts'
import { says } from '../words/says.ts'

/** √(½ Σ (√p − √q)²) (Hellinger 1909). 0 to 1. */
export default {
  name: 'hellinger',
  takes: 'counts',
  summary: says.hellinger.summary,
  threshold: 0.1,
  options: ['test', 'yates'],
  measure(counts) {
    const { reference, current } = sharesOf(counts)
    const squares = reference.map((p, i) => (Math.sqrt(p) - Math.sqrt(current[i] ?? 0)) ** 2)
    return { statistic: Math.sqrt(sum(squares) / 2), how: says.hellinger.how }
  },
} satisfies CountsMethod
