import { type CountsMethod, sharesOf } from '../core/drift.ts'
import { says } from '../words/says.ts'

/** max |p − q|: the bin or category whose share moved most. 0 to 1. */
export default {
  name: 'l-infinity',
  takes: 'counts',
  summary: says.lInfinity.summary,
  threshold: 0.1,
  options: ['test', 'yates'],
  measure(counts) {
    const { reference, current } = sharesOf(counts)
    const apart = reference.map((p, i) => Math.abs(p - (current[i] ?? 0)))
    const statistic = apart.reduce((a, b) => Math.max(a, b), 0)
    return { statistic, how: says.lInfinity.how(counts.labels[apart.indexOf(statistic)]) }
  },
} satisfies CountsMethod
