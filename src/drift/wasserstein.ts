import type { SamplesMethod } from '../core/drift.ts'
import { apart, walkKept } from '../numbers/kept-steps.ts'
import { transport } from '../numbers/transport.ts'
import { says } from '../words/says.ts'

/** In the unit of the column, so that only its owner knows what is much: the threshold has to be said. */
export default {
  name: 'wasserstein',
  takes: 'samples',
  summary: says.wasserstein.summary,
  threshold: Number.POSITIVE_INFINITY,
  options: ['exact'],
  measure(samples) {
    return { statistic: transport(samples), how: says.wasserstein.how }
  },
  /** The least it can be. The outer bins have no end, so there is no most. */
  between(kept, current) {
    let statistic = 0
    walkKept(kept, current, (from, to, now, low, high) => {
      if (Number.isFinite(from) && Number.isFinite(to)) statistic += (to - from) * apart(now, low, high)
    })
    return { statistic, ...(!kept.single && { bound: Number.POSITIVE_INFINITY }), how: says.wasserstein.how }
  },
} satisfies SamplesMethod
