import { type CountsMethod, sharesOf, sum } from '../core/drift.ts'
import { says } from '../words/says.ts'

/** Σ current · ln(current / reference): what the reference misses of the current rows, in nats (Kullback and Leibler 1951). */
export default {
  name: 'kullback-leibler',
  takes: 'counts',
  summary: says.kullbackLeibler.summary,
  threshold: 0.1,
  options: ['zero', 'test', 'yates'],
  measure(counts, { zero }) {
    const { reference, current } = sharesOf(counts)
    const statistic = sum(current.map((c, i) => (c === 0 ? 0 : c * Math.log(c / (reference[i] || zero)))))
    return { statistic: Math.max(0, statistic), how: says.kullbackLeibler.how(zero) }
  },
} satisfies CountsMethod
