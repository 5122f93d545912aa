import { type CountsMethod, sum } from '../core/drift.ts'
import { ProblemError, problem } from '../core/problem.ts'
import { normalTail } from '../numbers/tails.ts'
import { says } from '../words/says.ts'

/** z = (q − p) / √(s(1 − s)(1/n + 1/m)) with the share s of both samples together; p-value of both sides. */
export default {
  name: 'proportions',
  takes: 'counts',
  summary: says.proportions.summary,
  threshold: 0.05,
  options: ['success'],
  measure({ labels, reference, current }, { success }) {
    const at = success === undefined && labels.length <= 2 ? labels.length - 1 : labels.indexOf(success ?? '')
    if (at < 0) throw noCategory(labels, success)
    const [n, m] = [sum(reference), sum(current)]
    const [p, q] = [(reference[at] ?? 0) / n, (current[at] ?? 0) / m]
    const both = ((reference[at] ?? 0) + (current[at] ?? 0)) / (n + m)
    const spread = Math.sqrt(both * (1 - both) * (1 / n + 1 / m))
    const z = spread === 0 ? 0 : (q - p) / spread
    const effect = { name: says.proportions.effect, value: Math.abs(q - p) }
    return { statistic: Math.abs(z), p: normalTail(z), effect, how: says.proportions.how(labels[at]) }
  },
} satisfies CountsMethod

function noCategory(labels: readonly string[], success: string | undefined): ProblemError {
  const some = labels.slice(0, 10)
  const wrong =
    success === undefined ? says.proportions.noCategory(labels.length, some) : says.proportions.notThere(success, some)
  return new ProblemError([problem('no-category', ...wrong)])
}
