import type { SamplesMethod } from '../core/drift.ts'
import { deviationOf, transport } from '../numbers/transport.ts'
import { says } from '../words/says.ts'

const DEVIATION_LEAST = 0.001

/** Wasserstein-1 in standard deviations of the reference. */
export default {
  name: 'wasserstein-normed',
  takes: 'samples',
  summary: says.wassersteinNormed.summary,
  threshold: 0.1,
  options: ['exact'],
  measure(samples) {
    const deviation = Math.max(DEVIATION_LEAST, deviationOf(samples.reference))
    return {
      // By a deviation too large to be told everything would be near.
      statistic: Number.isFinite(deviation) ? transport(samples) / deviation : Number.NaN,
      how: says.wassersteinNormed.how(DEVIATION_LEAST),
    }
  },
} satisfies SamplesMethod
