import type { Judged } from '../approvals/judged.ts'
import type { Document } from '../core/document.ts'
import { ticked } from '../core/ticked.ts'
import { findingBlocks } from './findings.ts'
import { sealWords, tallyBlocks, tallyWords } from './tally.ts'

export interface CheckText {
  /** Left out while nobody has said no and not everybody has said yes. */
  readonly conclusion: 'success' | 'failure' | undefined
  readonly title: string
  readonly summary: Document
}

/** The gate in words. Only `approved` is a success: everything else waits or fails, and says what is missing. */
export function checkOf(it: Judged): CheckText {
  const { verdict } = it
  const conclusion = verdict.is === 'approved' ? 'success' : verdict.is === 'pending' ? undefined : 'failure'
  const title =
    verdict.is === 'pending'
      ? `Waits for approval, ${tallyWords(verdict)}`
      : verdict.is === 'approved'
        ? `Approved, ${tallyWords(verdict)}`
        : verdict.says
  return {
    conclusion,
    title: title.slice(0, 200),
    summary: {
      summary: title,
      blocks: [
        { is: 'text', words: ticked(verdict.says) },
        ...tallyBlocks(it, false),
        ...('fix' in verdict ? [{ is: 'note', words: ticked(`fix: ${verdict.fix}`) } as const] : []),
        ...ignoredBlocks(it),
        ...findingBlocks(it.change.request.findings),
        { is: 'note', words: sealWords(it) },
      ],
    },
  }
}

function ignoredBlocks({ verdict }: Judged): Document['blocks'] {
  if (verdict.ignored.length === 0) return []
  return [{ is: 'list', items: verdict.ignored.map(v => [`✗ ${v.person}: ${v.says} (${v.code})`]) }]
}
