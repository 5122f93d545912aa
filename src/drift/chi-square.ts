import { type CountsMethod, sum } from '../core/drift.ts'
import { chiSquare } from '../numbers/chi-square.ts'

/** Pearson’s test; how large the difference is says Cramér’s V, which does not grow with the number of rows. */
export default {
  name: 'chi-square',
  takes: 'counts',
  summary: 'Pearson’s chi-square test, with Cramér’s V as the size of the difference',
  threshold: 0.1,
  measure(counts, { test, yates }) {
    const { statistic, df, p } = chiSquare(counts, { test, yates })
    const rows = test === 'fit' ? sum(counts.current) : sum(counts.reference) + sum(counts.current)
    const effect = { name: 'Cramér’s V', value: Math.sqrt(statistic / rows / (test === 'fit' ? Math.max(1, df) : 1)) }
    const how =
      test === 'fit' ? 'fit: the shares of the reference are the truth' : 'homogeneity: both samples are samples'
    return { statistic, p, df, effect, how: `${how}${yates ? ', Yates’ correction for two categories' : ''}` }
  },
} satisfies CountsMethod
