import { emergencyOf } from '../approvals/emergency.ts'
import type { Judged } from '../approvals/judged.ts'
import type { Block, Words } from '../words/document.ts'
import { says } from '../words/says.ts'

/**
 * Told to whoever approves it, before who must: that fewer people look at it now, and that somebody does afterwards; or why
 * what was asked for as an emergency is none.
 */
export function emergencyBlocks(it: Judged): Block[] {
  const words = emergencyWords(it)
  return words === undefined ? [] : [{ is: 'text', words }]
}

function emergencyWords(it: Judged): Words | undefined {
  const { unknown, asks, denied, outgrown } = says.emergencyWords
  const urgent = emergencyOf(it)
  if (urgent) {
    const { reviewHours } = urgent
    return reviewHours === undefined ? unknown : asks({ ...urgent, reviewHours })
  }
  const { emergency } = it.change.firstAsked
  return emergency === undefined ? undefined : emergency ? outgrown : denied
}
