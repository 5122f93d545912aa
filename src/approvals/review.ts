import { says } from '../words/says.ts'
import type { ApprovalsRule, Bench, Decision } from './approval.ts'

/** How soon somebody looks at a way back to safety that was taken without all the answers. */
const SILENT_HOURS = 72

/** Why somebody must look at an approved change afterwards: it could not wait, or rules were passed that had no answer. */
export function reviewOf(
  { emergency, silent = [] }: Bench,
  rules: readonly ApprovalsRule[],
): Extract<Decision, { readonly is: 'approved' }>['review'] {
  const used = emergency === true ? rules.filter(rule => rule.emergency) : []
  if (used.length === 0 && silent.length === 0) return undefined
  const hours = [
    ...used.flatMap(rule => rule.emergency?.reviewHours ?? []),
    ...(silent.length > 0 ? [SILENT_HOURS] : []),
  ]
  const because = says.approvalReview.because(
    used.map(({ id }) => id),
    silent,
  )
  return { because, hours: Math.min(...hours) }
}
