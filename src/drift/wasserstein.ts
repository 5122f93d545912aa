import type { SamplesMethod } from '../core/drift.ts'
import { transport } from '../numbers/transport.ts'

/** In the unit of the column, so that only its owner knows what is much: the threshold has to be said. */
export default {
  name: 'wasserstein',
  takes: 'samples',
  summary: 'Wasserstein-1 distance, in the unit of the column',
  threshold: Number.POSITIVE_INFINITY,
  measure(samples) {
    return { statistic: transport(samples), how: 'in the unit of the column' }
  },
} satisfies SamplesMethod
