import { type CountsMethod, sum } from '../core/drift.ts'
import { ProblemError, problem } from '../core/problem.ts'
import { normalTail } from '../numbers/tails.ts'

/** z = (q − p) / √(s(1 − s)(1/n + 1/m)) with the share s of both samples together; p-value of both sides. */
export default {
  name: 'proportions',
  takes: 'counts',
  summary: 'z test of two proportions: the share of one category',
  threshold: 0.05,
  measure({ labels, reference, current }, { success }) {
    const at = success === undefined && labels.length <= 2 ? labels.length - 1 : labels.indexOf(success ?? '')
    if (at < 0) throw noCategory(labels, success)
    const [n, m] = [sum(reference), sum(current)]
    const [p, q] = [(reference[at] ?? 0) / n, (current[at] ?? 0) / m]
    const both = ((reference[at] ?? 0) + (current[at] ?? 0)) / (n + m)
    const spread = Math.sqrt(both * (1 - both) * (1 / n + 1 / m))
    const z = spread === 0 ? 0 : (q - p) / spread
    const effect = { name: 'difference of the shares', value: Math.abs(q - p) }
    return { statistic: Math.abs(z), p: normalTail(z), effect, how: `the share of “${labels[at]}”, pooled, both sides` }
  },
} satisfies CountsMethod

function noCategory(labels: readonly string[], success: string | undefined): ProblemError {
  const says =
    success === undefined
      ? `There are ${labels.length} categories, and a proportion is the share of one of them.`
      : `No row of either sample is “${success}”.`
  const some = labels.slice(0, 10).join(', ')
  return new ProblemError([problem('no-category', says, `Say which one counts, as --success: one of ${some}`)])
}
