import { type CountsMethod, sharesOf, sum } from '../core/drift.ts'

/** Σ current · ln(current / reference): what the reference misses of the current rows, in nats (Kullback and Leibler 1951). */
export default {
  name: 'kullback-leibler',
  takes: 'counts',
  summary: 'Kullback-Leibler divergence of the current from the reference, in nats',
  threshold: 0.1,
  measure(counts, { zero }) {
    const { reference, current } = sharesOf(counts)
    const statistic = sum(current.map((c, i) => (c === 0 ? 0 : c * Math.log(c / (reference[i] || zero)))))
    const how = `current from reference, natural logarithm, shares of zero in the reference are ${zero}`
    return { statistic: Math.max(0, statistic), how }
  },
} satisfies CountsMethod
