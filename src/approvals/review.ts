import { listWords } from '../words/figures.ts'
import type { ApprovalsRule, Bench, Decision } from './approval.ts'

/** How soon somebody looks at a way back to safety that was taken without all the answers. */
const SILENT_HOURS = 72

/** Why somebody must look at an approved change afterwards: it could not wait, or rules were passed that had no answer. */
export function reviewOf(
  { emergency, silent = [] }: Bench,
  rules: readonly ApprovalsRule[],
): Extract<Decision, { readonly is: 'approved' }>['review'] {
  const used = emergency === true ? rules.filter(rule => rule.emergency) : []
  const reasons = [
    ...(used.length > 0 ? [`it was an emergency by ${listWords(used.map(({ id }) => id))}`] : []),
    ...(silent.length > 0 ? [`${listWords(silent)} had no answer`] : []),
  ]
  if (reasons.length === 0) return undefined
  const hours = [
    ...used.flatMap(rule => rule.emergency?.reviewHours ?? []),
    ...(silent.length > 0 ? [SILENT_HOURS] : []),
  ]
  return { because: listWords(reasons), hours: Math.min(...hours) }
}
