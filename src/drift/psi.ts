import { CHANCE_MOST, type CountsMethod, sharesOf, sum } from '../core/drift.ts'
import { chiSquareBeyond, chiSquareTail } from '../numbers/tails.ts'
import { says } from '../words/says.ts'

/** Σ (current − reference) · ln(current / reference), over shares. */
export default {
  name: 'psi',
  takes: 'counts',
  summary: says.psi.summary,
  threshold: 0.1,
  options: ['zero'],
  measure(counts, { zero }) {
    const { reference, current } = sharesOf(counts)
    const statistic = sum(
      reference.map((share, i) => {
        const [r, c] = [share || zero, current[i] || zero]
        return (c - r) * Math.log(c / r)
      }),
    )
    return { statistic, how: says.psi.how(zero) }
  },
  /** Without drift, PSI · n·m/(n+m) is about χ² with one degree of freedom less than there are bins (Yurdakul 2018). */
  floor({ reference, current }) {
    const df = reference.length - 1
    return df === 0 ? 0 : chiSquareBeyond(CHANCE_MOST, df) * (1 / sum(reference) + 1 / sum(current))
  },
  tail({ reference, current }, statistic) {
    const df = reference.length - 1
    return df === 0 ? 1 : chiSquareTail(statistic / (1 / sum(reference) + 1 / sum(current)), df)
  },
} satisfies CountsMethod
