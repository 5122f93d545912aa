import { emergencyOf } from '../approvals/emergency.ts'
import type { Judged } from '../approvals/judged.ts'
import type { Block } from '../words/document.ts'
import { says } from '../words/says.ts'

/** Told to whoever approves it, before who must: that fewer people look at it now, and that somebody does afterwards. */
export function emergencyBlocks(it: Judged): Block[] {
  const urgent = emergencyOf(it)
  if (urgent === undefined) return []
  const { unknown, asks } = says.emergencyWords
  const { reviewHours } = urgent
  return [{ is: 'text', words: reviewHours === undefined ? unknown : asks({ ...urgent, reviewHours }) }]
}
