import type { Verdict } from '../approvals/approval.ts'
import { refusalOf } from '../core/reason.ts'
import type { Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { ticked } from '../words/ticked.ts'
import { type Faces, nameOf } from './clean.ts'

/** What a verdict says, by the names of people: what it says itself is kept in the record, and holds ids. */
export function verdictWords(verdict: Verdict): Words {
  if (verdict.is === 'denied') return says.verdictWords.denied(verdict.by)
  if (verdict.is === 'approved' && verdict.by.length > 0) return says.verdictWords.approved(verdict.by)
  return ticked(verdict.says)
}

/** The same in one line, where nothing but text is shown. */
export function verdictLine(verdict: Verdict, people: Faces): string {
  if (verdict.is === 'denied') return refusalOf('denied', { who: nameOf(verdict.by, people) }).says
  if (verdict.is !== 'approved' || verdict.by.length === 0) return verdict.says
  return says.approvalDecision.approved(verdict.by.map(id => nameOf(id, people)))
}
