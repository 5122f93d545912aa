import { type CountsMethod, sharesOf, sum } from '../core/drift.ts'
import { says } from '../words/says.ts'

/** √(½ Σ p log₂(p/m) + ½ Σ q log₂(q/m)) with m = (p + q)/2 (Lin 1991; Endres and Schindelin 2003). 0 to 1. */
export default {
  name: 'jensen-shannon',
  takes: 'counts',
  summary: says.jensenShannon.summary,
  threshold: 0.1,
  options: ['test', 'yates'],
  measure(counts) {
    const { reference, current } = sharesOf(counts)
    const part = (p: number, middle: number) => (p === 0 ? 0 : p * Math.log2(p / middle))
    const divergence = sum(
      reference.map((p, i) => {
        const q = current[i] ?? 0
        return (part(p, (p + q) / 2) + part(q, (p + q) / 2)) / 2
      }),
    )
    return { statistic: Math.sqrt(Math.max(0, divergence)), how: says.jensenShannon.how }
  },
} satisfies CountsMethod
