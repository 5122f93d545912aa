import { type CountsMethod, sum } from '../core/drift.ts'
import { chiSquare } from '../numbers/chi-square.ts'
import { says } from '../words/says.ts'

/** Pearson’s test; how large the difference is says Cramér’s V, which does not grow with the number of rows. */
export default {
  name: 'chi-square',
  takes: 'counts',
  summary: says.chiSquare.summary,
  threshold: 0.1,
  options: ['test', 'yates'],
  measure(counts, { test, yates }) {
    const { statistic, df, p } = chiSquare(counts, { test, yates })
    const rows = test === 'fit' ? sum(counts.current) : sum(counts.reference) + sum(counts.current)
    const effect = {
      name: says.chiSquare.effect,
      value: Math.sqrt(statistic / rows / (test === 'fit' ? Math.max(1, df) : 1)),
    }
    return { statistic, p, df, effect, how: says.chiSquare.how[test](yates) }
  },
} satisfies CountsMethod
